"""Who acts: the one thing that decides which diaries open."""

from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import ApiToken, Scope, User

EVERY_SCOPE = frozenset(Scope.values)


@dataclass(frozen=True)
class Actor:
    """A signed-in account with what it may do here: all of it in a session, less by token."""

    user_id: UUID
    role: str
    scopes: frozenset[str] = field(default=EVERY_SCOPE)
    channel: str = "session"

    def may(self, scope: str) -> bool:
        return scope in self.scopes


def of_session(user: User) -> Actor:
    return Actor(user_id=user.pk, role=user.role)


def of_token(token: ApiToken) -> Actor:
    return Actor(
        user_id=token.user_id,
        role=token.user.role,
        scopes=frozenset(token.scopes),
        channel="token",
    )


def of_shell(user: User) -> Actor:
    return Actor(user_id=user.pk, role=user.role, channel="shell")


def of_job(user: User) -> Actor:
    return Actor(user_id=user.pk, role=user.role, channel="job")
