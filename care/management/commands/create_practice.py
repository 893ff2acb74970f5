from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Role, User
from care.services import practices


class Command(BaseCommand):
    help = "Make a practice; its administrator says who is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what patients and members see")
        parser.add_argument("--admin", required=True, help="the address of a clinician's account")

    def handle(self, *args: Any, **options: Any) -> None:
        admin = User.objects.filter(email__iexact=options["admin"], role=Role.CLINICIAN).first()
        if admin is None:
            raise CommandError(
                f"There is no clinician's account {options['admin']}. Make one with "
                f"create_clinician {options['admin']}."
            )
        practice = practices.found(name=options["name"], administrator=admin)
        self.stdout.write(f"Made the practice {practice.name}, administered by {admin.email}.")
