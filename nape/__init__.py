"""Settings, URLs and checks: the floor that wires everything."""

import importlib.util
import sys

__version__ = "0.1.0"

# The system's SQLite may carry the WAL-reset corruption bug (fixed in 3.51.3); the wheel of
# pysqlite3 bundles a current one. Done here because every entry point imports this package first.
if importlib.util.find_spec("pysqlite3"):
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
