"""Who may come into the clinic, and what everybody else is told."""

import pytest
from django.test import Client

from accounts.models import User


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
