"""The only doors to a diary, each tried by everybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Role, Scope, User
from care import access
from care.access import NotOpen, ScopeMissing
from care.models import Grant, Opening
from care.services.grants import Terms
from diary.models import WriteOutsideTheDoor
from diary.services import annotations, documents
from diary.shapes import ANNOTATIONS, CHECK_INS, EPISODES, FINDINGS, MARKS, MEDICATIONS
from tests.conftest import EPISODE

pytestmark = pytest.mark.django_db
EVERY_SECTION = ["episodes", "check_ins", "medicines", "treatments", "visits", "profile"]


def actor(user: User, *scopes: Scope) -> Actor:
    return Actor(user.pk, user.role, frozenset(scopes or tuple(Scope)), "token")


def grant(person: User, clinician: User, **terms: object) -> Grant:
    now = timezone.now()
    usual = {"sections": EVERY_SECTION, "expires_at": now + timedelta(days=1), "created_at": now}
    return Grant.objects.create(person=person, clinician=clinician, **(usual | terms))


def record(person: User, day: str = "2026-03-01", **more: object) -> None:
    said = EPISODE | {"started_at": f"{day}T12:00:00Z"} | more
    with access.writable_diary(actor(person)).writing() as door:
        documents.create(door, EPISODES, documents.read(EPISODES, said))


# --- one's own


def test_people_read_and_write_their_own(owner: User, stranger: User) -> None:
    record(owner)
    assert access.readable_diary(actor(owner)).rows(EPISODES).count() == 1
    assert access.readable_diary(actor(stranger)).rows(EPISODES).count() == 0


def test_an_offer_counts_what_its_terms_would_open(owner: User) -> None:
    record(owner)
    record(owner, "2026-02-01")
    until = timezone.now() + timedelta(days=1)
    terms = Terms(("episodes",), until, first_day=date(2026, 3, 1), report_only=True)
    offered = access.offered_diary(actor(owner), terms)
    assert offered.rows(EPISODES).count() == 1
    assert CHECK_INS.kind not in offered.kinds
    assert not offered.shows_records
    assert not Grant.objects.exists() and not Opening.objects.exists()
    with pytest.raises(ScopeMissing):
        access.offered_diary(actor(owner, Scope.DIARY_WRITE), terms)


@pytest.mark.parametrize(
    ("scope", "reads", "writes", "checks_in"),
    [
        (Scope.DIARY_READ, True, False, False),
        (Scope.DIARY_WRITE, False, True, True),
        (Scope.CHECK_IN_WRITE, False, False, True),
        (Scope.PATIENTS_READ, False, False, False),
    ],
)
def test_a_token_opens_what_its_scopes_name(
    owner: User, scope: Scope, reads: bool, writes: bool, checks_in: bool
) -> None:
    def opens(door: object, *args: object) -> bool:
        try:
            door(actor(owner, scope), *args)  # type: ignore[operator]
        except ScopeMissing:
            return False
        return True

    assert opens(access.readable_diary) is reads
    assert opens(access.writable_diary) is writes
    assert opens(access.writable_diary, EPISODES) is writes
    assert opens(access.writable_diary, CHECK_INS) is checks_in


def test_the_door_of_one_does_not_write_for_another(owner: User, stranger: User) -> None:
    record(owner)
    [row] = access.readable_diary(actor(owner)).rows(EPISODES)
    with access.writable_diary(actor(stranger)).writing(), pytest.raises(WriteOutsideTheDoor):
        row.save()


def test_the_deleted_is_hidden_but_for_sync_and_the_bin(owner: User) -> None:
    record(owner)
    with access.writable_diary(actor(owner)).writing() as door:
        row = door.find("episodes", access.readable_diary(actor(owner)).rows(EPISODES)[0].id)
        assert row
        row.deleted_at = door.now
        door.keep(row)
    mine = access.readable_diary(actor(owner))
    assert (mine.rows(EPISODES).count(), mine.everything(EPISODES).count()) == (0, 1)


# --- somebody else's


def test_without_a_grant_nothing_opens(owner: User, clinician: User, stranger: User) -> None:
    for somebody in (clinician, stranger):
        with pytest.raises(NotOpen):
            access.readable_diary(actor(somebody), owner.pk)
        with pytest.raises(NotOpen):
            access.examined_diary(actor(somebody), owner.pk, FINDINGS)
    assert not Opening.objects.exists()


def test_a_grant_opens_one_diary_and_no_other(owner: User, stranger: User, clinician: User) -> None:
    third = User.objects.create_user("third@example.org")
    grant(owner, clinician)
    grant(stranger, clinician)
    for person in (owner, stranger):
        assert access.readable_diary(actor(clinician), person.pk).person_id == person.pk
    with pytest.raises(NotOpen):
        access.readable_diary(actor(clinician), third.pk)
    assert len(access.diaries_open_to(actor(clinician))) == 2


def test_of_several_grants_of_one_person_the_last_one_counts(
    owner: User, stranger: User, clinician: User
) -> None:
    now = timezone.now()
    wide = grant(owner, clinician, created_at=now - timedelta(days=2))
    narrow = grant(owner, clinician, sections=["visits"], created_at=now - timedelta(days=1))
    other = grant(stranger, clinician, created_at=now - timedelta(days=3))
    reader = actor(clinician)
    assert access.diaries_open_to(reader) == [narrow, other]
    diary = access.readable_diary(reader, owner.pk)
    assert diary.grant == narrow
    assert access.others_open(diary) == 1
    Grant.objects.filter(pk=narrow.pk).update(revoked_at=now)
    assert access.diaries_open_to(reader) == [wide, other]
    diary = access.readable_diary(reader, owner.pk)
    assert diary.grant == wide
    assert access.others_open(diary) == 0


@pytest.mark.parametrize(
    "ended",
    [
        {"revoked_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"expires_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_an_ended_grant_opens_nothing(
    owner: User, clinician: User, ended: dict[str, object]
) -> None:
    grant(owner, clinician, **ended)
    with pytest.raises(NotOpen):
        access.readable_diary(actor(clinician), owner.pk)


def test_only_clinicians_with_the_scope_use_grants(owner: User, clinician: User) -> None:
    grant(owner, clinician)
    with pytest.raises(ScopeMissing, match=Scope.PATIENTS_READ):
        access.readable_diary(actor(clinician, Scope.DIARY_READ), owner.pk)
    clinician.role = Role.PERSON
    with pytest.raises(NotOpen):
        access.readable_diary(actor(clinician), owner.pk)


def test_every_opening_is_written_down(owner: User, clinician: User) -> None:
    made = grant(owner, clinician)
    access.readable_diary(actor(clinician), owner.pk, "report")
    opening = Opening.objects.get()
    assert (opening.person_id, opening.actor_id, opening.what) == (
        owner.pk, clinician.pk, "report",
    )  # fmt: skip
    assert opening.grant_id == made.pk


def test_a_grant_opens_its_days_and_sections(owner: User, clinician: User) -> None:
    for day in ("2026-02-28", "2026-03-01", "2026-03-02"):
        record(owner, day)
    terms = {"first_day": date(2026, 3, 1), "end_day": date(2026, 3, 2), "sections": ["episodes"]}
    grant(owner, clinician, **terms)
    diary = access.readable_diary(actor(clinician), owner.pk)
    assert [row.day for row in diary.rows(EPISODES)] == [date(2026, 3, 1)]
    assert diary.everything(MARKS).count() == diary.everything(MEDICATIONS).count() == 0
    assert diary.period == (date(2026, 3, 1), date(2026, 3, 2))
    assert access.readable_diary(actor(owner)).period == (None, None)


@pytest.mark.parametrize(("notes", "hidden"), [(True, set()), (False, {"notes"})])
def test_notes_are_hidden_unless_shared(
    owner: User, clinician: User, notes: bool, hidden: set[str]
) -> None:
    grant(owner, clinician, notes=notes)
    assert access.readable_diary(actor(clinician), owner.pk).hides == hidden
    assert access.readable_diary(actor(owner)).hides == set()


def test_a_clinician_writes_findings_and_notes_only(owner: User, clinician: User) -> None:
    grant(owner, clinician)
    doctor = actor(clinician)
    for shape in (FINDINGS, ANNOTATIONS):
        assert access.examined_diary(doctor, owner.pk, shape).person_id == owner.pk
    with pytest.raises(NotOpen):
        access.examined_diary(doctor, owner.pk, EPISODES)
    with pytest.raises(ScopeMissing):
        access.examined_diary(actor(clinician, Scope.PATIENTS_READ), owner.pk, FINDINGS)


def test_findings_need_their_section(owner: User, clinician: User) -> None:
    grant(owner, clinician, sections=["episodes"])
    with pytest.raises(NotOpen):
        access.examined_diary(actor(clinician), owner.pk, FINDINGS)


def test_private_notes_are_their_authors_alone(
    owner: User, clinician: User, stranger: User
) -> None:
    stranger.role = Role.CLINICIAN
    stranger.save()
    grant(owner, clinician)
    grant(owner, stranger)
    with access.examined_diary(actor(clinician), owner.pk, ANNOTATIONS).writing() as door:
        for visibility in ("private", "shared"):
            said = {"on": "2026-03-01", "text": visibility, "visibility": visibility}
            document = documents.read(ANNOTATIONS, said)
            annotations.write(door, document, author_id=clinician.pk, author="Dr.")

    def seen(user: User, person: User | None) -> set[str]:
        diary = access.readable_diary(actor(user), person and person.pk)
        return {row.values["text"] for row in diary.rows(ANNOTATIONS)}

    assert seen(clinician, owner) == {"private", "shared"}
    assert seen(stranger, owner) == seen(owner, None) == {"shared"}
