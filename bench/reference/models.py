"""An episode with its readings as models that anybody would write: the same columns."""

import uuid

from django.conf import settings
from django.db import models

from diary.shapes import EPISODES, READINGS, Shape


class PlainEpisode(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return str(self.id)


class PlainReading(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    of = models.ForeignKey(PlainEpisode, models.CASCADE, related_name="readings")

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return str(self.id)


def _add_columns(model: type[models.Model], shape: Shape) -> None:
    for name, column in shape.columns().items():
        if name != shape.parent:
            model.add_to_class(name, column)


_add_columns(PlainEpisode, EPISODES)
_add_columns(PlainReading, READINGS)
for model in (PlainEpisode, PlainReading):
    model.add_to_class("created_at", models.DateTimeField(auto_now_add=True))
    model.add_to_class("updated_at", models.DateTimeField(auto_now=True))
PlainEpisode._meta.indexes = [
    models.Index(fields=["person", "-started_at", "id"], name="plain_of_person")
]
