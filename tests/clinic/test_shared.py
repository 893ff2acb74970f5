"""A share link: what it shows, and whom it keeps out."""

import io
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from care.models import Opening, ShareLink
from jobs.models import Job
from reports import render
from tests.api.test_insights import work
from tests.conftest import Caller, caller
from tests.insights.diaries import check_ins, episode, keep

pytestmark = pytest.mark.django_db(transaction=True)
TERMS = {"from": "2026-04-01", "to": "2026-05-01"}


@pytest.fixture(autouse=True)
def diary(owner: User, settings: Any) -> None:
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    keep(
        owner,
        episodes=[
            episode(1, "2026-03-10T09:00:00+01:00", "2026-03-10T12:00:00+01:00", notes="of March"),
            episode(2, "2026-04-10T09:00:00+02:00", "2026-04-10T12:00:00+02:00", notes="of April"),
        ],
        check_ins=check_ins(date(2026, 4, 1), ["no"] * 9),
    )


def link(api: Caller, **terms: Any) -> str:
    """Makes a link; returns its path."""
    made = api.post("share-links/", TERMS | terms)
    assert made.status_code == 201
    return str(made.json()["url"]).partition("://")[2].partition("/")[2].join(("/", ""))


def fetch(path: str, client: Client | None = None) -> Any:
    client = client or Client()
    answer = client.get(path)
    if answer.status_code == 202:
        assert "clinic/waits.js" in answer.content.decode()
        assert ">Load again</a>" in answer.content.decode()
        work()
        answer = client.get(path)
    return answer


def closed(path: str, client: Client | None = None) -> bool:
    answer = (client or Client()).get(path)
    return answer.status_code == 404 and "Nothing is shown here" in answer.content.decode()


def test_the_report_of_its_period_is_shown_without_an_account(api: Caller) -> None:
    path = link(api, notes=True)
    page = fetch(path)
    text = page.content.decode()
    assert "1/10" in text and "of March" not in text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert "of April" in fetch(f"{path}?page2=1").content.decode()
    paper = pypdf.PdfReader(io.BytesIO(fetch(f"{path}report.pdf").content))
    assert "1/10" in paper.pages[0].extract_text()
    assert fetch(f"{path}report.json").json()["period"]["headaches"] == 1
    assert fetch(f"{path}charts/onsets.svg?theme=dark").headers["Content-Type"] == "image/svg+xml"
    assert fetch(f"{path}charts/onsets.png").content.startswith(b"\x89PNG")


def test_exports_hold_what_is_open_and_no_more(api: Caller) -> None:
    path = link(api, sections=["episodes"])
    table = b"".join(fetch(f"{path}export/episodes.csv").streaming_content).decode()
    assert "2026-04-10" in table and "2026-03-10" not in table and "of April" not in table
    assert fetch(f"{path}export/fhir.json").json()["resourceType"] == "Bundle"
    assert closed(f"{path}export/check-ins.csv") and closed(f"{path}export/nothing.csv")
    assert closed(f"{path}charts/nothing.svg")


def test_report_only_shows_counts_and_no_entry(api: Caller) -> None:
    path = link(api, report_only=True, notes=True)
    assert "of April" not in fetch(f"{path}?page2=1").content.decode()
    numbers = fetch(f"{path}report.json?page2=1").json()
    assert numbers["period"]["headaches"] == 1 and numbers["episodes"] == []
    assert closed(f"{path}export/episodes.csv") and closed(f"{path}export/fhir.json")


def test_a_passphrase_is_asked_first_and_remembered_for_this_link(api: Caller) -> None:
    path, other = (link(api, passphrase="blue neck") for _ in range(2))
    client = Client()
    asked = client.get(path, follow=True)
    assert "passphrase" in asked.content.decode() and "1/10" not in asked.content.decode()
    assert client.get(f"{path}report.json").status_code == 302
    wrong = client.post(f"{path}passphrase/", {"passphrase": "green neck"})
    assert wrong.status_code == 403 and "1/10" not in wrong.content.decode()
    assert client.post(f"{path}passphrase/", {"passphrase": "blue neck"}).status_code == 302
    assert "1/10" in fetch(path, client).content.decode()
    assert client.get(f"{path}passphrase/").status_code == 302
    assert client.get(other).status_code == 302
    client.cookies["nape_shared"] = "made up"
    assert client.get(path).status_code == 302


