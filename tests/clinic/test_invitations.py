"""An invitation is read before it is taken up."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from care.models import Grant, Opening
from care.services import grants
from care.services.grants import Terms
from tests.clinic.conftest import sign_in
from tests.conftest import Caller

pytestmark = pytest.mark.django_db
PATH = "/clinic/invitations/"


def terms(**more: object) -> Terms:
    until = timezone.now() + timedelta(days=30)
    given = {"sections": ("episodes",), "grant_until": until} | more
    return Terms(**given)  # type: ignore[arg-type]


def invite(owner: User, **more: object) -> str:
    return grants.invite(person_id=owner.pk, terms=terms(**more))[1]


def test_the_terms_are_shown_before_anything_is_opened(owner: User, browser: Client) -> None:
    code = invite(owner, first_day=date(2026, 1, 1))
    page = browser.post(PATH, {"code": code.lower()}).content.decode()
    assert "owner@example.org shares a diary with you" in page
    assert "from 1 January 2026 on" in page
    assert "Headaches and other episodes" in page
    assert "not shown" in page
    assert not Grant.objects.exists()
    answer = browser.post(PATH, {"code": code, "agreed": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"/clinic/{owner.pk}/")
    assert Grant.objects.get().first_day == date(2026, 1, 1)
    assert not Opening.objects.exists()


@pytest.mark.parametrize("agreed", [{}, {"agreed": "1"}])
def test_a_code_that_is_unknown_or_used_says_what_to_do(
    owner: User, browser: Client, agreed: dict[str, str]
) -> None:
    code = invite(owner)
    browser.post(PATH, {"code": code, "agreed": "1"})
    for wrong in (code, "AAAA-AAAA-AAAA-AAAA", "x" * 5000):
        answer = browser.post(PATH, {"code": wrong} | agreed)
        assert answer.status_code == 400
        assert "Ask for a new one" in answer.content.decode()
    assert Grant.objects.count() == 1


def test_an_empty_code_is_asked_for_again(browser: Client) -> None:
    for answer in (browser.get(PATH), browser.post(PATH, {"code": " "})):
        assert answer.status_code == 200
        assert "See what is shared" in answer.content.decode()


def test_the_picture_of_a_code_fills_it_in_and_opens_nothing(
    api: Caller, owner: User, browser: Client
) -> None:
    made = api.post("invitations/", {}).json()
    path = made["url"].partition("/clinic/")[2]
    page = browser.get(f"/clinic/{path}").content.decode()
    assert f'value="{made["code"]}"' in page
    assert owner.email not in page
    assert not Grant.objects.exists()


def test_only_a_clinician_is_shown_terms(owner: User, stranger: User) -> None:
    answer = sign_in(stranger).post(PATH, {"code": invite(owner)})
    assert answer.status_code == 403
    assert "owner@example.org" not in answer.content.decode()


def test_ones_own_invitation_is_no_invitation(clinician: User, browser: Client) -> None:
    assert browser.post(PATH, {"code": invite(clinician)}).status_code == 400
