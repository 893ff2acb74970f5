"""What every record holds, said once, for every entrance."""

from diary.shapes.check_ins import CHECK_INS
from diary.shapes.episodes import EPISODES, READINGS
from diary.shapes.medications import DOSES, MEDICATIONS
from diary.shapes.people import CUSTOM_FACTORS, PROFILE
from diary.shapes.shape import Shape
from diary.shapes.treatments import MARKS, SESSIONS, TREATMENTS
from diary.shapes.visits import ACKNOWLEDGEMENTS, ANNOTATIONS, FINDINGS, SCORES, VISITS

SHAPES: dict[str, Shape] = {
    shape.kind: shape
    for shape in (
        PROFILE,
        EPISODES,
        READINGS,
        CHECK_INS,
        MEDICATIONS,
        DOSES,
        TREATMENTS,
        SESSIONS,
        MARKS,
        SCORES,
        FINDINGS,
        ANNOTATIONS,
        ACKNOWLEDGEMENTS,
        CUSTOM_FACTORS,
        VISITS,
    )
}

__all__ = [
    "ACKNOWLEDGEMENTS", "ANNOTATIONS", "CHECK_INS", "CUSTOM_FACTORS", "DOSES", "EPISODES",
    "FINDINGS", "MARKS", "MEDICATIONS", "PROFILE", "READINGS", "SCORES", "SESSIONS", "SHAPES",
    "TREATMENTS", "VISITS", "Shape",
]  # fmt: skip
