"""What every record has in the database: its own key, its owner, its revision and its history."""

import uuid
from collections.abc import Callable, Collection, Iterable
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.base import ModelState

from diary.models.changes import Change
from diary.shapes.columns import InstantField
from diary.shapes.shape import Shape, Values


class WriteOutsideTheDoor(RuntimeError):
    """A record was written outside `diary.changes`, where no phone would ever hear of it."""

    def __init__(self) -> None:
        super().__init__("Records are written inside diary.changes.writing(...) only.")


# The person whose diary is open for writing in this context.
open_for: ContextVar[uuid.UUID | None] = ContextVar("open_for", default=None)


def require_door(persons: Iterable[uuid.UUID]) -> None:
    """Refuse unless the door is open, and for these persons alone."""
    person = open_for.get()
    if person is None or any(other != person for other in persons):
        raise WriteOutsideTheDoor


class RecordQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        """Not deleted."""
        return self.filter(deleted_at__isnull=True)

    def to_show(self) -> Self:
        """Without what only a writer needs."""
        return self.defer("stamps")

    def between(self, first: date | None, last: date | None) -> Self:
        """Of the local days from `first` up to but not including `last`."""
        if first is not None:
            self = self.filter(day__gte=first)
        return self if last is None else self.filter(day__lt=last)

    def changed_since(self, instant: datetime) -> Self:
        """Those of which a field was changed from then on; being written first is no change."""
        changes = Change.objects.filter(
            person=models.OuterRef("person"),
            record=models.OuterRef("id"),
            action=Change.Action.CHANGED,
            received_at__gte=instant,
        )
        return self.filter(models.Exists(changes))

    def update(self, **values: Any) -> int:
        require_door(self._persons())
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_door(self._persons())
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        require_door(row.person_id for row in rows)
        return super().bulk_create(rows, *args, **options)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **options: Any) -> int:
        rows = list(objs)
        require_door(row.person_id for row in rows)
        return super().bulk_update(rows, *args, **options)

    def _persons(self) -> Iterable[uuid.UUID]:
        """Whose rows these are; nobody is asked while the door is closed."""
        if open_for.get() is None:
            return ()
        return self.order_by().values_list("person_id", flat=True).distinct()


class Record(models.Model):
    """One thing a person noted. `day` is the local day it is listed under."""

    shape: ClassVar[Shape]

    key = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    id = models.UUIDField()
    day = models.DateField()
    revision = models.BigIntegerField()
    # null in what was imported from an archive that does not know them
    created_at = InstantField(null=True)
    logged_at = InstantField(null=True)
    updated_at = InstantField()
    deleted_at = InstantField(null=True)
    # who wrote each field last: see diary/sync/stamps.py
    stamps = models.JSONField(default=list)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.shape.noun} {self.id}"

    def save(self, *args: Any, **options: Any) -> None:
        if open_for.get() != self.person_id:
            raise WriteOutsideTheDoor
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        if open_for.get() != self.person_id:
            raise WriteOutsideTheDoor
        return super().delete(*args, **options)

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],
        **_options: Any,
    ) -> Self:
        """A row as it was read: without what `__init__` does for values of unknown origin."""
        row = cls.__new__(cls)
        row._state = ModelState()
        row._state.adding, row._state.db = False, db
        row.__dict__.update(zip(field_names, values, strict=True))
        return row

    @classmethod
    @cache
    def kept_besides(cls) -> tuple[str, ...]:
        """The columns that hold no answer: whose it is, which revision, who wrote what."""
        columns = (f.attname for f in cls._meta.concrete_fields if not f.primary_key)
        return tuple(name for name in columns if name not in cls.shape.fields)

    @property
    def values(self) -> Values:
        """The answers of this record by field name."""
        there = self.__dict__
        return {name: there[name] for name in self.shape.fields}


Model = TypeVar("Model", bound=Record)


def shaped(shape: Shape) -> Callable[[type[Model]], type[Model]]:
    """Give a model one column for every field of its shape."""

    def add_columns(model: type[Model]) -> type[Model]:
        model.shape = shape
        for name, column in shape.columns().items():
            model.add_to_class(name, column)
        return model

    return add_columns


def constraints(shape: Shape) -> list[models.BaseConstraint]:
    """An id is unique within one diary; every field keeps its bounds."""
    once = models.UniqueConstraint(fields=["person", "id"], name=f"{shape.noun}_id_once")
    return [once, *shape.constraints()]


def indexes(shape: Shape) -> list[models.Index]:
    """For the pages of sync, and for lists by day, newest first."""
    return [
        models.Index(fields=["person", "revision"], name=f"{shape.noun}_revision"),
        models.Index(fields=["person", "-day", "-key"], name=f"{shape.noun}_day"),
    ]
