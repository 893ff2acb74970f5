# noqa: N999 (the name of the command is the word people know)
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actor
from care.access import writable_diary
from diary.shapes.problems import Refused
from interchange.archives import LARGEST
from interchange.management.people import account
from interchange.readers import archive
from interchange.readers.archive import Answer

BAR = 40
MOST_LINES = 20


class Command(BaseCommand):
    help = "Read an archive into a person's diary. What is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose diary")
        parser.add_argument("file", help="the archive, as `export` wrote it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = account(options["email"])
        data = _load(Path(options["file"]))
        try:
            entries, unknown = archive.read(data)
        except Refused as refused:
            raise CommandError(_sentences(refused)) from None
        diary = writable_diary(actor.of_shell(user))
        self._tell(archive.write(diary, entries, unknown, progress=show))

    def _tell(self, answer: Answer) -> None:
        counts = f"{answer.created} created, {answer.unchanged} unchanged, {len(answer.kept)} kept"
        self.stdout.write(f"Imported: {counts}.")
        lines = [f"{k['path']}: the diary's own version was kept" for k in answer.kept]
        lines += [f"{w['path']}: {w['detail']} (imported as it is)" for w in answer.warnings]
        lines += [f"{path}: not known here, put aside" for path in answer.unknown]
        for line in lines[:MOST_LINES]:
            self.stdout.write(line)
        if len(lines) > MOST_LINES:
            self.stdout.write(f"… and {len(lines) - MOST_LINES} more.")


def show(done: int, of: int) -> None:
    """A progress bar, where somebody is looking."""
    if not sys.stderr.isatty():
        return
    full = BAR * done // of if of else BAR
    end = "\n" if done == of else ""
    sys.stderr.write(f"\r[{'#' * full}{' ' * (BAR - full)}] {done} of {of}{end}")
    sys.stderr.flush()


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path} is larger than {LARGEST // 1024**2} MiB.")
        text = path.read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except RecursionError:
        raise CommandError(f"{path} is no archive: it is nested too deeply.") from None
    except ValueError as error:
        sentence = f"{path} is no archive, or was cut short: {error}. Nothing was imported."
        raise CommandError(sentence) from None


def _sentences(refused: Refused) -> str:
    lines = [f"  {problem.path}: {problem.detail}" for problem in refused.problems[:MOST_LINES]]
    return "\n".join(["Nothing was imported. Please correct:", *lines])
