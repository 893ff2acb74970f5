"""Accounts and tokens for the operator; diary text is nowhere in the admin site."""

from django.contrib import admin

from accounts.models import ApiToken, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["email", "role", "is_active", "date_joined", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["email"]
    fields = ["email", "role", "is_active", "is_staff", "date_joined", "last_login"]
    readonly_fields = ["date_joined", "last_login"]


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin[ApiToken]):
    list_display = ["name", "user", "created_at", "expires_at", "last_used_at", "revoked_at"]
    fields = ["name", "user", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"]
    readonly_fields = ["name", "user", "scopes", "created_at", "last_used_at"]

    def has_add_permission(self, request: object) -> bool:
        return False  # a key is shown once, by the command that makes it
