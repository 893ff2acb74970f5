"""What the web server loads."""

import os

import nape  # noqa: F401  (brings its own SQLite before Django looks for one)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nape.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
