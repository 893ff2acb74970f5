"""The clinician's way in a real browser: invited, let in, reading, writing, and shut out again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from interchange import demo_clinic
from tests.e2e import axe
from tests.e2e.server import PASSWORD, Person, Server, person_from_shell

COUNTED_MS = 90_000
WIDE = {"width": 1280, "height": 900}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def new_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Makes windows of a desktop; no error in them goes unseen."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(base_url=server.url, viewport=WIDE, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def _is_fault(said: Any) -> bool:
    """A refused policy or a broken script; that a page answers 400 or 404 is what is asked for."""
    return said.type == "error" and "status of 4" not in said.text


def sign_in(page: Page, email: str, path: str = "/clinic/") -> None:
    page.goto(path)
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=csrfmiddlewaretoken]) .button:not(.quiet)")
    page.wait_for_url(f"**{path}")


@pytest.fixture
def patient(server: Server, worker: None) -> Person:
    """Somebody with half a year of a made-up diary, whose headaches come from the neck."""
    person = person_from_shell(server, "patient@example.org", "diary:read", "diary:write")
    drawn = demo_clinic.draw(5, seed=1)
    drawn.kind = "neck treated"
    archive = demo_clinic.archive(drawn, until=datetime.now(UTC).date())
    person.write("POST", "me/archive/", archive)
    return person


def test_invited_let_in_reading_writing_and_shut_out(
    new_page: Callable[..., Page], server: Server, patient: Person
) -> None:
    server.manage("create_clinician", "doctor@example.org", "--password-stdin", stdin=PASSWORD)
    page = new_page()

    # invited
    sign_in(page, "doctor@example.org")
    expect(page.get_by_role("main")).to_contain_text("Nobody has opened a diary to you yet")
    page.get_by_role("link", name="Enter a code").click()
    page.get_by_label("Code").fill("AAAA-AAAA-AAAA-AAAA")
    page.get_by_role("button", name="See what is shared").click()
    expect(page.get_by_text("Ask for a new one")).to_be_visible()
    code = patient.write("POST", "invitations/", {"notes": True})["code"]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="See what is shared").click()
    expect(page.get_by_role("main")).to_contain_text("patient@example.org shares a diary with you")
    assert patient.read("grants/")["results"] == []
    page.get_by_role("button", name="Agree and open the diary").click()

    # reading: the page comes by itself when the numbers are there
    expect(page.locator(".numbers")).to_contain_text("Headache days", timeout=COUNTED_MS)
    for id in ("calendar", "course", "treatments", "where", "medicines", "criteria", "entries"):
        assert page.locator(f"section#{id}").is_visible()
    assert page.locator("figure.chart svg").count() == 4
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe.violations(page) == []
    count = page.locator("#criteria details[open] a").first
    said = int(count.inner_text().partition("/")[0])
    count.click()
    expect(page.locator("#entries")).to_contain_text("The entries behind")
    assert page.locator("#entries tbody tr").count() == min(said, 25)

    # the calendar by arrow keys
    page.locator(".calendar a").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('.calendar') !== null")

    # writing
    page.get_by_text("Add a finding").first.click()
    form = page.locator("#findings form")
    form.get_by_label("Kind").select_option("flexion_rotation_test")
    form.get_by_label("Side").select_option("right")
    form.get_by_label("Degrees").fill("wide")
    form.get_by_role("button").click()
    expect(page.get_by_text("Nothing was written yet")).to_be_visible()
    assert axe.violations(page) == []
    page.get_by_label("Degrees").fill("24")
    page.get_by_role("button", name="Add a finding").click()
    expect(page.locator("#findings")).to_contain_text("24°")
    page.get_by_text("Add a note").first.click()
    note = page.locator("#notes .stacked")
    note.get_by_label("Text").fill("Worth an examination by a physiotherapist.")
    note.get_by_role("button").click()
    expect(page.locator("#notes")).to_contain_text("private to you")
    assert patient.read("me/archive/")["annotations"] == []
    page.get_by_role("button", name="Share with the person").click()
    expect(page.locator("#notes")).to_contain_text("the person sees it")
    arrived = {change["kind"]: change for change in synced(patient)}
    assert arrived["annotations"]["fields"]["text"] == "Worth an examination by a physiotherapist."
    assert arrived["findings"]["fields"]["degrees"] == 24

    # the panel, by its keys
    page.get_by_role("link", name="Panel").click()
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("patient@example.org")
    expect(page.locator(".keys")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="patient@example.org")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("patient@example.org")
    diary = page.url

    # dark, and without a script
    for options in ({"color_scheme": "dark"}, {"java_script_enabled": False}):
        state = page.context.storage_state()
        other = new_page(storage_state=state, **options)
        for path, part in (("/clinic/", "table.panel"), (diary, "#course svg.timeline")):
            other.goto(path)
            expect(other.locator(part)).to_be_visible()
            if "color_scheme" in options:
                assert axe.violations(other) == []

    # the person has seen it all, and ends it
    seen = {row["what"] for row in patient.read("me/access-log/")["results"]}
    assert {"clinic page", "writes findings", "writes annotations"} <= seen
    patient.write("DELETE", "grants/")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("nothing here that is open to you")
    assert "24°" not in page.content()
    assert axe.violations(page) == []
    page.goto("/clinic/")
    expect(page.get_by_role("main")).to_contain_text("Nobody has opened a diary to you yet")
    page.go_back()
    expect(page.get_by_role("main")).to_contain_text("nothing here that is open to you")


def test_asked_to_join_a_practice_given_another_role_and_gone(
    new_page: Callable[..., Page], server: Server
) -> None:
    for name in ("chief", "newcomer"):
        email = f"{name}@example.org"
        server.manage("create_clinician", email, "--password-stdin", stdin=PASSWORD)
    server.manage("create_practice", "Lake Street", "--admin", "chief@example.org")

    # asked
    chief = new_page()
    sign_in(chief, "chief@example.org")
    expect(chief.get_by_role("main")).to_contain_text("As an administrator you see no diary")
    assert axe.violations(chief) == []
    chief.get_by_role("main").get_by_role("link", name="Practices").click()
    chief.get_by_role("link", name="Members of Lake Street").click()
    chief.get_by_label("Address of a clinician’s account").fill("newcomer@example.org")
    chief.get_by_role("button", name="Ask", exact=True).click()
    expect(chief.locator(".members")).to_contain_text("asked, has not agreed yet")
    assert axe.violations(chief) == []

    # agreed, without a script and in the dark
    newcomer = new_page(color_scheme="dark", java_script_enabled=False)
    sign_in(newcomer, "newcomer@example.org")
    newcomer.get_by_role("link", name="See what it asks").click()
    expect(newcomer.get_by_role("main")).to_contain_text("Lake Street asks you to become a member")
    newcomer.get_by_role("button", name="Agree").click()
    expect(newcomer.get_by_role("status")).to_contain_text("You are a member of Lake Street")

    # another role, in place
    chief.reload()
    roles = chief.get_by_role("group", name="Roles of newcomer@example.org")
    expect(roles.get_by_label("clinician: reads")).to_be_checked()
    roles.get_by_label("clinician: reads").uncheck()
    roles.get_by_label("assistant: sees").check()
    chief.get_by_role("button", name="Change roles newcomer@example.org").click()
    expect(roles.get_by_label("assistant: sees")).to_be_checked()
    assert axe.violations(chief) == []

    # gone
    newcomer.goto("/clinic/practices/")
    expect(newcomer.get_by_role("main")).to_contain_text("assistant: sees the panel")
    newcomer.get_by_role("button", name="Leave Lake Street").click()
    expect(newcomer.get_by_role("main")).to_contain_text("You are in no practice")


def synced(patient: Person) -> list[dict[str, Any]]:
    """What a new phone of the person gets."""
    asked = {
        "protocol": 1,
        "schema": 1,
        "person": patient.read("me/")["id"],
        "device": "00000000-0000-4000-8000-000000000001",
        "sent_at": datetime.now(UTC).isoformat(),
        "cursor": None,
        "limit": 500,
        "ops": [],
    }
    changes: list[dict[str, Any]] = []
    while True:
        answer = patient.write("POST", "sync/", asked)
        changes += answer["changes"]
        asked["cursor"] = answer["cursor"]
        if not answer["has_more"]:
            return changes
