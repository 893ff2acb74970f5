"""A person's consent that one clinician may read a part of their diary."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

# What a person can share or keep back, in the words of the sharing screen.
SECTIONS: dict[str, frozenset[str]] = {
    "episodes": frozenset({"episodes", "readings", "acknowledgements"}),
    "check_ins": frozenset({"check_ins", "custom_factors"}),
    "medicines": frozenset({"medications", "doses"}),
    "treatments": frozenset({"treatments", "sessions", "marks"}),
    "visits": frozenset({"visits", "scores", "findings", "annotations"}),
    "profile": frozenset({"profile"}),
}


class Scope(models.Model):
    """Which part of a diary: a half-open period of local days, sections, notes or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_day = models.DateField(null=True)
    end_day = models.DateField(null=True)
    sections = models.JSONField()
    notes = models.BooleanField(default=False)
    report_only = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records that may be read one by one."""
        return frozenset() if self.report_only else self.counted

    @property
    def counted(self) -> frozenset[str]:
        """The kinds of records that may be counted in a report."""
        return frozenset().union(*(SECTIONS[name] for name in self.sections))


def is_active(now: datetime, grant: str = "") -> Q:
    """Neither ended by the person nor past its end; `grant` leads to it from another row."""
    return Q(**{f"{grant}revoked_at__isnull": True, f"{grant}expires_at__gt": now})


class GrantQuerySet(models.QuerySet["Grant"]):
    def active(self, now: datetime) -> "GrantQuerySet":
        """Neither ended by the person nor past its end."""
        return self.filter(is_active(now))


class Grant(Scope):
    """A clinician may read, or the practice for which they accepted; ends by itself, or at once
    when the person says so."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants_given"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants_received"
    )
    practice = models.ForeignKey(
        "care.Practice", models.CASCADE, null=True, related_name="grants_received"
    )
    revoked_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta(Scope.Meta):
        abstract = False
        indexes = [models.Index(fields=["clinician", "created_at"], name="grant_clinician")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("clinician")), name="grant_to_somebody_else"
            )
        ]

    def __str__(self) -> str:
        return f"grant {self.id}"

    @property
    def reader_id(self) -> uuid.UUID:
        """In whose panel it stands: the practice's, or else the clinician's own."""
        return self.practice_id or self.clinician_id


class Invitation(Scope):
    """An offer of a grant, taken up once by whoever has its code, which is kept as a hash."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # the address its code was sent to; empty when the person hands it over
    sent_to = models.EmailField(max_length=254, default="")
    # may the clinician take it up for everybody of a practice
    whole_practice = models.BooleanField(default=False)
    # how long the grant will run once it is accepted
    grant_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta(Scope.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"invitation {self.id}"
