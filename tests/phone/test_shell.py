"""The page, its policy, its manifest and its worker."""

import gzip
import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from phone import assets, bundles, modules, policy

INLINE = re.compile(r"<(script|style)(?: type=\"importmap\")?>(.*?)</\1>", re.DOTALL)


@pytest.fixture
def shell(client: Client) -> str:
    return client.get("/app/").content.decode()


def test_the_button_is_in_the_page_itself(shell: str) -> None:
    assert '<button class="main" id="headache-now" type="button">Headache now</button>' in shell


def test_the_page_is_the_same_for_everybody(client: Client, shell: str) -> None:
    client.cookies.clear()
    assert Client().get("/app/").content.decode() == shell


def test_the_page_sets_the_csrf_cookie_and_is_always_revalidated(client: Client) -> None:
    answer = client.get("/app/")
    assert "csrftoken" in answer.cookies
    assert answer["Cache-Control"] == "no-cache"


def test_the_policy_names_the_hash_of_every_inline_text_and_nothing_unsafe(
    client: Client, shell: str
) -> None:
    sent = client.get("/app/")["Content-Security-Policy"]
    inline = INLINE.findall(shell)
    assert [tag for tag, _ in inline] == ["style", "script", "script"]
    for _, text in inline:
        assert policy.source(text) in sent
    assert "unsafe" not in sent
    assert "default-src 'none'" in sent
    assert "frame-ancestors 'none'" in sent
    assert "require-trusted-types-for 'script'" in sent


def test_the_page_has_no_inline_style_or_handler(shell: str) -> None:
    assert not re.search(r"\s(style|on\w+)=", shell)


def test_a_browser_without_modules_shows_a_plain_sentence(shell: str) -> None:
    """`:has` is younger than modules and import maps; without it the sentence is not hidden."""
    assert '<p class="old">This browser is too old for Nape.' in shell
    assert re.search(r"@supports selector\(:has\(a\)\) \{\s*\.old \{\s*display: none", shell)


def test_nothing_comes_from_another_host(client: Client, shell: str) -> None:
    worker = client.get("/app/sw.js").content.decode()
    assert "http://" not in shell + worker
    assert "https://" not in shell + worker


def test_the_import_map_leads_to_collected_files(collected: Path) -> None:
    targets = json.loads(assets.import_map())["imports"]
    assert targets.keys() == {*bundles.NAMES, *modules.VENDORED}
    for target in targets.values():
        assert (collected / target.removeprefix("/static/")).is_file()


def test_what_the_first_tap_needs_is_preloaded(shell: str) -> None:
    for address in assets.preloads():
        assert f'<link rel="modulepreload" href="{address}">' in shell


def test_the_manifest_installs_with_icons_that_exist(client: Client, collected: Path) -> None:
    answer = client.get("/app/manifest.webmanifest")
    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert manifest["id"] == manifest["start_url"] == manifest["scope"] == "/app/"
    assert manifest["background_color"] == "#000000"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert (collected / icon["src"].removeprefix("/static/")).is_file()


def test_the_manifest_shows_screens_as_large_as_it_says(client: Client, collected: Path) -> None:
    shots = client.get("/app/manifest.webmanifest").json()["screenshots"]
    assert {shot["form_factor"] for shot in shots} == {"narrow", "wide"}
    for shot in shots:
        picture = (collected / shot["src"].removeprefix("/static/")).read_bytes()
        width, height = struct.unpack(">II", picture[16:24])
        assert shot["sizes"] == f"{width}x{height}"
        assert len(picture) < 60_000
        assert shot["src"] not in assets.precached()


def test_a_long_press_on_the_icon_offers_three_entries(client: Client) -> None:
    shortcuts = client.get("/app/manifest.webmanifest").json()["shortcuts"]
    assert {one["name"]: one["url"] for one in shortcuts} == {
        "Headache now": "/app/?do=headache",
        "Took a tablet": "/app/?do=tablet",
        "No headache today": "/app/?do=clear",
        "Check-in": "/app/#/check-in",
    }


def test_where_nothing_is_collected_the_sources_are_served(
    client: Client, settings: LazySettings
) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    shell = client.get("/app/").content.decode()
    assert '<script type="module" src="/static/phone/js/main.js"></script>' in shell
    assert '<link rel="modulepreload" href="/static/phone/js/router.js">' in shell
    assert json.loads(assets.import_map())["imports"].keys() == modules.VENDORED.keys()


def test_the_worker_keeps_the_page_and_every_module(client: Client) -> None:
    worker = client.get("/app/sw.js").content.decode()
    release = json.loads(worker.partition("= ")[2].partition(";\n")[0])
    mapped = json.loads(assets.import_map())["imports"].values()
    assert {"/app/", *mapped} <= set(release["files"])
    assert not [name for name in release["files"] if name.startswith(("/api/", "/_allauth/"))]


def test_the_worker_is_never_cached_and_may_only_reach_its_own_host(client: Client) -> None:
    answer = client.get("/app/sw.js")
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Content-Security-Policy"] == policy.worker()


def test_a_change_of_the_page_makes_a_new_release(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/app/sw.js").content
    monkeypatch.setattr(assets, "STYLES", "phone/icons/icon-192.png")
    assert client.get("/app/sw.js").content != before


def test_the_worker_can_be_taken_off_every_phone(client: Client, settings: LazySettings) -> None:
    settings.PHONE_WORKER = False
    worker = client.get("/app/sw.js").content.decode()
    assert "registration.unregister()" in worker
    assert 'addEventListener("fetch"' not in worker


@pytest.mark.parametrize("address", ["/app/", "/app/sw.js", "/app/manifest.webmanifest"])
def test_these_pages_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def _gzipped(text: bytes) -> int:
    return len(gzip.compress(text, 9))


def _served(name: str) -> int:
    """Read where it was collected: what goes over the wire."""
    return _gzipped(staticfiles_storage.open(staticfiles_storage.stored_name(name)).read())


def test_the_page_and_its_styles_stay_small(shell: str) -> None:
    assert _gzipped(shell.encode()) + _served(assets.STYLES) <= 14_000


def test_the_path_of_the_first_tap_stays_small() -> None:
    vendored = sum(map(_served, modules.VENDORED.values()))
    first, rest = _served(bundles.FIRST), _served(bundles.REST)
    assert first + vendored <= 25 * 1024
    assert first + rest + vendored <= 60 * 1024


def test_what_the_worker_fetches_ahead_stays_small(shell: str) -> None:
    names = [name for name in assets.precached() if name.startswith("/static/")]
    files = [Path(staticfiles_storage.path(name.removeprefix("/static/"))) for name in names]
    assert {".js", ".css", ".json", ".png", ".svg"} == {path.suffix for path in files}
    # Pictures do not shrink any more.
    assert sum(_gzipped(path.read_bytes()) for path in files) + len(shell) <= 250_000
