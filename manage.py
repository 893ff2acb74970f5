#!/usr/bin/env python3
"""Nape's command line."""

import os
import sys

import nape  # noqa: F401  (brings its own SQLite before Django looks for one)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nape.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
