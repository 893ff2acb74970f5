from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import tokens
from accounts.models import Scope, User
from accounts.models.tokens import NAME_LENGTH

LONGEST_DAYS = 3650


class Command(BaseCommand):
    help = "Make a token for a program. Its key is the last word printed and is not kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose token it is")
        parser.add_argument(
            "--scope",
            action="append",
            required=True,
            choices=Scope.values,
            dest="scopes",
            help="what it may do; may be given several times",
        )
        parser.add_argument("--name", required=True, help="what it is for, to tell it from others")
        parser.add_argument(
            "--expires-days", type=int, metavar="D", help="days until it ends (default: never)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, days = options["name"].strip(), options["expires_days"]
        if not 1 <= len(name) <= NAME_LENGTH:
            raise CommandError(f"The name must have 1 to {NAME_LENGTH} characters.")
        if days is not None and not 1 <= days <= LONGEST_DAYS:
            raise CommandError(f"--expires-days must be from 1 to {LONGEST_DAYS}.")
        key = tokens.issue(
            user=_account(options["email"]),
            name=name,
            scopes=[Scope(scope) for scope in options["scopes"]],
            expires_at=timezone.now() + timedelta(days=days) if days else None,
        )
        self.stdout.write(f"Keep this key, it is shown only now: {key}")


def _account(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email.strip())
    except User.DoesNotExist:
        raise CommandError(f"There is no account with the address {email}.") from None
