"""What every page of the clinic shares: who may come in, and that nothing of it is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts import actor
from accounts.actor import Actor
from accounts.models import Role, User
from care.access import NotOpen

View = Callable[..., HttpResponse]


def for_clinicians(view: View) -> View:
    """Let clinicians in, tell others what this is, and show nothing of a diary that is closed."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        if user_of(request).role != Role.CLINICIAN:
            return render(request, "clinic/what_this_is.html", status=403)
        try:
            return view(request, **named)
        except NotOpen:
            return render(request, "clinic/closed.html", status=404)

    return never_cache(login_required(guarded))


def user_of(request: HttpRequest) -> User:
    """Who is signed in."""
    assert isinstance(request.user, User)
    return request.user


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return actor.of_session(user_of(request))
