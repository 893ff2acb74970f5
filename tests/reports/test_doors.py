"""The report's addresses: numbers, pages and charts; what they refuse, and whom."""

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from accounts.models import Scope, User
from care.models import Grant
from reports import jobs, render, sections
from reports.figures import CHARTS
from tests.api.test_insights import work
from tests.conftest import Caller, caller
from tests.insights.diaries import check_ins, episode, keep

# a worker closes its connection between two tasks
pytestmark = pytest.mark.django_db(transaction=True)
PERIOD = "from=2026-04-01&to=2026-05-01"
FORMS = ["report.json", "report.html", "report.pdf", "charts/onsets.svg", "charts/onsets.png"]


def diary(owner: User) -> None:
    keep(
        owner,
        episodes=[
            episode(1, "2026-03-10T09:00:00+01:00", "2026-03-10T12:00:00+01:00", notes="private"),
            episode(2, "2026-04-10T09:00:00+02:00", "2026-04-10T12:00:00+02:00", notes="private"),
        ],
        check_ins=check_ins(date(2026, 4, 1), ["no"] * 9),
        visits=[{"on": "2026-04-20", "questions": ["Is it the neck?"]}],
    )


def fetch(api: Caller, path: str) -> Any:
    """The answer once a worker has gathered what it needs."""
    answer = api.get(path)
    if answer.status_code == 202:
        assert answer.headers["Retry-After"] == "1"
        work()
        answer = api.get(path)
    return answer


def test_the_numbers_the_page_and_the_charts_are_served(api: Caller, owner: User) -> None:
    diary(owner)
    numbers = fetch(api, f"report.json?{PERIOD}").json()
    this = next(column for column in numbers["headline"] if column["name"] == "this")
    assert (this["headache_day"]["low"], this["headache_day"]["n"]) == (1, 10)
    assert numbers["sections"] == list(sections.READERS["gp"])
    page = api.get(f"report.html?{PERIOD}")
    assert "1/10" in page.content.decode() and "Is it the neck?" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "style=" not in page.content.decode()
    made = api.get(f"report.pdf?{PERIOD}&paper=letter")
    name = 'inline; filename="nape-report_2026-04-01_2026-04-30.pdf"'
    assert made.headers["Content-Disposition"] == name
    assert "1/10" in pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    for kind, type in (("svg", "image/svg+xml"), ("png", "image/png")):
        chart = api.get(f"charts/onsets.{kind}?{PERIOD}&theme=dark")
        assert (chart.status_code, chart.headers["Content-Type"]) == (200, type)
    onsets = f"charts/onsets.svg?{PERIOD}"
    told = [api.get(f"{onsets}&words={n}").content.decode() for n in (0, 1)]
    assert ["Headaches begin" in one for one in told] == [False, True]
    assert ["by hour of onset" in one for one in told] == [False, True]
    sheets = [api.get(f"{onsets}&narrow={n}").content.decode() for n in (0, 1)]
    assert ['width="216pt"' in one for one in sheets] == [False, True]


@pytest.mark.parametrize("path", FORMS)
def test_each_form_is_answered_202_before_a_worker_ran(api: Caller, path: str) -> None:
    answer = api.get(f"{path}?{PERIOD}")
    assert (answer.status_code, answer.json()["status"]) == (202, "waiting")


@pytest.mark.parametrize(
    ("path", "where", "known"),
    [
        ("report.pdf?for=dentist", "for", "physiotherapist"),
        ("report.pdf?paper=a3", "paper", "letter"),
        ("report.json?sections=headline,weather", "sections", "medicines"),
        ("report.json?page2=yes", "page2", "0, 1"),
        ("report.pdf?lang=xx", "lang", "en, de"),
        ("charts/pie.svg", "name", "body-map"),
        ("charts/onsets.svg?theme=pink", "theme", "print"),
        ("charts/onsets.svg?for=gp", "for", "not a parameter"),
        ("report.html?from=2026-05-01&to=2026-04-01", "to", "before"),
        ("report.pdf?from=1999-01-01&to=2026-04-01", "from", "20 years"),
    ],
)
def test_bad_questions_are_told_what_is_known(
    api: Caller, path: str, where: str, known: str
) -> None:
    answer = api.get(path)
    assert answer.status_code == 400
    (problem,) = answer.json()["errors"]
    assert problem["path"] == where and known in problem["detail"]


def test_sections_come_in_the_order_of_their_reader(api: Caller, owner: User) -> None:
    diary(owner)
    for reader, order in sections.READERS.items():
        shown = fetch(api, f"report.json?{PERIOD}&for={reader}").json()
        assert shown["sections"] == list(order)
    few = api.get(f"report.json?{PERIOD}&for=gp&sections=warnings,headline,method").json()
    assert few["sections"] == ["headline", "warnings", "method"]
    two = api.get(f"report.json?{PERIOD}&page2=1").json()
    assert two["sections"][-1] == "method"


def grant(owner: User, clinician: User, **fields: Any) -> Grant:
    now = timezone.now()
    given: dict[str, Any] = {
        "sections": ["episodes", "check_ins"],
        "first_day": date(2026, 4, 1),
        "end_day": date(2026, 5, 1),
        "expires_at": now + timedelta(days=9),
        "created_at": now,
    }
    return Grant.objects.create(person=owner, clinician=clinician, **(given | fields))


def test_a_clinician_sees_what_was_shared_and_no_more(owner: User, clinician: User) -> None:
    diary(owner)
    grant(owner, clinician)
    theirs = caller(clinician, Scope.PATIENTS_READ)
    path = f"patients/{owner.pk}/report.json?from=2026-03-01&to=2026-05-01&page2=1"
    shown = fetch(theirs, path).json()
    assert shown["period"]["headaches"] == 1 and shown["period"]["by_grant"] is True
    assert [row["notes"] for row in shown["episodes"]] == [""]
    assert shown["questions"]["asked"] == []
    assert "private" not in json.dumps(shown)


