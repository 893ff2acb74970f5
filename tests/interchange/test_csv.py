"""CSV that a spreadsheet reads as it is meant."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.writers.csv import GUARD, guarded
from tests.conftest import EPISODE, Caller


def rows(api: Caller, path: str) -> list[dict[str, str]]:
    text = b"".join(api.get(path).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_record_is_a_row_with_its_local_day(api: Caller) -> None:
    api.post(
        "episodes/",
        EPISODE | {"started_at": "2026-03-01T23:30:00Z", "peak_intensity": 0, "autonomic": []},
    )
    [row] = rows(api, "export/episodes.csv")
    assert row["local_date"] == "2026-03-02"
    assert row["started_at"] == "2026-03-02T00:30:00+01:00"
    assert (row["peak_intensity"], row["autonomic"], row["nausea"]) == ("0", "[]", "")


def test_a_check_in_is_known_by_its_date(api: Caller) -> None:
    api.put("check-ins/2026-03-01/", {"time_zone": "Europe/Berlin", "sitting_hours": 7.5})
    [row] = rows(api, "export/check-ins.csv")
    assert (row["date"], row["sitting_hours"]) == ("2026-03-01", "7.5")
    assert "id" not in row


@pytest.mark.parametrize("note", ["=1+1", "@SUM(A1)", "-2", "+3", "\t=1", "'=1", "＝1"])
def test_no_note_is_a_formula(api: Caller, note: str) -> None:
    api.post("medications/", {"name": note, "strength": 400})
    [row] = rows(api, "export/medications.csv")
    assert row["name"] == GUARD + note
    assert row["strength"] == "400"


@given(st.text())
def test_the_guard_can_be_taken_off(text: str) -> None:
    cell = guarded(text)
    assert (cell[1:] if cell.startswith(GUARD) else cell) == text
    assert not cell.startswith(("=", "+", "-", "@"))


def test_a_text_with_lines_quotes_and_commas_stays_one_cell(api: Caller) -> None:
    note = 'a "b", c\nd\r\nשלום 🙂'
    api.post("episodes/", EPISODE | {"notes": note})
    [row] = rows(api, "export/episodes.csv")
    assert row["notes"] == note


def test_the_mark_in_front_is_on_request(api: Caller) -> None:
    plain = b"".join(api.get("export/marks.csv").streaming_content)
    marked = b"".join(api.get("export/marks.csv?bom=1").streaming_content)
    assert marked == b"\xef\xbb\xbf" + plain
    assert api.get("export/marks.csv?bom=2").status_code == 400
