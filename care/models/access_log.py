"""Every opening of a diary by somebody else; written once, changed never."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class OpeningQuerySet(models.QuerySet["Opening"]):
    def update(self, **values: Any) -> NoReturn:
        raise TypeError("The access log is not edited.")

    def delete(self) -> NoReturn:
        raise TypeError("The access log is not edited.")


class Device(models.TextChoices):
    """What a link was opened with, as coarse as tells a person whether it was their doctor."""

    PHONE = "phone"
    COMPUTER = "computer"
    PROGRAM = "program"


class Opening(models.Model):
    """Who opened what of a person's diary, when, and by which grant."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="openings")
    # kept as they were, also when the account is gone
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=254)
    # the grant or the share link it was opened by
    grant_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    # of a link, whose holder has no name
    device = models.CharField(max_length=10, choices=Device, default="")
    at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="opening_person")]

    def __str__(self) -> str:
        return f"{self.actor_name} opened {self.what}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk:
            raise TypeError("The access log is not edited.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("The access log is not edited.")