def test_five_wrong_passphrases_close_it_also_for_the_right_one(api: Caller) -> None:
    path = link(api, passphrase="blue neck")
    client = Client()
    for _ in range(4):
        assert client.post(f"{path}passphrase/", {"passphrase": "?"}).status_code == 403
    assert client.post(f"{path}passphrase/", {}).status_code == 404
    assert client.post(f"{path}passphrase/", {"passphrase": "blue neck"}).status_code == 404
    assert closed(path)
    [shown] = api.get("share-links/").json()["results"]
    assert (shown["locked"], shown["active"]) == (True, False)


def test_a_right_passphrase_forgets_the_wrong_ones(api: Caller) -> None:
    path = link(api, passphrase="blue neck")
    for _ in range(3):
        for said in ("?", "?", "blue neck"):
            Client().post(f"{path}passphrase/", {"passphrase": said})
    assert ShareLink.objects.get().failures == 0


@pytest.mark.parametrize("how", ["ended", "expired", "all ended", "mistyped"])
def test_nothing_tells_why_a_link_shows_nothing(api: Caller, how: str) -> None:
    path = link(api)
    client = Client()
    fetch(path, client)
    [made] = api.get("share-links/").json()["results"]
    if how == "ended":
        assert api.delete(f"share-links/{made['id']}/").status_code == 204
    elif how == "all ended":
        assert api.delete("grants/").status_code == 204
    elif how == "expired":
        ShareLink.objects.update(expires_at=timezone.now())
    else:
        path = path.replace(path[9:13], "AAAA")
    for end in ("", "report.pdf", "report.json", "charts/onsets.svg", "export/episodes.csv"):
        assert closed(path + end, client)
    assert closed(f"{path}passphrase/")
    assert client.get(path).content == client.get("/shared/never-was/").content


def test_a_report_under_way_ends_with_the_link(api: Caller) -> None:
    path = link(api)
    assert Client().get(path).status_code == 202
    ShareLink.objects.update(revoked_at=timezone.now())
    work()
    assert Job.objects.get(key__startswith="report").status == Job.Status.CANCELLED


def test_the_person_sees_when_it_was_opened_and_the_link_never_again(api: Caller) -> None:
    path = link(api, label="Dr Who")
    fetch(path)
    fetch(f"{path}report.pdf")
    [made] = api.get("share-links/").json()["results"]
    assert [one["what"] for one in made["openings"]] == ["report as PDF", "report"]
    assert "url" not in made and "qr" not in made
    [_pdf, page] = api.get("me/access-log/").json()["results"]
    assert (page["who"], page["channel"]) == ("Dr Who", "link")


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 14; K) Chrome/126.0 Mobile Safari/537.36", "phone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "computer"),
        ("curl/7.88.1", "program"),
        ("", "program"),
    ],
)
def test_the_person_sees_on_what_kind_of_device_and_no_more(
    api: Caller, agent: str, device: str
) -> None:
    Client().get(link(api), headers={"user-agent": agent})
    [made] = api.get("share-links/").json()["results"]
    [row] = api.get("me/access-log/").json()["results"]
    assert row["device"] == made["openings"][0]["device"] == device
    assert set(made["openings"][0]) == {"at", "what", "device"}


def test_its_token_and_passphrase_are_kept_as_hashes(api: Caller) -> None:
    path = link(api, passphrase="blue neck")
    kept = ShareLink.objects.get()
    assert path.split("/")[2] not in (kept.digest, kept.passphrase)
    assert "blue neck" not in kept.passphrase
    assert kept.expires_at - kept.created_at <= timedelta(days=7, seconds=1)


def test_a_period_that_has_not_begun_shows_an_empty_report(api: Caller) -> None:
    path = link(api, **{"from": "2026-04-01", "to": "2026-04-02"})
    ShareLink.objects.update(first_day="2100-01-01", end_day="2100-02-01")
    assert fetch(path).status_code == 200


def test_anothers_link_cannot_be_ended(api: Caller, stranger: User) -> None:
    path = link(api)
    made = ShareLink.objects.get()
    assert caller(stranger).delete(f"share-links/{made.pk}/").status_code == 404
    assert not closed(path)


def test_the_log_holds_one_row_for_one_look(api: Caller) -> None:
    path = link(api)
    for _ in range(3):
        fetch(path)
    assert Opening.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        fetch(path)
    assert Opening.objects.count() == 2


def test_a_report_that_cannot_be_made_says_so(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    path = link(api)
    fetch(path)

    def fail(*args: Any, **more: Any) -> None:
        raise render.CannotRender

    monkeypatch.setattr("reports.pdf.make", fail)
    answer = Client().get(f"{path}report.pdf")
    assert answer.status_code == 503 and "try again" in answer.content.decode()
