"""The first page of a clinician's panel with 100 and with 10,000 people, and one person's page.

.venv/bin/python -m bench.panel
"""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bench import measure

FEW, MANY = 100, 10_000
COUNTED = 12
ORDERS = {"First page": "/clinic/", "Another order": "/clinic/?sort=days"}
NARROWED = {"Search": "/clinic/?q=patient1", "One rule": "/clinic/?why=overuse"}


def main() -> None:
    """Print the ratios; of searches the time alone, as many people find more than few."""
    measure.start()
    counted = _counted()
    few, many = (_clinician(count, counted) for count in (FEW, MANY))
    for name, path in ORDERS.items():
        small, large = measure.cpu(partial(_get, few, path), partial(_get, many, path), rounds=40)
        ratio, queries = large / small, _queries(many, path)
        detail = f"{large:.1f} ms, {small:.1f} ms with {FEW}, {queries} queries"
        met = ratio <= 1.5 and large <= 100 and queries <= 6
        measure.tell(f"{name} of {MANY}", ratio, "≤ 1.5, 100 ms, 6 queries", met=met, detail=detail)
    for name, path in NARROWED.items():
        (taken,) = measure.cpu(partial(_get, many, path), rounds=40)
        detail = f"{_queries(many, path)} queries"
        measure.tell(f"{name} in {MANY}, ms", taken, "≤ 100", met=taken <= 100, detail=detail)
    _person(counted[0].grant)


def _get(browser: Any, path: str) -> str:
    answer = browser.get(path, headers={"host": "127.0.0.1"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def _queries(browser: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        _get(browser, path)
    return len(queries)


def _counted() -> list[Any]:
    """Rows of real diaries, whose numbers the others share."""
    from django.core.management import call_command

    from insights.models import PanelRow

    call_command("demo_clinic", people=COUNTED, verbosity=0)
    return list(PanelRow.objects.select_related("grant").order_by("name"))


def _clinician(count: int, counted: list[Any]) -> Any:
    """A signed-in clinician with so many people."""
    from django.test import Client

    from accounts.models import Role, User
    from care.models import Grant
    from diary.models import Diary
    from insights.models import PanelRow

    clinician = User.objects.create_user(f"doctor{count}@example.org", None, role=Role.CLINICIAN)
    named = (f"patient{number}.of{count}@example.org" for number in range(count))
    people = User.objects.bulk_create(User(email=name, password="!") for name in named)
    Diary.objects.bulk_create(Diary(person=user) for user in people)
    grants = Grant.objects.bulk_create(_grants(clinician, people))
    rows = zip(grants, itertools.cycle(counted))
    PanelRow.objects.bulk_create(_row(grant, like) for grant, like in rows)
    browser = Client()
    browser.force_login(clinician)
    return browser


def _grants(clinician: Any, people: list[Any]) -> Iterator[Any]:
    from django.utils import timezone

    from care.models import Grant
    from care.models.grants import SECTIONS

    now = timezone.now()
    for number, person in enumerate(people):
        yield Grant(
            person=person,
            clinician=clinician,
            sections=list(SECTIONS),
            created_at=now - timedelta(seconds=number),
            expires_at=now + timedelta(days=90),
        )


def _row(grant: Any, like: Any) -> Any:
    from insights import freshness, panel
    from insights.models import PanelRow

    kept = {
        field.attname: getattr(like, field.attname)
        for field in PanelRow._meta.concrete_fields
        if field.attname != "grant_id"
    }
    own = {
        "reader": grant.clinician_id,
        "granted_at": grant.created_at,
        "name": grant.person.email,
        "scope": freshness.scope_of(panel.diary_of(grant)),
        "input_revision": 0,
    }
    return PanelRow(grant=grant, **kept | own)


def _person(grant: Any) -> None:
    from django.test import Client
    from django.utils import timezone

    from insights import panel
    from reports import jobs

    today = timezone.localdate()
    jobs.gather(panel.diary_of(grant), (today - timedelta(days=84), today))
    browser = Client()
    browser.force_login(grant.clinician)
    path = f"/clinic/{grant.person_id}/"
    (warm,) = measure.cpu(partial(_get, browser, path), rounds=20)
    assert "being counted" not in _get(browser, path)
    detail = f"{_queries(browser, path)} queries"
    measure.tell("A person's page, warm, ms", warm, "≤ 300", met=warm <= 300, detail=detail)


if __name__ == "__main__":
    main()
