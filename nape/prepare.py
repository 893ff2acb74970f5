"""Make the data folder ready to be served: run by nape/serve.py before the server starts."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

import nape  # noqa: F401  (brings its own SQLite before Django looks for one)
from nape import texts


def prepare() -> None:
    BaseCommand().check()  # unlike the command it is silent when all is well
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    for folder in (texts.LOCALE, texts.SIGN_IN):
        texts.compile_all(folder)
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO:
        call_command("seed_demo", if_empty=True)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nape.settings")
    try:
        django.setup()
        prepare()
    except (ImproperlyConfigured, CommandError, DatabaseError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
