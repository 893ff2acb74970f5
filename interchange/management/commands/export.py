import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actor
from care.access import readable_diary
from interchange.management.people import account
from interchange.writers import archive


class Command(BaseCommand):
    help = "Write a person's whole diary as an archive, to a file or to the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose diary")
        parser.add_argument("--out", metavar="FILE", help="where to; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        written = archive.write(readable_diary(actor.of_shell(account(options["email"]))))
        text = json.dumps(written, ensure_ascii=False, indent=1)
        if not options["out"]:
            self.stdout.write(text)
            return
        self._save(Path(options["out"]), text)
        records = sum(written["counts"].values())
        sys.stderr.write(f"Wrote {records} records to {options['out']}.\n")

    def _save(self, path: Path, text: str) -> None:
        """To a new file that only its owner may read: it is somebody's health."""
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(f"{text}\n", encoding="utf-8")
        except FileExistsError:
            raise CommandError(f"There is a file {path} already.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
