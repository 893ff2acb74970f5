"""One piece of work done after the answer: how far it is, and who does it; and what recurs."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> "JobQuerySet":
        """Neither finished nor given up."""
        return self.filter(status__in=Job.ACTIVE)


class Job(models.Model):
    """At most one active job a `key`: whoever asks for the same work again finds this row."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    ACTIVE = (Status.WAITING, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200)
    # whose work it is; it goes when they go
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    task_path = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    most_attempts = models.PositiveSmallIntegerField(default=3)
    time_limit_seconds = models.PositiveIntegerField(default=120)
    # the task of the library that carries it now, and the process that runs it
    carrier = models.CharField(max_length=64, default="")
    worker = models.CharField(max_length=120, default="")
    # the class of what went wrong; a message could hold what somebody wrote
    error = models.CharField(max_length=120, default="")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(status__in=("waiting", "running")),
                name="job_active_once",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_bounds"),
        ]
        indexes = [models.Index(fields=["key", "-created_at"], name="job_key")]

    def __str__(self) -> str:
        return f"job {self.id} ({self.status})"

    @property
    def is_over(self) -> bool:
        return self.status not in self.ACTIVE


class Recurring(models.Model):
    """A task that is asked for again and again; the row remembers when it was."""

    name = models.CharField(primary_key=True, max_length=200)
    every = models.DurationField()
    last_run_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def is_due(self, now: datetime) -> bool:
        return self.last_run_at is None or now - self.last_run_at >= self.every
