"""Who may come in at all; which diary opens is decided by care.access."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.actor import Actor

if TYPE_CHECKING:
    # REST framework's views import this module
    from rest_framework.views import APIView


class SignedIn(BasePermission):
    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.auth, Actor)
