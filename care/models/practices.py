"""A practice: several people who look after the same patients, each within a role."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberRole(models.TextChoices):
    CLINICIAN = "clinician", _("clinician: reads what was opened to the practice")
    ASSISTANT = "assistant", _("assistant: sees the panel and prepares reports")
    ADMINISTRATOR = "administrator", _("administrator: manages members, sees no diary")


#: The roles that see anything of a diary.
READING = (MemberRole.CLINICIAN, MemberRole.ASSISTANT)


class Practice(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """One role of an account in a practice; somebody may have several."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=MemberRole)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "user", "role"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.practice_id}"


class Nomination(models.Model):
    """A role that an administrator names somebody for; it counts for nothing until they agree."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="nominations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="nominations")
    role = models.CharField(max_length=20, choices=MemberRole)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "user"], name="nomination_once")]

    def __str__(self) -> str:
        return f"nomination as {self.role} of {self.practice_id}"
