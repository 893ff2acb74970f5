"""Accounts and tokens made from the shell."""

import io
import sys
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts import tokens
from accounts.models import ApiToken, Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "nine quiet herons"


def run(*words: str, typed: str = "", monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("command", "role"), [("create_person", Role.PERSON), ("create_clinician", Role.CLINICIAN)]
)
def test_the_account_has_its_role_its_password_and_a_verified_address(
    command: str, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(
        command,
        " Ada@Example.org",
        "--password-stdin",
        typed=f"{PASSWORD}\n",
        monkeypatch=monkeypatch,
    )
    user = User.objects.get()
    assert (user.email, user.role) == ("ada@example.org", role)
    assert user.check_password(PASSWORD)
    address = EmailAddress.objects.get()
    assert (address.user, address.email) == (user, "ada@example.org")
    assert address.primary
    assert address.verified


def test_a_typed_password_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.management.create_account.getpass", lambda prompt: PASSWORD)
    run("create_person", "ada@example.org")
    assert User.objects.get().check_password(PASSWORD)


def test_two_different_typed_passwords_make_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, "something else"])
    monkeypatch.setattr("accounts.management.create_account.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match=r"The two passwords differ\."):
        run("create_person", "ada@example.org")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("email", "typed", "sentence"),
    [
        ("not an address", PASSWORD, "Enter a valid email address."),
        ("ada@example.org", "", "There is no password on standard input."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    email: str, typed: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(
            "create_person",
            email,
            "--password-stdin",
            typed=f"{typed}\n" if typed else "",
            monkeypatch=monkeypatch,
        )
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("email", "typed", "sentence"),
    [
        ("ada@example.org", "short", "too short"),
        ("ada@example.org", "password123", "too common"),
        ("ada.lovelace@example.org", "ada.lovelace", "too similar to the e-mail address"),
    ],
)
def test_a_weak_password_is_the_operators_choice_and_is_told(
    email: str,
    typed: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("create_person", email, "--password-stdin", typed=typed, monkeypatch=monkeypatch)
    assert sentence in capsys.readouterr().err
    assert User.objects.get().check_password(typed)


def test_an_address_is_taken_whatever_its_case(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match=r"with the address owner@example\.org already"):
        run(
            "create_clinician",
            "Owner@Example.org",
            "--password-stdin",
            typed=PASSWORD,
            monkeypatch=monkeypatch,
        )
    assert User.objects.get() == owner


def issue(*words: str) -> str:
    return run("issue_token", *words).split()[-1]


def test_the_key_is_the_last_word_and_opens_what_its_scopes_say(owner: User) -> None:
    key = issue(
        "OWNER@example.org", "--scope", "diary:write", "--scope", "diary:read", "--name", "watch"
    )
    token = tokens.find(key)
    assert token is not None
    assert (token.user, token.name) == (owner, "watch")
    assert token.scopes == ["diary:read", "diary:write"]
    assert token.expires_at is None


def test_the_key_itself_is_kept_nowhere(owner: User) -> None:
    key = issue(owner.email, "--scope", "diary:read", "--name", "watch")
    kept = ApiToken.objects.values().get()
    assert key not in str(kept)


def test_a_token_ends_on_its_day(owner: User) -> None:
    key = issue(owner.email, "--scope", "diary:read", "--name", "loan", "--expires-days", "30")
    token = tokens.find(key)
    assert token is not None
    assert token.expires_at is not None
    left = token.expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)
    ApiToken.objects.update(expires_at=timezone.now())
    assert tokens.find(key) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody@example.org", "--scope", "diary:read", "--name", "x"], "no account"),
        (["owner@example.org", "--scope", "everything", "--name", "x"], "invalid choice"),
        (["owner@example.org", "--name", "x"], "required: --scope"),
        (["owner@example.org", "--scope", "diary:read"], "required: --name"),
        (["owner@example.org", "--scope", "diary:read", "--name", " "], "1 to 200"),
        (["owner@example.org", "--scope", "diary:read", "--name", "x" * 201], "1 to 200"),
        (
            ["owner@example.org", "--scope", "diary:read", "--name", "x", "--expires-days", "0"],
            "from 1 to",
        ),
    ],
)
def test_a_token_that_cannot_be_is_refused(owner: User, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("issue_token", *words)
    assert not ApiToken.objects.exists()
