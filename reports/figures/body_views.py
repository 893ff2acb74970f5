"""The outlines of the body and where each place lies on them: those of the phone's pictures.

A place is listed for the left half of a picture that is 320 wide; a test holds both to the phone's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320
SIDES: Final = ("left", "right")
Spots = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class View:
    """One picture: how high, which side of the person is on its left, and what it shows."""

    height: int
    side: str
    # does it show both sides of the person?
    paired: bool
    spots: Spots
    outlines: tuple[str, ...]


FACE: Final = (
    "M160 10C96 10 58 56 58 124C58 166 66 196 78 226C92 268 126 304 160 304",
    "M160 10C224 10 262 56 262 124C262 166 254 196 242 226C228 268 194 304 160 304",
    "M104 272C108 300 106 322 96 338C78 352 48 358 22 366",
    "M216 272C212 300 214 322 224 338C242 352 272 358 298 366",
    "M58 128C46 122 42 140 48 162C52 176 60 184 66 182",
    "M262 128C274 122 278 140 272 162C268 176 260 184 254 182",
    "M160 150C158 168 150 186 150 196C150 204 170 204 170 196",
    "M160 248C146 248 134 244 128 240",
    "M160 248C174 248 186 244 192 240",
    "M98 124C108 114 130 114 142 122",
    "M222 124C212 114 190 114 178 122",
)
HEAD: Final = (
    "M160 8C112 8 82 40 82 84C82 118 92 140 104 156C110 176 108 214 98 236C84 252 44 262 14 280",
    (
        "M160 8C208 8 238 40 238 84C238 118 228 140 216 156C210 176 212 214 222 236C236 "
        "252 276 262 306 280"
    ),
    "M82 92C70 84 66 98 72 112C76 122 82 128 88 126",
    "M238 92C250 84 254 98 248 112C244 122 238 128 232 126",
    "M160 150C160 180 160 220 160 262",
)
SIDE: Final = (
    (
        "M146 400C150 362 150 324 140 292C120 294 86 296 74 282C64 270 72 258 66 249C56 "
        "245 54 237 60 229C50 225 50 214 58 208C47 204 33 202 29 193C25 185 34 173 44 "
        "160C52 146 53 136 52 122C50 60 96 12 176 10C256 8 310 56 308 130C306 178 286 208 "
        "274 236C264 266 268 302 280 340C285 358 296 380 314 396"
    ),
    "M176 160C186 140 216 146 214 174C212 194 198 204 190 208C184 210 180 206 181 200",
    "M140 292C156 286 172 274 182 256",
    "M56 150C64 144 76 144 84 150",
)
BACK: Final = (
    "M130 8C130 24 122 34 104 44C78 56 40 58 26 86C14 118 12 196 8 262",
    "M190 8C190 24 198 34 216 44C242 56 280 58 294 86C306 118 308 196 312 262",
    "M66 128C72 190 80 226 80 262C80 300 66 330 62 372C60 394 62 412 64 424",
    "M254 128C248 190 240 226 240 262C240 300 254 330 258 372C260 394 258 412 256 424",
    "M66 128C60 180 56 240 52 262",
    "M254 128C260 180 264 240 268 262",
    "M160 30C160 120 160 250 160 352",
    "M100 96C92 126 100 158 124 172C134 150 138 118 132 98",
    "M220 96C228 126 220 158 196 172C186 150 182 118 188 98",
    "M160 420C160 404 160 392 160 372",
)
PROFILE: Final[Spots] = {
    "top": (174, 44),
    "forehead": (84, 90),
    "side_head": (206, 104),
    "back_head": (272, 132),
    "temple": (140, 128),
    "eye": (80, 156),
    "ear": (190, 180),
    "behind_ear": (246, 196),
    "cheek": (104, 214),
    "jaw": (160, 242),
    "skull_base": (238, 254),
    "front_neck": (170, 322),
    "upper_neck": (240, 312),
    "lower_neck": (250, 369),
}
VIEWS: Final = {
    "face": View(
        370,
        "right",
        True,
        {
            "forehead": (122, 66),
            "temple": (77, 124),
            "eye": (128, 148),
            "cheek": (98, 206),
            "jaw": (122, 266),
            "front_neck": (130, 336),
        },
        FACE,
    ),
    "head": View(
        310,
        "left",
        True,
        {
            "back_head": (124, 62),
            "skull_base": (131, 126),
            "upper_neck": (132, 183),
            "lower_neck": (132, 240),
            "shoulder_top": (68, 279),
        },
        HEAD,
    ),
    "back": View(
        430,
        "left",
        True,
        {
            "shoulder_top": (100, 64),
            "shoulder_joint": (42, 102),
            "between_blades": (132, 132),
            "upper_back": (90, 180),
            "mid_back": (126, 226),
            "low_back": (122, 292),
            "buttock": (112, 364),
            "arm": (30, 176),
            "hand": (29, 288),
        },
        BACK,
    ),
    "left": View(400, "left", False, PROFILE, SIDE),
    "right": View(400, "right", False, PROFILE, SIDE),
}
