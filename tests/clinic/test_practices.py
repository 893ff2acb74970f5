"""A practice: who is in it, and what its members see of a diary that was opened to it."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from care.models import Grant, Practice
from care.models.practices import MemberRole
from care.services import grants, practices
from tests.clinic.conftest import SECRET, World, sign_in
from tests.clinic.test_invitations import invite, terms

pytestmark = pytest.mark.django_db
ASSISTANT, CLINICIAN = MemberRole.ASSISTANT, MemberRole.CLINICIAN


@pytest.fixture
def practice(clinician: User) -> Practice:
    """A practice that the clinician administrates."""
    return practices.found(name="Practice at the lake", administrator=clinician)


@pytest.fixture
def colleague(db: None) -> User:
    return User.objects.create_user("colleague@example.org", None, role=Role.CLINICIAN)


def page(practice: Practice) -> str:
    return f"/clinic/practices/{practice.pk}/"


def test_an_administrator_adds_members_and_takes_them_out(
    practice: Practice, colleague: User, browser: Client
) -> None:
    answer = browser.post(page(practice), {"email": " Colleague@example.org ", "role": "clinician"})
    assert answer.status_code == 302
    assert "colleague@example.org" in browser.get(page(practice)).content.decode()
    assert browser.post(page(practice), {"leaves": str(colleague.pk)}).status_code == 302
    assert "colleague@example.org" not in browser.get(page(practice)).content.decode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"email": "nobody@example.org", "role": "clinician"}, "not the address of a clinician"),
        ({"email": "colleague@example.org", "role": "owner"}, "Choose a role"),
        ({"leaves": "x"}, "Choose a member"),
        ({}, "Choose a member"),
    ],
)
def test_what_is_wrong_is_said(
    practice: Practice, colleague: User, browser: Client, body: dict[str, str], said: str
) -> None:
    answer = browser.post(page(practice), body)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_the_last_administrator_stays(practice: Practice, clinician: User, browser: Client) -> None:
    answer = browser.post(page(practice), {"leaves": str(clinician.pk)})
    assert "last administrator" in answer.content.decode()
    assert practice.members.count() == 1


def test_only_an_administrator_sees_the_members(practice: Practice, colleague: User) -> None:
    practices.enrol(practice=practice, email=colleague.email, role=CLINICIAN)
    answer = sign_in(colleague).get(page(practice))
    assert answer.status_code == 404
    listed = sign_in(colleague).get("/clinic/practices/").content.decode()
    assert "Practice at the lake" in listed
    assert "Members of" not in listed


def test_who_is_in_none_is_told_so(browser: Client) -> None:
    assert "You are in no practice" in browser.get("/clinic/practices/").content.decode()


def test_an_invitation_is_taken_up_for_a_practice_where_the_person_allows_it(
    practice: Practice, owner: User, colleague: User
) -> None:
    practices.enrol(practice=practice, email=colleague.email, role=CLINICIAN)
    client = sign_in(colleague)
    alone = client.post("/clinic/invitations/", {"code": invite(owner)}).content.decode()
    assert "Practice at the lake" not in alone
    code = _invite_all(owner)
    shown = client.post("/clinic/invitations/", {"code": code}).content.decode()
    assert "For everybody who reads at Practice at the lake" in shown
    body = {"code": code, "agreed": "1", "practice": str(practice.pk)}
    assert client.post("/clinic/invitations/", body).status_code == 302
    assert Grant.objects.get(person=owner).practice == practice


def _invite_all(owner: User) -> str:
    return grants.invite(person_id=owner.pk, terms=terms(), whole_practice=True)[1]


def test_who_only_assists_takes_up_nothing(
    practice: Practice, owner: User, colleague: User
) -> None:
    practices.enrol(practice=practice, email=colleague.email, role=ASSISTANT)
    answer = sign_in(colleague).post("/clinic/invitations/", {"code": invite(owner)})
    assert answer.status_code == 400
    assert "only a clinician takes an invitation up" in answer.content.decode()


@pytest.mark.usefixtures("now")
def test_an_assistant_sees_the_panel_and_the_numbers_and_no_entry(
    world: World, colleague: User
) -> None:
    practice = practices.found(name="Practice", administrator=world.clinician)
    Grant.objects.filter(pk=world.grant.pk).update(practice=practice)
    world.grant.panel_row.delete()
    practices.enrol(practice=practice, email=colleague.email, role=ASSISTANT)
    client = sign_in(colleague)
    assert world.page in client.get("/clinic/").content.decode()
    shown = client.get(world.page).content.decode()
    assert SECRET not in shown
    assert "The report only, no single entry" in shown or "are being counted" in shown
    assert client.post(f"{world.page}findings/", {}).status_code == 404


@pytest.mark.usefixtures("now")
def test_an_administrator_sees_nobody_in_the_panel_and_no_diary(world: World) -> None:
    administrator = User.objects.create_user("admin@example.org", None, role=Role.CLINICIAN)
    practice = practices.found(name="Practice", administrator=administrator)
    Grant.objects.filter(pk=world.grant.pk).update(practice=practice)
    client = sign_in(administrator)
    assert world.page not in client.get("/clinic/").content.decode()
    assert client.get(world.page).status_code == 404


@pytest.mark.usefixtures("now")
def test_the_diaries_close_to_who_is_taken_out(world: World, colleague: User) -> None:
    practice = practices.found(name="Practice", administrator=world.clinician)
    Grant.objects.filter(pk=world.grant.pk).update(practice=practice)
    practices.enrol(practice=practice, email=colleague.email, role=CLINICIAN)
    client: Any = sign_in(colleague)
    assert client.get(world.page).status_code == 200
    practices.dismiss(practice=practice, user_id=colleague.pk)
    assert client.get(world.page).status_code == 404
    assert timezone.now() < world.grant.expires_at
