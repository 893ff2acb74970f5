import sys
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts import actor
from accounts.models import User
from care.access import readable_diary
from diary.shapes.instants import read_date
from insights import freshness
from reports import forms, html, jobs, languages, pdf, render, sections
from reports.forms import Wish
from reports.periods import Window

LONGEST = timedelta(days=7305)


class Command(BaseCommand):
    help = "Write the report for a visit as PDF or, by the ending of the file, as HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose diary")
        parser.add_argument("--from", dest="first", metavar="DATE", help="first day")
        parser.add_argument("--to", dest="last", metavar="DATE", help="first day that is left out")
        parser.add_argument(
            "--for", dest="reader", choices=list(sections.READERS), default=sections.DEFAULT_READER
        )
        parser.add_argument(
            "--lang", choices=languages.known(), help="the person's own if left out"
        )
        parser.add_argument("--paper", choices=list(pdf.PAPERS), default="a4")
        parser.add_argument("--page2", action="store_true", help="with the second page")
        parser.add_argument("--out", metavar="FILE", required=True, help="ends in .pdf or .html")

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"])
        if out.suffix not in (".pdf", ".html"):
            raise CommandError(f"{out} must end in .pdf or .html.")
        diary = readable_diary(actor.of_shell(_account(options["email"])))
        window = _window(freshness.inputs_of(diary).today, options["first"], options["last"])
        wish = Wish(reader=options["reader"], page_2=options["page2"])
        sys.stderr.write(f"Counting {(window[1] - window[0]).days} days…\n")
        material = jobs.gather(diary, window)
        sys.stderr.write("Drawing…\n")
        with translation.override(options["lang"] or languages.of(diary)):
            self._save(out, forms.counted(diary, material, wish), options["paper"])

    def _save(self, out: Path, numbers: dict[str, Any], paper: str) -> None:
        try:
            if out.suffix == ".html":
                made = html.make(numbers).encode()
            else:
                made = forms.paper(numbers, size=paper).content
        except render.CannotRender:
            raise CommandError("The report could not be drawn.") from None
        try:
            out.touch(mode=0o600)  # it is somebody's health
            out.write_bytes(made)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Wrote {out} ({len(made)} bytes).")


def _account(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email.strip())
    except User.DoesNotExist:
        raise CommandError(f"There is no account with the address {email}.") from None


def _window(today: date, first: str | None, last: str | None) -> Window:
    end = _day(last) if last else today
    start = _day(first) if first else end - timedelta(days=freshness.DEFAULT_DAYS)
    if end < start:
        raise CommandError("--to must not be before --from.")
    if end - start > LONGEST:
        raise CommandError("The period may be at most 20 years.")
    return start, end


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise CommandError(f"{text} is no date like 2026-03-01.")
    return day
