"""Access ends at once: for a token, a page still open, a chart's address, a job under way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import actor
from accounts.models import Role, Scope, User
from care import access
from care.models import Grant, Opening, Practice
from care.models.practices import MemberRole
from care.services import practices
from diary.models import Finding
from insights.models import Result
from jobs.models import Job
from tests.api.test_insights import work
from tests.clinic.conftest import grant, sign_in
from tests.conftest import EPISODE, Caller, caller, enrol
from tests.house.doors import SHARED

# a worker closes its connection between two tasks
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_static_files"),
]
CANARY = "nobody else may read this"
FORMS = ("insights/", "report.json", "report.html", "report.pdf", "charts/calendar.svg",
         "charts/calendar.png")  # fmt: skip
READS = (*(f"{name}/" for name in SHARED), "check-ins/", "findings/", "annotations/", *FORMS)


@pytest.fixture
def person(api: Caller, owner: User) -> User:
    """Somebody whose diary holds a headache with a note."""
    assert api.post("episodes/", EPISODE | {"notes": CANARY}).status_code == 201
    return owner


@pytest.fixture
def practice(person: User, clinician: User) -> Practice:
    """A practice whose clinician took an invitation up for everybody."""
    chief = User.objects.create_user("chief@example.org", None, role=Role.CLINICIAN)
    made = practices.found(name="Neck Street", administrator=chief)
    enrol(practice=made, email=clinician.email, role=MemberRole.CLINICIAN)
    return made


def _revoke(person: User, reader: User) -> None:
    Grant.objects.update(revoked_at=timezone.now())


def _expire(person: User, reader: User) -> None:
    Grant.objects.update(expires_at=timezone.now())


def _dismiss(person: User, reader: User) -> None:
    practices.dismiss(practice=Practice.objects.get(), user_id=reader.pk)


def _make_administrator(person: User, reader: User) -> None:
    _dismiss(person, reader)
    enrol(practice=Practice.objects.get(), email=reader.email, role=MemberRole.ADMINISTRATOR)


def _end_the_account_as_clinician(person: User, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(role=Role.PERSON)


@pytest.mark.parametrize(
    ("close", "by_practice"),
    [
        (_revoke, False),
        (_revoke, True),
        (_expire, False),
        (_expire, True),
        (_dismiss, True),
        (_make_administrator, True),
        (_end_the_account_as_clinician, False),
    ],
)
def test_a_closed_diary_shows_nothing_to_whom_it_was_open(
    person: User,
    clinician: User,
    practice: Practice,
    close: Callable[[User, User], None],
    by_practice: bool,
) -> None:
    grant(person, clinician, practice=practice if by_practice else None)
    token = caller(clinician, Scope.PATIENTS_READ, Scope.DIARY_WRITE)
    browser = sign_in(clinician)
    patient = f"patients/{person.pk}/"
    assert CANARY in token.get(f"{patient}episodes/").content.decode()
    assert token.get(f"{patient}report.json").status_code == 202
    [asked] = Job.objects.all()
    seen = Opening.objects.count()

    close(person, clinician)

    work()
    asked.refresh_from_db()
    assert asked.status == Job.Status.CANCELLED
    assert not Result.objects.exists()
    for path in READS:
        answer = token.get(patient + path)
        assert answer.status_code == 404, path
        assert CANARY not in answer.content.decode()
    assert token.get("patients/").json()["results"] == []
    finding = {"on": "2026-03-02", "kind": "rotation"}
    assert token.post(f"{patient}findings/", finding).status_code == 404
    assert browser.post(f"/clinic/{person.pk}/findings/", finding).status_code in (403, 404)
    assert not Finding.objects.exists()
    for page in (f"/clinic/{person.pk}/", "/clinic/"):
        assert CANARY not in browser.get(page).content.decode()
    assert Opening.objects.count() == seen, "nothing was opened"


def test_a_chart_and_a_page_that_were_read_are_not_kept_by_anybody(
    person: User, clinician: User
) -> None:
    given = grant(person, clinician)
    token, browser = caller(clinician, Scope.PATIENTS_READ), sign_in(clinician)
    forms = ("insights/", "report.json", "charts/calendar.svg")
    addresses = [f"/api/v1/patients/{person.pk}/{path}" for path in forms]
    for address in addresses[:2]:
        assert token.get(address).status_code == 202
    work()
    for address in addresses:
        answer = token.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store"), address
        assert "ETag" not in answer.headers
    page = browser.get(f"/clinic/{person.pk}/")
    assert page.status_code in (200, 202) and "no-store" in page.headers["Cache-Control"]

    given.revoked_at = timezone.now()
    given.save()

    for address in addresses:
        assert token.get(address).status_code == 404
        assert browser.get(address).status_code == 404
    assert Client().get(addresses[-1]).status_code == 401


def test_one_practice_does_not_read_what_was_opened_to_another(
    person: User, clinician: User, practice: Practice
) -> None:
    elsewhere = User.objects.create_user("elsewhere@example.org", None, role=Role.CLINICIAN)
    other = practices.found(name="Shoulder Street", administrator=elsewhere)
    practices.appoint(practice=other, user_id=elsewhere.pk, roles=list(MemberRole))
    grant(person, clinician, practice=practice)
    theirs = caller(elsewhere, Scope.PATIENTS_READ)
    assert theirs.get(f"patients/{person.pk}/episodes/").status_code == 404
    assert theirs.get(f"practices/{practice.pk}/members/").status_code == 404
    assert theirs.get("patients/").json()["results"] == []


def test_ones_own_report_is_no_opening(api: Caller, person: User) -> None:
    assert api.get("report.json").status_code == 202
    assert api.get("episodes/").status_code == 200
    diary = access.reported_diary(actor.of_session(person))
    assert access.by_ticket(access.ticket(diary)).kinds == diary.kinds
    assert not Opening.objects.exists()


def test_a_panel_is_a_clinicians_own_and_that_of_their_practices(
    clinician: User, practice: Practice
) -> None:
    assert access.panels_of(actor.of_session(clinician)) == [clinician.pk, practice.pk]
    chief = User.objects.get(email="chief@example.org")
    assert access.panels_of(actor.of_session(chief)) == [chief.pk]


def test_the_log_is_read_page_by_page(api: Caller, person: User, clinician: User) -> None:
    given = grant(person, clinician)
    for number in range(5):
        Opening.objects.create(
            person=person, actor_id=clinician.pk, actor_name=clinician.email, grant_id=given.pk,
            channel="token", what=str(number), at=timezone.now() - timedelta(hours=9 - number),
        )  # fmt: skip
    read, address = [], "me/access-log/?limit=2"
    while address:
        page = api.get(address).json()
        read += [row["what"] for row in page["results"]]
        address = page["next"] and f"me/access-log/?limit=2&cursor={page['next']}"
    assert read == ["4", "3", "2", "1", "0"]
    assert api.get("me/access-log/?cursor=x").status_code == 400
