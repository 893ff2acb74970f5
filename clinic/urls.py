"""Where the clinician's pages are."""

from django.urls import path

from clinic import entries, invitations, panel, person, practices

app_name = "clinic"
urlpatterns = [
    path("", panel.show, name="panel"),
    path("invitations/", invitations.accept, name="accept"),
    path("practices/", practices.show, name="practices"),
    path("practices/<uuid:practice>/", practices.manage, name="practice"),
    path("<uuid:person>/", person.show, name="person"),
    path("<uuid:person>/findings/", entries.add_finding, name="add_finding"),
    path("<uuid:person>/notes/", entries.add_note, name="add_note"),
    path("<uuid:person>/notes/<uuid:id>/", entries.change_note, name="change_note"),
]
