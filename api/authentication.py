"""Who speaks: a token or a session. Either way `request.auth` is the actor."""

from django.utils.translation import gettext as _
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts import actor, tokens
from accounts.actor import Actor
from accounts.models import User


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer <token>`."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        scheme, _space, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = tokens.find(key.strip())
        if token is None:
            raise exceptions.AuthenticationFailed(
                _("This token is unknown, expired or revoked."), code="invalid_token"
            )
        return token.user, actor.of_token(token)

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session cookie, with the CSRF token on every write."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        signed_in = super().authenticate(request)
        if signed_in is None:
            return None
        user = signed_in[0]
        assert isinstance(user, User)
        return user, actor.of_session(user)