def test_without_a_grant_there_is_no_report(owner: User, clinician: User, stranger: User) -> None:
    diary(owner)
    for somebody in (clinician, stranger):
        theirs = caller(somebody, *Scope)
        for path in FORMS:
            assert theirs.get(f"patients/{owner.pk}/{path}").status_code == 404


def test_a_diary_that_changed_is_gathered_anew(api: Caller, owner: User) -> None:
    diary(owner)
    assert fetch(api, f"report.json?{PERIOD}").json()["period"]["headaches"] == 1
    api.post("episodes/", episode(3, "2026-04-12T09:00:00+02:00"))
    assert api.get(f"report.json?{PERIOD}").status_code == 202
    work()
    assert api.get(f"report.json?{PERIOD}").json()["period"]["headaches"] == 2


def test_what_fails_to_gather_or_to_draw_is_a_503(
    api: Caller, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary(owner)
    fetch(api, f"report.json?{PERIOD}")

    def fail(*args: Any, **more: Any) -> Any:
        raise render.CannotRender

    monkeypatch.setattr(render.RENDERER, "ask", fail)
    for path in FORMS[1:]:
        answer = api.get(f"{path}?{PERIOD}")
        assert (answer.status_code, answer.json()["code"]) == (503, "report_failed")
    monkeypatch.setattr(jobs, "_compute", fail)
    assert api.get("report.json").status_code == 202
    for _attempt in range(3):
        work()
    assert api.get("report.json").status_code == 503


def test_every_chart_has_its_address(api: Caller, owner: User) -> None:
    diary(owner)
    fetch(api, f"report.json?{PERIOD}")
    for name in CHARTS:
        assert api.get(f"charts/{name}.svg?{PERIOD}").status_code == 200


def test_the_shell_writes_the_report_too(owner: User, tmp_path: Path) -> None:
    diary(owner)
    pdf, page = tmp_path / "a.pdf", tmp_path / "a.html"
    period = ("--from", "2026-04-01", "--to", "2026-05-01", "--for", "physiotherapist")
    call_command("report", "Owner@example.org", *period, "--out", str(pdf), verbosity=0)
    call_command("report", "owner@example.org", *period, "--out", str(page), "--page2")
    assert pdf.read_bytes().startswith(b"%PDF") and "1/10" in page.read_text()
    assert pdf.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--out", "a.txt"], "must end in"),
        (["--out", "a.pdf", "--from", "yesterday"], "is no date"),
        (["--out", "a.pdf", "--from", "2026-05-01", "--to", "2026-04-01"], "must not be before"),
        (["--out", "a.pdf", "--from", "1990-05-01", "--to", "2026-04-01"], "20 years"),
        (["--out", "/nowhere/a.pdf"], "cannot be written"),
    ],
)
def test_the_shell_says_what_is_wrong(owner: User, more: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("report", "owner@example.org", *more)
    with pytest.raises(CommandError, match="no account"):
        call_command("report", "nobody@example.org", "--out", "a.pdf")


def test_a_report_speaks_the_language_asked_for_or_the_persons_own(
    api: Caller, owner: User
) -> None:
    diary(owner)
    assert fetch(api, f"report.html?{PERIOD}").headers["Content-Language"] == "en"
    for path in (f"report.html?{PERIOD}&lang=de", f"charts/onsets.svg?{PERIOD}&lang=de"):
        assert api.get(path).headers["Content-Language"] == "de"
    assert '<html lang="de">' in api.get(f"report.html?{PERIOD}&lang=de").content.decode()
    api.patch("me/", {"profile": {"locale": "de_AT"}})
    assert '<html lang="de">' in fetch(api, f"report.html?{PERIOD}").content.decode()
    made = pypdf.PdfReader(io.BytesIO(api.get(f"report.pdf?{PERIOD}").content))
    assert made.trailer["/Root"]["/Lang"] == "de"
    assert translation.get_language() == "en"


def share_link(person: User) -> tuple[str, str]:
    """A new link to somebody's diary, and its token."""
    url = caller(person, *Scope).post("share-links/", {}).json()["url"]
    return url, url.rstrip("/").rpartition("/")[2]


def test_a_share_link_of_ones_own_is_printed_as_a_code(api: Caller, owner: User) -> None:
    diary(owner)
    plain = fetch(api, f"report.pdf?{PERIOD}").content
    url, own = share_link(owner)
    made = pypdf.PdfReader(io.BytesIO(api.get(f"report.pdf?{PERIOD}&link={own}").content))
    page = made.pages[0]
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == url
    assert "The code opens this diary on a screen" in page.extract_text()
    assert b"The code opens" not in plain


def test_a_link_that_opens_nothing_of_ones_own_is_unknown(api: Caller, stranger: User) -> None:
    _url, foreign = share_link(stranger)
    for token in (foreign, "made-up", ""):
        answer = api.get(f"report.pdf?{PERIOD}&link={token}")
        problem = answer.json()["errors"][0]
        assert (answer.status_code, problem["path"]) == (400, "link")
        assert problem["code"] == "unknown_link"


def test_no_link_is_printed_on_anothers_report(owner: User, clinician: User) -> None:
    grant(owner, clinician)
    _url, token = share_link(owner)
    theirs = caller(clinician, Scope.PATIENTS_READ)
    answer = theirs.get(f"patients/{owner.pk}/report.pdf?{PERIOD}&link={token}")
    assert answer.status_code == 400
    assert "not a parameter" in answer.json()["errors"][0]["detail"]
