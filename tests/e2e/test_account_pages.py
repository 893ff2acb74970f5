"""The account pages in a real browser: a narrow phone, both themes."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.server import PASSWORD, Server, new_address

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ["email", "password/change", "2fa", "2fa/totp/activate", "2fa/webauthn/add", "sessions"]


@pytest.fixture(params=["dark", "light"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    scheme: Literal["dark", "light"] = request.param
    context = browser.new_context(
        base_url=server.url, color_scheme=scheme, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    assert complaints == []


def submit(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click("form:has([name=csrfmiddlewaretoken]) .button:not(.quiet)")
    page.wait_for_load_state()


def test_an_account_is_made_kept_and_left(page: Page, server: Server) -> None:
    email = new_address()
    page.goto("/accounts/signup/")
    submit(page, email=email, password1="short")
    assert "too short" in page.inner_text(".errorlist")
    submit(page, email=email, password1=PASSWORD)
    assert page.url == f"{server.url}/app/"
    for name in PAGES:
        page.goto(f"/accounts/{name}/")
        if "reauthenticate" in page.url:
            submit(page, password=PASSWORD)
        assert page.url == f"{server.url}/accounts/{name}/"
        assert page.evaluate(TOO_WIDE) <= 0, name
    page.goto("/accounts/logout/")
    submit(page)
    page.goto("/accounts/login/")
    submit(page, login=email, password="not this one")
    assert "not correct" in page.inner_text(".errorlist")
    submit(page, login=email, password=PASSWORD)
    assert page.url == f"{server.url}/app/"


GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_theme_that_was_chosen_on_the_phone_holds_here_too(page: Page) -> None:
    page.goto("/accounts/login/")
    for theme, ground in [("light", "rgb(243, 240, 233)"), ("dim", "rgb(0, 0, 0)")]:
        page.evaluate("theme => localStorage.setItem('nape.theme', theme)", theme)
        page.reload()
        assert page.evaluate(GROUND) == ground
