from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from diary.services import bins


class Command(BaseCommand):
    help = "Empty the bins: what was deleted more than thirty days ago. Meant to run once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        blanked, dropped = bins.empty(timezone.now())
        self.stdout.write(f"Emptied: {blanked} records. Tombstones dropped: {dropped}.")
