import secrets
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts import actor, services
from accounts.models import Role, User
from care.access import writable_diary
from care.models.grants import SECTIONS
from care.services import grants
from care.services.grants import Terms
from insights import panel
from interchange import demo_clinic
from interchange.readers import archive

EMAIL = "clinician@demo.example"


class Command(BaseCommand):
    help = (
        "Make a clinician with a made-up practice: diaries of several known kinds. For trying the "
        "panel and for benchmarks, never beside real diaries."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=100, help="how many diaries (100)")
        parser.add_argument("--seed", type=int, default=1, help="the truth behind them (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(email=EMAIL).exists():
            raise CommandError(f"There is a practice already: {EMAIL}.")
        began, password = time.monotonic(), secrets.token_urlsafe(12)
        clinician = services.create(email=EMAIL, password=password, role=Role.CLINICIAN)
        for number in range(options["people"]):
            self._show("Writing", number + 1, options["people"])
            _make(number, options["seed"], clinician)
        self._count()
        seconds = time.monotonic() - began
        self.stdout.write(f"Made {options['people']} diaries in {seconds:.0f} s.")
        self.stdout.write(f"Clinician: {EMAIL}\nPassword:  {password}")

    def _count(self) -> None:
        panel.meet_all()
        waiting = panel.stale()
        for number, grant in enumerate(waiting, start=1):
            self._show("Counting", number, len(waiting))
            panel.refresh(grant)

    def _show(self, what: str, done: int, of: int) -> None:
        """A bar that grows, for somebody who watches."""
        if self.stderr.isatty():
            filled = 30 * done // of
            bar = "█" * filled + "·" * (30 - filled)
            end = "" if done < of else "\n"
            # plain: red is for what went wrong
            self.stderr.write(f"\r{what} {bar} {done}/{of}", style_func=str, ending=end)


@transaction.atomic
def _make(number: int, seed: int, clinician: User) -> None:
    """One person with their diary, shared with the clinician. Nobody can sign in as them."""
    person = demo_clinic.draw(number, seed=seed)
    user = User.objects.create_user(person.email, None)
    entries, _unknown = archive.read(demo_clinic.archive(person, until=timezone.localdate()))
    archive.write(writable_diary(actor.of_shell(user)), entries)
    terms = Terms(tuple(SECTIONS), timezone.now() + timedelta(days=365), notes=True)
    _invitation, code = grants.invite(person_id=user.pk, terms=terms)
    grants.accept(clinician=clinician, code=code)
