"""Accounts as rows."""

from accounts.models.tokens import ApiToken, Scope
from accounts.models.users import Role, User

__all__ = ["ApiToken", "Role", "Scope", "User"]
