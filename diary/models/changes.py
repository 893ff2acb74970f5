"""What was changed, when, by whom and from which device; kept for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Change(models.Model):
    """One write of one record. A write that came as a sync op keeps the op's outcome too."""

    class Action(models.TextChoices):
        CREATED = "created"
        CHANGED = "changed"
        DELETED = "deleted"
        RESTORED = "restored"
        REJECTED = "rejected"

    class Channel(models.TextChoices):
        REST = "rest"
        SYNC = "sync"
        IMPORT = "import"
        SHELL = "shell"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=40)
    record = models.UUIDField(null=True)
    revision = models.BigIntegerField(null=True)
    action = models.CharField(max_length=10, choices=Action)
    # {field: {"was": …, "now": …}}; what a creation wrote is what later changes say it was
    fields = models.JSONField(default=dict)
    # {field: value}: written by this change, but an unseen later value stood
    lost = models.JSONField(default=dict)
    # when it was made, by the writer's clock corrected to the server's
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    author = models.UUIDField(null=True)
    channel = models.CharField(max_length=10, choices=Channel)
    device = models.UUIDField(null=True)
    op = models.UUIDField(null=True)
    # of a sync op: the hash of its body, and the answer it got
    digest = models.CharField(max_length=64, null=True)
    outcome = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "op"], name="change_op_once", condition=Q(op__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["person", "record", "id"], name="change_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.action} at {self.revision}"
