"""What the commands that make an account share."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import services
from accounts.models import Role


class CreateAccount(BaseCommand):
    role: Role

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address this account signs in with")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input instead of asking",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = _piped() if options["password_stdin"] else _asked()
        try:
            user = services.create(email=options["email"], password=password, role=self.role)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        # whoever has the shell may choose; in the browser a weak password is refused
        for weakness in services.weaknesses(email=user.email, password=password):
            self.stderr.write(f"Weak password: {weakness}")
        self.stdout.write(f"Made the account {user.email}.")


def _piped() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise CommandError("There is no password on standard input.")
    return password


def _asked() -> str:
    password = getpass("Password: ")
    if password != getpass("Password (again): "):
        raise CommandError("The two passwords differ.")
    return password
