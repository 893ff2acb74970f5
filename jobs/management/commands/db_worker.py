from importlib import import_module
from typing import Any

from django.apps import apps
from django_tasks_db.management.commands import db_worker

from jobs import queue, schedule


class Command(db_worker.Command):
    """The library's worker; first it takes up what a dead one left, and loads what is heavy."""

    def handle(self, *args: Any, **options: Any) -> None:
        for app in apps.get_app_configs():
            for module in getattr(app, "loaded_by_workers", ()):
                import_module(module)
        queue.reap()
        schedule.begin()
        super().handle(*args, **options)
