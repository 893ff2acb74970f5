"""What the archive is: one JSON document with the whole diary of one person."""

from diary.shapes import PROFILE, SHAPES, Shape

FORMAT = "nape-archive"
VERSION = 1
LARGEST = 64 * 1024 * 1024
KEPT_TIMES = ("created_at", "logged_at")
COLLECTIONS: tuple[Shape, ...] = tuple(
    shape for shape in SHAPES.values() if shape is not PROFILE and not shape.parent
)
# children whose parent never arrived stand by themselves, so that nothing is left behind
ORPHANS: tuple[Shape, ...] = tuple(shape for shape in SHAPES.values() if shape.parent)
