"""Where the clinician's pages are."""

from django.urls import path

from clinic import panel

app_name = "clinic"
urlpatterns = [
    path("", panel.show, name="panel"),
]
