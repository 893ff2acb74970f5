"""Tokens: found by their key while they are good, and not a moment longer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts import actor, tokens
from accounts.models import ApiToken, Role, Scope, User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def issue(user: User, **fields: datetime) -> str:
    return tokens.issue(user=user, name="watch", scopes=[Scope.CHECK_IN_WRITE], **fields)


def test_keys_are_long_and_never_the_same(owner: User) -> None:
    keys = {issue(owner) for _ in range(5)}
    assert len(keys) == 5
    assert all(key.startswith("nape_") and len(key) >= 40 for key in keys)


@pytest.mark.parametrize("key", ["", "nape_", "nape_wrong", "\ud800", "nape_\x00"])
def test_an_unknown_key_finds_nothing(owner: User, key: str) -> None:
    issue(owner)
    assert tokens.find(key) is None


def test_a_revoked_token_is_not_found(owner: User) -> None:
    key = issue(owner)
    token = tokens.find(key)
    assert token is not None
    tokens.revoke(token)
    assert tokens.find(key) is None


def test_a_token_of_a_closed_account_is_not_found(owner: User) -> None:
    key = issue(owner)
    User.objects.update(is_active=False)
    assert tokens.find(key) is None


def test_a_token_is_good_until_the_instant_it_ends(owner: User) -> None:
    key = issue(owner, expires_at=NOON)
    with time_machine.travel(NOON - timedelta(seconds=1), tick=False):
        assert tokens.find(key) is not None
    with time_machine.travel(NOON, tick=False):
        assert tokens.find(key) is None


def test_use_is_written_down_at_most_once_an_hour(owner: User) -> None:
    key = issue(owner)
    for minutes, noted in [(0, 0), (59, 0), (61, 61)]:
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            tokens.find(key)
        assert ApiToken.objects.get().last_used_at == NOON + timedelta(minutes=noted)


def test_a_session_may_everything_and_a_token_only_its_scopes(owner: User) -> None:
    by_session = actor.of_session(owner)
    token = tokens.find(issue(owner))
    assert token is not None
    by_token = actor.of_token(token)
    assert by_session.may(Scope.DIARY_WRITE)
    assert by_token.may(Scope.CHECK_IN_WRITE)
    assert not by_token.may(Scope.DIARY_WRITE)
    assert (by_session.channel, by_token.channel) == ("session", "token")
    assert actor.of_shell(owner).channel == "shell"
    assert by_token.role == Role.PERSON
    assert by_token.user_id == owner.pk


def test_a_token_is_named_in_lists_by_its_name(owner: User) -> None:
    issue(owner)
    assert str(ApiToken.objects.get()) == "watch"
