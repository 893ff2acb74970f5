"""Who may come into the clinic, and what everybody else is told."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Role, User
from care.models.practices import MemberRole
from care.services import practices
from diary.models import Annotation
from tests.clinic.conftest import SECRET, World, grant, sign_in
from tests.conftest import enrol


@pytest.mark.django_db
def test_who_is_not_signed_in_signs_in_first_and_comes_back() -> None:
    answer = Client().get("/clinic/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/clinic/")


def test_who_keeps_a_diary_is_told_what_this_is(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    answer = client.get("/clinic/")
    assert answer.status_code == 403
    assert "These pages are for clinicians" in answer.content.decode()


def test_nothing_of_a_page_is_kept_by_a_cache(browser: Client) -> None:
    answer = browser.get("/clinic/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


# The status for: nobody, who keeps a diary, a clinician with a grant, one whose grant has ended,
# and one who never had any.
TABLE = """
GET  /clinic/                              302 403 200 200 200
GET  /clinic/invitations/                  302 403 200 200 200
GET  /clinic/practices/                    302 403 200 200 200
POST /clinic/practices/                    302 403 404 404 404
GET  /clinic/practices/{practice}/         302 403 404 404 404
POST /clinic/practices/{practice}/         302 403 404 404 404
GET  /clinic/{person}/                     302 403 200 404 404
POST /clinic/{person}/findings/            302 403 302 404 404
POST /clinic/{person}/notes/               302 403 302 404 404
POST /clinic/{person}/notes/{id}/          302 403 302 404 404
POST /clinic/invitations/                  302 403 200 200 200
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
BODY = {"on": "2026-06-09", "kind": "rotation", "text": SECRET, "do": "share"}


def routes() -> set[str]:
    """Every path of the clinic, as the resolver has it."""
    [clinic] = [one for one in get_resolver().url_patterns if str(one.pattern) == "clinic/"]
    assert isinstance(clinic, URLResolver)
    paths = (str(one.pattern) for one in clinic.url_patterns)
    return {"/clinic/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path) for path in paths}


def test_the_table_names_every_page() -> None:
    assert {path for _method, path, *_cells in ROWS} == routes()


@pytest.mark.usefixtures("now")
@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_everybody_gets_what_the_table_says(world: World, row: list[str]) -> None:
    method, path, *expected = row
    ended, never = (
        User.objects.create_user(f"{name}@example.org", None, role=Role.CLINICIAN)
        for name in ("ended", "never")
    )
    grant(world.owner, ended, revoked_at=timezone.now())
    note = world.browser().post(f"{world.page}notes/", BODY)
    id = Annotation.objects.get(person=world.owner).id
    assert note.status_code == 302
    practice = practices.found(name="Practice", administrator=never)
    enrol(practice=practice, email=ended.email, role=MemberRole.CLINICIAN)
    practice = practices.found(name="Another", administrator=User.objects.create_user("a@b.org"))
    address = path.format(person=world.owner.pk, practice=practice.pk, id=id)
    people = (None, world.owner, world.clinician, ended, never)
    got = []
    for person in people:
        browser = sign_in(person) if person else Client()
        answer = browser.generic(
            method, address, urlencode(BODY), content_type="application/x-www-form-urlencoded"
        )
        got.append(str(answer.status_code))
        if answer.status_code != 200 or person is not world.clinician:
            assert SECRET not in answer.content.decode()
    assert got == expected


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_words(browser: Client) -> None:
    answer = browser.get("/clinic/nothing/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
