"""A language that nobody speaks, longer than German: it finds what goes round the catalogue."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from phone import texts
from tests.e2e.phone import FORMS, OFF_THE_EDGE, PAGES, Phone
from tests.e2e.server import Server, person_from_sign_up

LETTERS = str.maketrans("aeiounscAEIOU", "àéîöüñšçÀÉÎÖÜ")
#: Visible texts and spoken names, without what is between the brackets, from the inside out.
NOT_SAID = """() => {
  const strip = (text) => {
    for (let before = ''; before !== text; ) {
      before = text;
      text = text.replace(/⟦[^⟦⟧]*⟧/g, '');
    }
    return text;
  };
  const found = [];
  const inside = document.querySelectorAll('#title, #state, #main, #toast, #signs');
  for (const part of inside) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: one, data } = walker.currentNode;
      if (one.closest('noscript, option')) continue;
      if (one.checkVisibility()) found.push(data);
    }
    for (const one of part.querySelectorAll('[aria-label]'))
      found.push(one.getAttribute('aria-label'));
  }
  return found.map((text) => strip(text).trim()).filter((text) => /[a-zà-ž]/i.test(text));
}"""
#: Words that are wider than their box.
CUT = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, .skip, select'))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => `${one.outerHTML.slice(0, 90)} ${one.scrollWidth} > ${one.clientWidth}`)"""
#: Months, days and units come from the browser in the language of the page.
BY_THE_BROWSER = {
    "Min.", "Std.", "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So", "Montag", "Dienstag", "Mittwoch",
    "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar", "Februar", "März", "April", "Mai",
    "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Jan.", "Feb.",
    "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.", "und",
}  # fmt: skip
#: What the vocabulary says that is shown as it is.
SHOWN = {"label", "urgent"}
TYPED = {"Ibuprofen"}
#: Languages are named in themselves.
LANGUAGES = {"English", "Deutsch"}


def _pseudo(text: str) -> str:
    """Forty per cent longer, and with marks; the holes for values stay."""
    parts = text.split("{")
    said = "{".join(
        part if n and "}" not in part else _accented(part, n > 0) for n, part in enumerate(parts)
    )
    return f"⟦{said}{'·~' * (len(text) // 5)}⟧"


def _accented(part: str, has_hole: bool) -> str:
    hole, mark, rest = part.partition("}") if has_hole else ("", "", part)
    return hole + mark + rest.translate(LETTERS)


def _labels(node: Any) -> Any:
    """The vocabulary with every label said in this language."""
    if isinstance(node, list):
        return [_labels(one) for one in node]
    if isinstance(node, dict):
        return {
            key: _pseudo(one) if key in SHOWN and isinstance(one, str) else _labels(one)
            for key, one in node.items()
        }
    return node


@pytest.fixture(scope="module")
def pseudo_phone(browser: Browser, server: Server) -> Iterator[Phone]:
    context = browser.new_context(
        base_url=server.url,
        locale="de-DE",
        viewport={"width": 360, "height": 740},
        service_workers="block",
    )
    catalog = {text: _pseudo(text) for text in texts.sentences()}

    def words(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=_labels(answer.json()))

    context.route("**/catalog/de.*.json", lambda route: route.fulfill(body=json.dumps(catalog)))
    context.route("**/api/v1/vocabulary/", words)
    phone = Phone(context)
    person = person_from_sign_up(server)
    phone.open()
    _is_all_said(phone, "sign-in")
    phone.page.locator("input[type=email]").fill(person.email)
    phone.page.locator("input[type=password]").fill(person.password)
    phone.page.locator("form .main").click()
    phone.ready("today")
    phone.page.locator(".going, main .push").first.wait_for(state="attached")
    yield phone
    context.close()
    assert phone.errors == []


def _is_all_said(phone: Phone, screen: str) -> None:
    phone.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    phone.page.wait_for_timeout(200)
    said = phone.page.evaluate(NOT_SAID)
    left = [text for text in said if not set(_words(text)) <= BY_THE_BROWSER | TYPED | LANGUAGES]
    assert left == [], f"not in the catalogue, on {screen}"
    for large in (False, True):
        phone.double_text(large)
        assert phone.page.evaluate(CUT) == [], f"cut, on {screen}, large text: {large}"
        assert phone.page.evaluate(OFF_THE_EDGE) <= 0, f"{screen}, large text: {large}"
    phone.double_text(False)


def _words(text: str) -> list[str]:
    """All but addresses, which are typed."""
    words = (word.strip(",:()") for word in text.split() if "@" not in word)
    return [word for word in words if any(map(str.isalpha, word))]


@pytest.mark.parametrize("screen", ["", *PAGES, *FORMS])
def test_every_page_says_everything_in_the_language_and_cuts_nothing(
    pseudo_phone: Phone, screen: str
) -> None:
    pseudo_phone.go(screen)
    _is_all_said(pseudo_phone, screen)


def test_a_headache_says_everything_in_the_language_and_cuts_nothing(
    pseudo_phone: Phone,
) -> None:
    pseudo_phone.go("")
    pseudo_phone.page.locator("#headache-now").click()
    pseudo_phone.ready("now")
    pseudo_phone.page.get_by_role("radio").nth(7).click()
    pseudo_phone.page.locator(".map").wait_for()
    _is_all_said(pseudo_phone, "headache")
    pseudo_phone.go("")
    _is_all_said(pseudo_phone, "going on")
    end: Callable[[], None] = pseudo_phone.page.locator(".going .strong").click
    end()
    _is_all_said(pseudo_phone, "ending")
