"""The rows of a diary, one noun a file."""

from diary.models.acknowledgements import Acknowledgement
from diary.models.annotations import Annotation
from diary.models.changes import Change
from diary.models.check_ins import CheckIn
from diary.models.custom_factors import CustomFactor
from diary.models.diaries import Diary
from diary.models.doses import Dose
from diary.models.episodes import Episode
from diary.models.findings import Finding
from diary.models.marks import Mark
from diary.models.medications import Medication
from diary.models.profiles import Profile
from diary.models.readings import Reading
from diary.models.records import Record, WriteOutsideTheDoor
from diary.models.scores import Score
from diary.models.sessions import Session
from diary.models.treatments import Treatment
from diary.models.visits import Visit

MODELS: dict[str, type[Record]] = {
    model.shape.kind: model
    for model in (
        Episode,
        Reading,
        CheckIn,
        Medication,
        Dose,
        Treatment,
        Session,
        Mark,
        Score,
        Visit,
        Finding,
        Annotation,
        Acknowledgement,
        CustomFactor,
        Profile,
    )
}

__all__ = [
    "MODELS",
    "Acknowledgement",
    "Annotation",
    "Change",
    "CheckIn",
    "CustomFactor",
    "Diary",
    "Dose",
    "Episode",
    "Finding",
    "Mark",
    "Medication",
    "Profile",
    "Reading",
    "Record",
    "Score",
    "Session",
    "Treatment",
    "Visit",
    "WriteOutsideTheDoor",
]
