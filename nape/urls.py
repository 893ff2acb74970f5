"""Every door of the house."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from nape import health

urlpatterns = [
    path("", RedirectView.as_view(url="/app/"), name="home"),
    path("app/", include("phone.urls")),
    path("clinic/", include("clinic.urls")),
    path("shared/", include("clinic.shared")),
    path("api/", include("api.urls")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
handler400 = "api.errors.bad_request"
handler403 = "api.errors.forbidden"
handler404 = "api.errors.not_found"
handler500 = "api.errors.server_error"
