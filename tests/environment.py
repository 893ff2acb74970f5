"""Loaded before the settings: the tests keep their data in a folder of their own."""

import os
import tempfile
from pathlib import Path

os.environ["NAPE_DATA_DIR"] = tempfile.mkdtemp(prefix="nape-tests-")
os.environ["NAPE_RATE_LIMITS"] = "off"
(Path(os.environ["NAPE_DATA_DIR"]) / "static").mkdir()
