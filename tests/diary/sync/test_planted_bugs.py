"""One example for every bug that random lives may need hours to meet, and proof that it bites."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from diary.models import Diary
from tests.diary.sync import bugs, world
from tests.diary.sync.bugs import Plant
from tests.diary.sync.phone import CredulousPhone, ForgetfulPhone, Phone
from tests.diary.sync.talk import EPISODE, new_id
from tests.diary.sync.world import World

pytestmark = pytest.mark.django_db
Example = Callable[[World, type[Phone]], None]


def an_op_is_written_once(it: World, make: type[Phone]) -> None:
    """A reply is lost, and the phone sends the same again."""
    phone = it.phone(make)
    phone.write("episodes", new_id(), EPISODE)
    request = phone.request()
    first, again = it.server(request), it.server(request)
    assert (first["results"][0]["status"], again["results"][0]["status"]) == (
        "applied", "duplicate",
    )  # fmt: skip
    assert first["results"][0]["record"] == again["results"][0]["record"]
    assert len(it.history()) == it.revision() == 1


def a_cut_page_is_followed_by_the_rest(it: World, make: type[Phone]) -> None:
    """Three records are fetched one by one."""
    writer, reader = it.phone(make), it.phone(make)
    for _ in range(3):
        writer.write("marks", new_id(), {"on": "2026-03-01", "label": "x"})
    writer.sync(it.server)
    reader.sync(it.server, limit=1)
    assert reader.base == it.truth()


def the_later_wins_whatever_the_clocks_say(it: World, make: type[Phone]) -> None:
    """A clock that is two hours ahead writes first; one that is two hours behind writes later."""
    ahead, behind = it.phone(make, hours=2), it.phone(make, hours=-2)
    id = _shared_episode(it, ahead, behind)
    it.wait(minutes=1)
    ahead.write("episodes", id, {"peak_intensity": 3})
    it.wait(minutes=1)
    behind.write("episodes", id, {"peak_intensity": 7})
    behind.sync(it.server)
    ahead.sync(it.server)
    assert it.row("episodes", id).peak_intensity == 7


def who_had_seen_a_value_replaces_it(it: World, make: type[Phone]) -> None:
    """The entry of a writer who knew is older by the clock, which was put right in between."""
    one, two = it.phone(make), it.phone(make)
    id = _shared_episode(it, one, two)
    it.wait(hours=1)
    one.write("episodes", id, {"peak_intensity": 3})
    one.sync(it.server)
    two.sync(it.server)
    op = two.write("episodes", id, {"peak_intensity": 7})
    op["at"] = "2026-06-01T12:30:00Z"
    two.sync(it.server)
    assert it.row("episodes", id).peak_intensity == 7
    assert not any(change.lost for change in it.history())


def a_device_keeps_its_own_order(it: World, make: type[Phone]) -> None:
    """Two entries of one phone offline, the second after its clock was put back."""
    phone = it.phone(make)
    id = _shared_episode(it, phone)
    it.wait(hours=1)
    phone.write("episodes", id, {"peak_intensity": 3})
    op = phone.write("episodes", id, {"peak_intensity": 7})
    op["at"] = "2026-06-01T12:30:00Z"
    phone.sync(it.server, most=1)
    assert it.row("episodes", id).peak_intensity == 7


def an_acknowledged_entry_stays_in_sight(it: World, make: type[Phone]) -> None:
    """Between the answer and the next pull the entry must not vanish from the screen."""
    phone = it.phone(make)
    id = new_id()
    phone.write("episodes", id, EPISODE)
    phone.take(it.server(phone.request(limit=0)))
    assert ("episodes", id) in phone.view()


def an_entry_made_meanwhile_is_sent(it: World, make: type[Phone]) -> None:
    """The person writes while the request is on its way."""
    phone = it.phone(make)
    phone.write("marks", new_id(), {"on": "2026-03-01", "label": "first"})
    reply = it.server(phone.request())
    phone.write("marks", new_id(), {"on": "2026-03-01", "label": "second"})
    phone.take(reply)
    phone.sync(it.server)
    assert {r["fields"]["label"] for r in it.truth().values()} == {"first", "second"}


def a_late_reply_takes_nothing_back(it: World, make: type[Phone]) -> None:
    """A copy of an older reply arrives after a newer one."""
    phone = it.phone(make)
    id = _shared_episode(it, phone)
    phone.write("episodes", id, {"peak_intensity": 3})
    old = it.server(phone.request())
    phone.take(old)
    phone.write("episodes", id, {"peak_intensity": 7})
    phone.sync(it.server)
    phone.take(old)
    assert phone.view()["episodes", id]["peak_intensity"] == 7
    assert phone.base == it.truth()


def a_write_at_an_earlier_time_is_not_missed(it: World, make: type[Phone]) -> None:
    """The clock of the server is put back between two writes."""
    writer, reader = it.phone(make), it.phone(make)
    _shared_episode(it, writer, reader)
    it.wait(minutes=-5)
    writer.write("marks", new_id(), {"on": "2026-03-01", "label": "x"})
    writer.sync(it.server)
    reader.sync(it.server)
    assert reader.base == it.truth()


def deleting_beats_a_later_wish_to_keep(it: World, make: type[Phone]) -> None:
    """One deletes; another, who has not seen it, says later that it is not deleted."""
    one, two = it.phone(make), it.phone(make)
    id = _shared_episode(it, one, two)
    one.write("episodes", id, {"deleted": True})
    one.sync(it.server)
    it.wait(hours=1)
    two.write("episodes", id, {"deleted": False})
    two.sync(it.server)
    assert it.row("episodes", id).deleted_at


def a_losing_value_is_kept(it: World, make: type[Phone]) -> None:
    """Two write the same field unseen; the earlier is told and can be found."""
    one, two = it.phone(make), it.phone(make)
    id = _shared_episode(it, one, two)
    one.write("episodes", id, {"notes": "early"})
    it.wait(hours=1)
    two.write("episodes", id, {"notes": "late"})
    two.sync(it.server)
    [result] = it.server(one.request())["results"]
    assert result["status"] == "merged"
    assert [(e["mine"], e["theirs"]) for e in result["lost"]] == [("early", "late")]
    assert it.history()[-1].lost == {"notes": "early"}


def a_restored_server_is_noticed(it: World, make: type[Phone]) -> None:
    """The server lost a record with its last backup; the phone that has it offers it again."""
    one, two = it.phone(make), it.phone(make)
    id = _shared_episode(it, one, two)
    backup = it.revision()
    lost = new_id()
    one.write("marks", lost, {"on": "2026-03-01", "label": "after the backup"})
    one.sync(it.server)
    two.sync(it.server)
    _restore(it, "marks", lost, backup)
    for label in ("a", "b"):  # the counter passes the phone's cursor with the next push
        one.write("marks", new_id(), {"on": "2026-03-01", "label": label})
    for phone in (one, two, one, two):
        phone.sync(it.server)
    assert one.base == two.base == it.truth()
    assert it.row("marks", lost).label == "after the backup"
    assert ("episodes", id) in one.view()


def _shared_episode(it: World, *phones: Phone) -> str:
    """An episode that every phone has."""
    id = new_id()
    phones[0].write("episodes", id, EPISODE | {"peak_intensity": 1, "notes": ""})
    for phone in phones:
        phone.sync(it.server)
    return id


def _restore(it: World, kind: str, lost: str, revision: int) -> None:
    from diary import changes
    from diary.models import Change

    with changes.writing(it.person.pk, author=None, channel="shell"):
        it.row(kind, lost).delete()
    Change.objects.filter(person_id=it.person.pk, revision__gt=revision).delete()
    Diary.objects.filter(pk=it.person.pk).update(revision=revision)


CASES: dict[str, tuple[Example, Plant, type[Phone]]] = {
    "no op-id check": (an_op_is_written_once, bugs.no_op_id_check, Phone),
    "the cursor jumps ahead of a cut page": (
        a_cut_page_is_followed_by_the_rest, bugs.cursor_jumps_ahead, Phone),
    "raw device clock": (the_later_wins_whatever_the_clocks_say, bugs.raw_device_clock, Phone),
    "base and device ignored": (
        who_had_seen_a_value_replaces_it, bugs.base_and_device_ignored, Phone),
    "base ignored": (who_had_seen_a_value_replaces_it, bugs.no_base_rule, Phone),
    "no same-device rule": (a_device_keeps_its_own_order, bugs.no_same_device_rule, Phone),
    "answer without the record": (
        an_acknowledged_entry_stays_in_sight, bugs.answer_without_the_record, Phone),
    "the whole outbox is cleared": (an_entry_made_meanwhile_is_sent, nullcontext, ForgetfulPhone),
    "no revision guard": (a_late_reply_takes_nothing_back, nullcontext, CredulousPhone),
    "readers by timestamp": (
        a_write_at_an_earlier_time_is_not_missed, bugs.readers_go_by_time, Phone),
    "deletion like any field": (
        deleting_beats_a_later_wish_to_keep, bugs.deletion_is_a_field_like_any_other, Phone),
    "losing values forgotten": (a_losing_value_is_kept, bugs.losers_are_forgotten, Phone),
    "a cursor from a lost future goes on": (
        a_restored_server_is_noticed, bugs.cursor_judged_after_the_push, Phone),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_holds(name: str) -> None:
    example, _plant, _make = CASES[name]
    with world.running() as it:
        example(it, Phone)


@pytest.mark.parametrize("name", CASES)
def test_the_planted_bug_is_caught(name: str) -> None:
    example, plant, make = CASES[name]
    planted: AbstractContextManager[Any] = plant()
    with world.running() as it, planted, pytest.raises((AssertionError, KeyError)):
        example(it, make)
