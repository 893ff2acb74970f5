from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from insights import panel
from insights.models import PanelRow


class Command(BaseCommand):
    help = "Count the rows of every clinician's panel anew, from the diaries alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stale", action="store_true", help="only those that have gone stale")

    def handle(self, *args: Any, **options: Any) -> None:
        began = timezone.now()
        panel.meet_all()
        found = panel.stale() if options["stale"] else PanelRow.objects.values_list("pk", flat=True)
        rows = list(found)
        for number, grant in enumerate(rows, start=1):
            panel.refresh(grant)
            self._show(number, len(rows))
        seconds = (timezone.now() - began).total_seconds()
        self.stdout.write(f"Counted {len(rows)} rows in {seconds:.0f} s.")

    def _show(self, done: int, of: int) -> None:
        """A line that counts on, for somebody who watches."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{of}", ending="" if done < of else "\n")
