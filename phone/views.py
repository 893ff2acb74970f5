"""The phone's page, its service worker and its manifest. None of them knows who is asking."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from phone import assets, policy, texts

PARTS = Path(__file__).parent / "templates" / "phone"


@cache
def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8").strip()


@ensure_csrf_cookie
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The whole page, the same for everybody; what is personal stays in the phone's store."""
    import_map, start, style = assets.import_map(), _part("start.js"), _part("critical.css")
    context = {
        "import_map": import_map,
        "start": start,
        "style": style,
        "language": get_language(),
        "version": settings.PROGRAM_VERSION,
        "entry": assets.entry(),
        "preloads": assets.preloads(),
        "styles": static(assets.STYLES),
        "icon": static("phone/icons/icon-192.png"),
        "catalog": texts.address(get_language() or "en"),
    }
    response = render(request, "phone/shell.html", context)
    response["Content-Security-Policy"] = policy.page([import_map, start], [style])
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; with PHONE_WORKER off, one that removes itself from every phone."""
    body = _worker_source(request) if settings.PHONE_WORKER else _part("worker-off.js")
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Content-Security-Policy"] = policy.worker()
    response["Cache-Control"] = "no-cache"
    return response


def _worker_source(request: HttpRequest) -> str:
    # The page's own text counts too: a new sentence in it must reach the phones.
    page = shell(request).content
    files = assets.precached()
    version = sha256(page + json.dumps(files).encode()).hexdigest()[:16]
    facts = {"version": version, "files": files, "shell": reverse("phone:shell")}
    return f"const RELEASE = {json.dumps(facts)};\n{_part('worker.js')}\n"


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to install the page."""
    start = reverse("phone:shell")
    sizes = [(192, "any"), (512, "any"), (512, "maskable")]
    response = JsonResponse(
        {
            "id": start,
            "name": _("Nape headache diary"),
            "short_name": _("Nape"),
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "lang": get_language(),
            "dir": "auto",
            # One value for all themes: a splash screen must never flash white.
            "background_color": "#000000",
            "theme_color": "#000000",
            "icons": [_icon(size, purpose) for size, purpose in sizes],
            "shortcuts": [
                _shortcut(_("Headache now"), f"{start}?do=headache"),
                _shortcut(_("Took a tablet"), f"{start}?do=tablet"),
                _shortcut(_("No headache today"), f"{start}?do=clear"),
                _shortcut(_("Check-in"), f"{start}#/check-in"),
            ],
            "screenshots": [
                _screenshot("today", "narrow", _("Today")),
                _screenshot("headache", "narrow", _("A headache")),
                _screenshot("insights", "narrow", _("Insights")),
                _screenshot("wide", "wide", _("Insights")),
            ],
        },
        content_type="application/manifest+json",
    )
    response["Cache-Control"] = "no-cache"
    return response


def _shortcut(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "url": url, "icons": [_icon(192, "any")]}


SCREENS = {"narrow": "720x1480", "wide": "1280x800"}


def _screenshot(name: str, form_factor: str, label: str) -> dict[str, str]:
    """The demo person's screens, shown by the browser before it installs."""
    return {
        "src": static(f"phone/pictures/{name}.png"),
        "sizes": SCREENS[form_factor],
        "type": "image/png",
        "form_factor": form_factor,
        "label": label,
    }


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"icon-{size}.png" if purpose == "any" else f"icon-{size}-maskable.png"
    return {
        "src": static(f"phone/icons/{name}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
