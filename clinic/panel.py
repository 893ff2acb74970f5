"""The panel: everybody whose diary is open to the clinician, one row each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care import access
from clinic.doors import actor_of, for_clinicians


@require_safe
@for_clinicians
def show(request: HttpRequest) -> HttpResponse:
    """The whole panel."""
    return render(
        request, "clinic/panel.html", {"grants": access.diaries_open_to(actor_of(request))}
    )
