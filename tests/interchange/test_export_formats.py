"""`manage.py export --format`: CSV in a zip, and FHIR."""

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diary.shapes import SHAPES
from tests.conftest import EPISODE, Caller


@pytest.mark.django_db
def test_csv_is_a_zip_of_one_table_a_kind(api: Caller, tmp_path: Path, capsys: Any) -> None:
    api.post("episodes/", EPISODE | {"notes": "=1+1"})
    out = tmp_path / "diary.zip"
    call_command("export", "owner@example.org", "--format", "csv", "--out", str(out))
    assert f"Wrote {len(SHAPES)} tables" in capsys.readouterr().err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with zipfile.ZipFile(out) as tables:
        assert len(tables.namelist()) == len(SHAPES)
        lines = tables.read("episodes.csv").decode().splitlines()
        assert "check-ins.csv" in tables.namelist()
    assert len(lines) == 2 and "'=1+1" in lines[1]
    with pytest.raises(CommandError, match="There is a file"):
        call_command("export", "owner@example.org", "--format", "csv", "--out", str(out))


@pytest.mark.django_db
def test_csv_needs_a_file(owner: Any) -> None:
    with pytest.raises(CommandError, match="name a zip"):
        call_command("export", "owner@example.org", "--format", "csv")


@pytest.mark.django_db
def test_fhir_is_a_document(api: Caller, tmp_path: Path, capsys: Any) -> None:
    api.post("episodes/", EPISODE)
    stream = io.StringIO()
    call_command("export", "owner@example.org", "--format", "fhir", stdout=stream)
    assert json.loads(stream.getvalue())["resourceType"] == "Bundle"
    out = tmp_path / "diary.json"
    call_command("export", "owner@example.org", "--format", "fhir", "--out", str(out))
    entries = json.loads(out.read_text())["entry"]
    assert f"Wrote {len(entries)} records" in capsys.readouterr().err
