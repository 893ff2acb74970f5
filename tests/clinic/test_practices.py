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
from tests.conftest import enrol

pytestmark = pytest.mark.django_db
PRACTICES = "/clinic/practices/"
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


def test_somebody_who_is_asked_is_a_member_once_they_agree(
    practice: Practice, colleague: User, browser: Client
) -> None:
    ask = {"email": " Colleague@example.org ", "role": "clinician"}
    assert browser.post(page(practice), ask).status_code == 302
    assert "asked, has not agreed yet" in browser.get(page(practice)).content.decode()
    assert not practice.members.filter(user=colleague).exists()
    theirs = sign_in(colleague)
    assert "A practice asks you to become a member" in theirs.get("/clinic/").content.decode()
    shown = theirs.get(PRACTICES).content.decode()
    assert "Practice at the lake asks you to become a member" in shown
    assert "Clinician: reads what was opened to the practice" in shown
    assert theirs.post(PRACTICES, {"agree": str(practice.pk)}).status_code == 302
    assert [one.role for one in practice.members.filter(user=colleague)] == ["clinician"]
    assert "asks you to become" not in theirs.get(PRACTICES).content.decode()
    assert "asked, has not agreed" not in browser.get(page(practice)).content.decode()


def test_who_declines_or_leaves_is_no_member(
    practice: Practice, colleague: User, browser: Client
) -> None:
    theirs = sign_in(colleague)
    browser.post(page(practice), {"email": colleague.email, "role": "assistant"})
    assert theirs.post(PRACTICES, {"leave": str(practice.pk)}).status_code == 302
    assert not practice.nominations.exists()
    answer = theirs.post(PRACTICES, {"agree": str(practice.pk)})
    assert answer.status_code == 400
    assert "This was taken back" in answer.content.decode()
    enrol(practice=practice, email=colleague.email, role=ASSISTANT)
    assert "Leave Practice at the lake" in theirs.get(PRACTICES).content.decode()
    assert theirs.post(PRACTICES, {"leave": str(practice.pk)}).status_code == 302
    assert practice.members.count() == 1
    assert theirs.post(PRACTICES, {"leave": str(practice.pk)}).status_code == 404


def test_a_question_that_was_taken_back_is_asked_no_more(
    practice: Practice, colleague: User, browser: Client
) -> None:
    browser.post(page(practice), {"email": colleague.email, "role": "assistant"})
    browser.post(page(practice), {"email": colleague.email, "role": "clinician"})
    assert [one.role for one in practice.nominations.all()] == ["clinician"]
    browser.post(page(practice), {"leaves": str(colleague.pk)})
    assert "become a member" not in sign_in(colleague).get(PRACTICES).content.decode()


def test_an_administrator_changes_roles_in_place_and_takes_members_out(
    practice: Practice, colleague: User, browser: Client
) -> None:
    joined = enrol(practice=practice, email=colleague.email, role=CLINICIAN).joined_at
    change = {"member": str(colleague.pk), "roles": ["clinician", "administrator"]}
    assert browser.post(page(practice), change).status_code == 302
    held = practice.members.filter(user=colleague)
    assert {one.role for one in held} == {"clinician", "administrator"}
    assert held.get(role="clinician").joined_at == joined
    browser.post(page(practice), change | {"roles": "assistant"})
    assert [one.role for one in held.all()] == ["assistant"]
    assert browser.post(page(practice), {"leaves": str(colleague.pk)}).status_code == 302
    assert "colleague@example.org" not in browser.get(page(practice)).content.decode()


def test_who_gives_their_own_role_away_is_led_back(
    practice: Practice, clinician: User, colleague: User, browser: Client
) -> None:
    enrol(practice=practice, email=colleague.email, role=MemberRole.ADMINISTRATOR)
    change = {"member": str(clinician.pk), "roles": "clinician"}
    assert browser.post(page(practice), change)["Location"] == PRACTICES
    assert browser.get(page(practice)).status_code == 404


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"email": "nobody@example.org", "role": "clinician"}, "not the address of a clinician"),
        ({"email": "colleague@example.org", "role": "owner"}, "Choose a role"),
        ({"leaves": "x"}, "Choose a member"),
        ({}, "Choose a member"),
        ({"email": "clinician@example.org", "role": "clinician"}, "is a member already"),
        ({"member": "x", "roles": "clinician"}, "Choose a member"),
        ({"member": "00000000-0000-4000-8000-000000000000", "roles": "clinician"}, "Choose a"),
        ({"member": "x", "roles": "owner"}, "at least one role"),
    ],
)
def test_what_is_wrong_is_said(
    practice: Practice, colleague: User, browser: Client, body: dict[str, str], said: str
) -> None:
    answer = browser.post(page(practice), body)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_the_last_administrator_stays(practice: Practice, clinician: User, browser: Client) -> None:
    own = str(clinician.pk)
    for where, body in (
        (page(practice), {"leaves": own}),
        (page(practice), {"member": own, "roles": "clinician"}),
        (PRACTICES, {"leave": str(practice.pk)}),
    ):
        answer = browser.post(where, body)
        assert answer.status_code == 400
        assert "last administrator" in answer.content.decode()
    assert [one.role for one in practice.members.all()] == ["administrator"]


def test_only_an_administrator_sees_the_members(practice: Practice, colleague: User) -> None:
    enrol(practice=practice, email=colleague.email, role=CLINICIAN)
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
    enrol(practice=practice, email=colleague.email, role=CLINICIAN)
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
    enrol(practice=practice, email=colleague.email, role=ASSISTANT)
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
    enrol(practice=practice, email=colleague.email, role=ASSISTANT)
    client = sign_in(colleague)
    assert world.page in client.get("/clinic/").content.decode()
    shown = client.get(world.page).content.decode()
    assert SECRET not in shown
    assert "the report only, nothing one by one · through Practice" in shown
    assert "no entry, finding, note or visit is shown one by one" in shown
    assert "not shared" not in shown
    assert client.post(f"{world.page}findings/", {}).status_code == 404


@pytest.mark.usefixtures("now")
def test_an_administrator_sees_nobody_in_the_panel_and_no_diary(world: World) -> None:
    administrator = User.objects.create_user("admin@example.org", None, role=Role.CLINICIAN)
    practice = practices.found(name="Practice", administrator=administrator)
    Grant.objects.filter(pk=world.grant.pk).update(practice=practice)
    client = sign_in(administrator)
    panel = client.get("/clinic/").content.decode()
    assert world.page not in panel
    assert "As an administrator you see no diary" in panel
    assert client.get(world.page).status_code == 404


@pytest.mark.usefixtures("now")
def test_the_diaries_close_to_who_is_taken_out(world: World, colleague: User) -> None:
    practice = practices.found(name="Practice", administrator=world.clinician)
    Grant.objects.filter(pk=world.grant.pk).update(practice=practice)
    enrol(practice=practice, email=colleague.email, role=CLINICIAN)
    client: Any = sign_in(colleague)
    assert client.get(world.page).status_code == 200
    practices.dismiss(practice=practice, user_id=colleague.pk)
    assert client.get(world.page).status_code == 404
    assert timezone.now() < world.grant.expires_at
