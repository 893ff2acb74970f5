"""The settings of Nape with the reference beside it, on data that is thrown away."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("NAPE_DATA_DIR", tempfile.mkdtemp(prefix="nape-bench-"))
os.environ.setdefault("NAPE_RATE_LIMITS", "off")
(Path(os.environ["NAPE_DATA_DIR"]) / "static").mkdir(exist_ok=True)

from nape.settings import *  # noqa: E402, F403
from nape.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS += ["rest_framework.authtoken", "bench.reference"]
ROOT_URLCONF = "bench.reference.urls"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
