import secrets
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts import actor, services
from accounts.models import Role, User
from care.access import writable_diary
from care.models.grants import SECTIONS
from care.services import grants
from care.services.grants import Terms
from interchange import demo
from interchange.readers import archive

EMAIL = "demo@example.org"
CLINICIAN = "demo-clinician@example.org"


class Command(BaseCommand):
    help = (
        "Make the demo person with a made-up diary of 18 months, and a clinician who may read it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="only where nobody has an account yet; else say how the demo person signs in",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password_file = Path(settings.DATA_DIR) / "demo_password"
        there = User.objects.filter(email=EMAIL).exists()
        if not there and options["if_empty"] and User.objects.exists():
            return
        if not there:
            self._make(password_file)
        self.stdout.write(f"Demo person: {EMAIL}")
        if password_file.exists():
            password = password_file.read_text(encoding="utf-8").strip()
            self.stdout.write(f"Password:    {password}")
        if User.objects.filter(email=CLINICIAN).exists():
            self.stdout.write(f"Demo clinician, with the same password, at /clinic/: {CLINICIAN}")

    @transaction.atomic
    def _make(self, password_file: Path) -> None:
        password = secrets.token_urlsafe(12)
        password_file.touch(mode=0o600)
        password_file.write_text(f"{password}\n", encoding="utf-8")
        user = services.create(email=EMAIL, password=password, role=Role.PERSON)
        entries, _unknown = archive.read(demo.archive(until=timezone.localdate()))
        archive.write(writable_diary(actor.of_shell(user)), entries)
        clinician = services.create(email=CLINICIAN, password=password, role=Role.CLINICIAN)
        terms = Terms(tuple(SECTIONS), timezone.now() + timedelta(days=365), notes=True)
        _invitation, code = grants.invite(person_id=user.pk, terms=terms)
        grants.accept(clinician=clinician, code=code)
