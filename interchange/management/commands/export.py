import io
import json
import sys
import zipfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actor
from care.access import ReadableDiary, readable_diary
from diary.shapes import SHAPES
from interchange.management.people import account
from interchange.writers import archive, csv, fhir
from reports import copies, jobs, render


class Command(BaseCommand):
    help = "Write a person's whole diary, to a file or to the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose diary")
        parser.add_argument(
            "--format",
            choices=["archive", "csv", "fhir"],
            default="archive",
            help="the archive that `import` reads (the default), FHIR R4, or CSV in a zip",
        )
        parser.add_argument("--out", metavar="FILE", help="where to; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        diary = readable_diary(actor.of_shell(account(options["email"])))
        if options["format"] == "csv":
            self._write_tables(diary, options["out"])
            return
        is_fhir = options["format"] == "fhir"
        written = fhir.write(diary, self._report(diary)) if is_fhir else archive.write(diary)
        text = json.dumps(written, ensure_ascii=False, indent=1)
        if not options["out"]:
            self.stdout.write(text)
            return
        self._save(Path(options["out"]), f"{text}\n".encode())
        records = len(written["entry"]) if is_fhir else sum(written["counts"].values())
        sys.stderr.write(f"Wrote {records} records to {options['out']}.\n")

    def _report(self, diary: ReadableDiary) -> copies.Copy | None:
        """The report of the last year, which goes into the document."""
        sys.stderr.write("Counting and drawing the report…\n")
        try:
            return copies.draw(diary, jobs.gather(diary, copies.window(diary)))
        except render.CannotRender:
            sys.stderr.write("The report could not be drawn and is left out.\n")
            return None

    def _write_tables(self, diary: ReadableDiary, out: str | None) -> None:
        """One CSV a kind of record, in a zip."""
        if not out:
            raise CommandError("CSV is one file a kind of record: name a zip with --out.")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as tables:
            for number, shape in enumerate(SHAPES.values(), start=1):
                sys.stderr.write(f"{number}/{len(SHAPES)} {shape.kind}\n")
                lines = "".join(csv.write(diary, shape))
                tables.writestr(f"{shape.kind.replace('_', '-')}.csv", lines)
        self._save(Path(out), packed.getvalue())
        sys.stderr.write(f"Wrote {len(SHAPES)} tables to {out}.\n")

    def _save(self, path: Path, content: bytes) -> None:
        """To a new file that only its owner may read: it is somebody's health."""
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(content)
        except FileExistsError:
            raise CommandError(f"There is a file {path} already.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
