"""The account pages as a person walks them."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import override_settings

import nape.settings
from accounts.models import Role, User
from tests.accounts.conftest import Browser, link_in_mail
from tests.conftest import PASSWORD

NEW = "seven slow otters"


def sign_in(browser: Browser, password: str = PASSWORD) -> bool:
    browser.submit("/accounts/login/", login="ada@example.org", password=password)
    return "_auth_user_id" in browser.session


def test_signing_up_makes_a_person_and_sends_a_link(browser: Browser) -> None:
    answer = browser.submit("/accounts/signup/", email="Ada@Example.org", password1=PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/app/")
    user = User.objects.get()
    assert (user.email, user.role) == ("ada@example.org", Role.PERSON)
    assert not user.is_staff
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert mail.outbox[0].to == ["ada@example.org"]


def test_following_the_link_verifies_the_address(browser: Browser) -> None:
    browser.submit("/accounts/signup/", email="ada@example.org", password1=PASSWORD)
    assert not EmailAddress.objects.get().verified
    browser.submit(link_in_mail())
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("ada", PASSWORD, "Enter a valid email address."),
        ("new@example.org", "short", "too short"),
        ("new@example.org", "password123", "too common"),
    ],
)
def test_a_bad_sign_up_is_told_at_the_field(
    browser: Browser, email: str, password: str, sentence: str
) -> None:
    answer = browser.submit("/accounts/signup/", email=email, password1=password)
    page = answer.content.decode()
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert not User.objects.exists()


def test_an_address_makes_one_account(browser: Browser, ada: User) -> None:
    answer = browser.submit("/accounts/signup/", email="ADA@example.org", password1=NEW)
    assert b"already registered" in answer.content
    assert User.objects.get() == ada
    assert ada.check_password(PASSWORD)


def test_a_closed_house_takes_nobody_in(browser: Browser) -> None:
    with override_settings(SIGN_UP_OPEN=False):
        page = browser.get("/accounts/signup/")
        assert b"closed" in page.content
        refused = browser.speak(
            "POST", "auth/signup", {"email": "new@example.org", "password": PASSWORD}
        )
        assert refused.status_code == 403
    assert not User.objects.exists()


def test_passwords_are_kept_as_argon2id(ada: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = nape.settings.PASSWORD_HASHERS
    ada.set_password(PASSWORD)
    assert ada.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")


def test_signing_in_and_out(browser: Browser, ada: User) -> None:
    assert not sign_in(browser, "wrong")
    assert sign_in(browser)
    browser.submit("/accounts/logout/")
    assert "_auth_user_id" not in browser.session


def test_a_form_without_the_csrf_token_is_refused(browser: Browser, ada: User) -> None:
    answer = browser.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert answer.status_code == 403


def test_a_forgotten_password_is_replaced_by_mail_once(browser: Browser, ada: User) -> None:
    browser.submit("/accounts/password/reset/", email=ada.email)
    link = link_in_mail()
    form = browser.get(link)["Location"]
    browser.submit(form, password1=NEW, password2=NEW)
    assert not sign_in(browser, PASSWORD)
    assert sign_in(browser, NEW)
    again = Browser().get(link)
    assert b"invalid" in again.content


def test_a_reset_for_an_unknown_address_looks_the_same(browser: Browser, ada: User) -> None:
    known = browser.submit("/accounts/password/reset/", email=ada.email)
    unknown = browser.submit("/accounts/password/reset/", email="nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[ada.email], ["nobody@example.org"]]


def test_changing_the_password_ends_other_sessions(browser: Browser, ada: User) -> None:
    other = Browser()
    assert sign_in(browser)
    assert sign_in(other)
    browser.submit("/accounts/password/change/", oldpassword=PASSWORD, password1=NEW, password2=NEW)
    assert other.get("/accounts/email/").status_code == 302


def test_mails_say_who_sends_them(browser: Browser, ada: User) -> None:
    browser.submit("/accounts/password/reset/", email=ada.email)
    assert mail.outbox[0].subject == "[Nape] Password Reset Email"
    assert "\n-- \nNape, " in mail.outbox[0].body


def test_an_operator_signs_in_to_the_admin_site_and_reads_no_diary(browser: Browser) -> None:
    User.objects.create_superuser("operator@example.org", PASSWORD)
    browser.submit("/admin/login/", username="operator@example.org", password=PASSWORD)
    page = browser.get("/admin/").content.decode()
    assert "Accounts" in page
    assert "/admin/diary/" not in page


def test_the_admin_site_is_closed_to_people(browser: Browser, ada: User) -> None:
    assert sign_in(browser)
    assert browser.get("/admin/").status_code == 302
    assert browser.get("/admin/accounts/apitoken/add/").status_code in (302, 403)


@pytest.mark.parametrize("model", ["user", "apitoken"])
def test_the_admin_lists_render_and_no_token_is_made_there(browser: Browser, model: str) -> None:
    browser.force_login(User.objects.create_superuser("operator@example.org", PASSWORD))
    assert browser.get(f"/admin/accounts/{model}/").status_code == 200
    assert browser.get("/admin/accounts/apitoken/add/").status_code == 403
