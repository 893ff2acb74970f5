"""Where the phone's page, its worker and its manifest are."""

from django.urls import path

from phone import views

app_name = "phone"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
