"""What a clinician writes: findings and notes, once, with faults beside their fields."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from care.models import Grant
from diary.models import Annotation, Finding
from tests.clinic.conftest import World, sign_in
from tests.conftest import caller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TEST = {"on": "2026-06-09", "kind": "flexion_rotation_test", "side": "right", "degrees": "24,5"}
NOTE = {"on": "2026-06-09", "text": "Try the lower pillow.", "visibility": "private"}


def post(world: World, what: str, body: dict[str, str], browser: Client | None = None) -> Any:
    return (browser or world.browser()).post(f"{world.page}{what}/", body)


def test_a_finding_is_written_and_stands_on_the_page_and_in_the_diary(world: World) -> None:
    answer = post(world, "findings", TEST | {"result": "positive", "text": "firm end feel"})
    assert (answer.status_code, answer["Location"]) == (302, f"{world.page}#findings")
    finding = Finding.objects.get(person=world.owner)
    assert (finding.degrees, finding.result) == (24.5, "positive")
    page = world.text()
    assert "Flexion–rotation test, right" in page
    assert "24.5°, positive" in page
    [seen] = caller(world.owner).get("me/archive/").json()["findings"]
    assert seen["text"] == "firm end feel"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (TEST | {"degrees": "wide"}, "findings-degrees-fault"),
        (TEST | {"degrees": "400"}, "findings-degrees-fault"),
        (TEST | {"kind": ""}, "findings-kind-fault"),
        (TEST | {"on": "yesterday"}, "findings-on-fault"),
        (TEST | {"side": "upside"}, "findings-side-fault"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    world: World, body: dict[str, str], fault: str
) -> None:
    answer = post(world, "findings", body | {"text": "kept as typed"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count("-fault") == page.count(fault)
    assert fault in page
    assert "kept as typed" in page
    assert "Nothing was written yet" in page
    assert not Finding.objects.filter(person=world.owner).exists()


def test_the_range_that_was_looked_at_stays(world: World) -> None:
    asked = "from=2026-05-01&until=2026-05-31"
    page = world.text(f"?{asked}")
    shown = asked.replace("&", "&amp;")
    assert f'action="{world.page}findings/?{shown}"' in page
    for what, body in (("findings", TEST), ("notes", NOTE)):
        written = world.browser().post(f"{world.page}{what}/?{asked}&more=x", body)
        assert written["Location"] == f"{world.page}?{asked}#{what}"
    note = Annotation.objects.get(person=world.owner)
    path = f"{world.page}notes/{note.id}/?{asked}"
    shared = world.browser().post(path, {"do": "share"})
    assert shared["Location"] == f"{world.page}?{asked}#notes"
    again = world.browser().post(f"{world.page}findings/?{asked}", TEST | {"on": "x"})
    assert f'href="{world.page}?{shown}"' in again.content.decode()


def test_a_form_that_is_sent_twice_is_written_once(world: World) -> None:
    id = {"id": str(uuid.uuid4())}
    for _twice in range(2):
        assert post(world, "findings", TEST | id).status_code == 302
        assert post(world, "notes", NOTE | id).status_code == 302
    assert Finding.objects.filter(person=world.owner).count() == 1
    assert Annotation.objects.filter(person=world.owner).count() == 1


def test_a_form_that_was_changed_and_sent_again_loses_nothing(world: World) -> None:
    id = {"id": str(uuid.uuid4())}
    post(world, "notes", NOTE | id)
    post(world, "notes", NOTE | id | {"text": "Or no pillow at all."})
    texts = Annotation.objects.filter(person=world.owner).values_list("text", flat=True)
    assert sorted(texts) == ["Or no pillow at all.", "Try the lower pillow."]


def test_a_private_note_stays_with_its_author(world: World) -> None:
    post(world, "notes", NOTE)
    assert "Try the lower pillow." in world.text()
    assert "private to you" in world.text()
    assert caller(world.owner).get("me/archive/").json()["annotations"] == []


def test_a_note_is_shared_taken_back_and_deleted(world: World) -> None:
    post(world, "notes", NOTE)
    note = Annotation.objects.get(person=world.owner)
    change = f"notes/{note.id}"
    for do, visibility in (("share", "shared"), ("hide", "private")):
        assert post(world, change, {"do": do}).status_code == 302
        note.refresh_from_db()
        assert note.visibility == visibility
    assert note.was_shared
    post(world, change, {"do": "delete"})
    assert "Try the lower pillow." not in world.text()
    assert post(world, change, {"do": "share"}).status_code == 404


def test_a_note_that_ends_before_it_begins_is_refused(world: World) -> None:
    answer = post(world, "notes", NOTE | {"until": "2026-06-01"})
    assert answer.status_code == 400
    assert "notes-until-fault" in answer.content.decode()


def test_nobody_changes_anothers_note(world: World) -> None:
    post(world, "notes", NOTE | {"visibility": "shared"})
    note = Annotation.objects.get(person=world.owner)
    other = User.objects.create_user("other@example.org", None, role=Role.CLINICIAN)
    now = timezone.now()
    Grant.objects.create(
        person=world.owner, clinician=other, sections=["visits"], created_at=now,
        expires_at=world.grant.expires_at,
    )  # fmt: skip
    answer = post(world, f"notes/{note.id}", {"do": "delete"}, sign_in(other))
    assert answer.status_code == 404
    note.refresh_from_db()
    assert note.deleted_at is None
    assert post(world, f"notes/{note.id}", {"do": "nonsense"}).status_code == 404


@pytest.mark.parametrize("what", ["findings", "notes"])
def test_nothing_is_written_once_the_grant_has_ended(world: World, what: str) -> None:
    browser = world.browser()
    assert browser.get(world.page).status_code == 200
    Grant.objects.filter(pk=world.grant.pk).update(revoked_at=timezone.now())
    assert post(world, what, TEST | NOTE, browser).status_code == 404
    assert not Finding.objects.filter(person=world.owner).exists()
    assert not Annotation.objects.filter(person=world.owner).exists()


def test_a_section_that_is_kept_back_takes_no_finding(world: World) -> None:
    Grant.objects.filter(pk=world.grant.pk).update(sections=["episodes"])
    assert post(world, "findings", TEST).status_code == 404
