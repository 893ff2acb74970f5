"""Who is let in, how far, and until when: through the API, as the people themselves."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Scope, User
from care.models import Grant, Opening
from tests.conftest import EPISODE, Caller, caller


@pytest.fixture
def doctor(clinician: User) -> Caller:
    return caller(clinician, Scope.PATIENTS_READ, Scope.DIARY_WRITE)


def share(api: Caller, doctor: Caller, **terms: Any) -> str:
    """The owner invites, the clinician accepts; returns the person's id."""
    code = api.post("invitations/", terms).json()["code"]
    answer = doctor.post("invitations/accept/", {"code": code.lower()})
    assert answer.status_code == 201
    return str(answer.json()["person"])


def test_the_diary_is_private_by_default(api: Caller, doctor: Caller, owner: User) -> None:
    api.post("episodes/", EPISODE)
    assert doctor.get("patients/").json()["results"] == []
    assert doctor.get(f"patients/{owner.pk}/episodes/").status_code == 404


def test_an_accepted_invitation_opens_what_it_names(api: Caller, doctor: Caller) -> None:
    api.post("episodes/", EPISODE | {"notes": "for me alone"})
    api.put("check-ins/2026-03-01/", {"time_zone": "Europe/Berlin"})
    person = share(api, doctor, sections=["episodes"])
    [patient] = doctor.get("patients/").json()["results"]
    assert patient["person"] == person
    [episode] = doctor.get(f"patients/{person}/episodes/").json()["results"]
    assert "notes" not in episode
    assert doctor.get(f"patients/{person}/check-ins/").json()["results"] == []


def test_notes_are_shown_only_where_they_are_shared(api: Caller, doctor: Caller) -> None:
    api.post("episodes/", EPISODE | {"notes": "for you too"})
    person = share(api, doctor, notes=True)
    [episode] = doctor.get(f"patients/{person}/episodes/").json()["results"]
    assert episode["notes"] == "for you too"


def test_a_grant_opens_its_period_and_nothing_around_it(api: Caller, doctor: Caller) -> None:
    ids = {}
    for day in ("2026-02-28", "2026-03-01", "2026-03-02"):
        answer = api.post("episodes/", EPISODE | {"started_at": f"{day}T12:00:00+01:00"})
        ids[day] = answer.json()["id"]
    person = share(api, doctor, **{"from": "2026-03-01", "to": "2026-03-02"})
    shown = doctor.get(f"patients/{person}/episodes/").json()["results"]
    assert [row["id"] for row in shown] == [ids["2026-03-01"]]
    one = doctor.get(f"patients/{person}/episodes/{ids['2026-03-02']}/")
    assert one.status_code == 404


def test_report_only_opens_no_record(api: Caller, doctor: Caller) -> None:
    api.post("episodes/", EPISODE)
    person = share(api, doctor, report_only=True)
    assert doctor.get(f"patients/{person}/episodes/").json()["results"] == []


def test_revoking_ends_it_at_once(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    [grant] = api.get("grants/").json()["results"]
    assert grant["clinician"] == "clinician@example.org"
    assert api.delete(f"grants/{grant['id']}/").status_code == 204
    assert doctor.get(f"patients/{person}/episodes/").status_code == 404
    assert doctor.get("patients/").json()["results"] == []
    assert doctor.post(f"patients/{person}/findings/", {}).status_code == 404


def test_an_expired_grant_opens_nothing(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    Grant.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert doctor.get(f"patients/{person}/episodes/").status_code == 404


def test_all_sharing_ends_with_one_request(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    assert api.delete("grants/").status_code == 204
    assert doctor.get(f"patients/{person}/episodes/").status_code == 404


def test_a_code_works_once_and_only_for_a_clinician(
    api: Caller, doctor: Caller, stranger: User
) -> None:
    code = api.post("invitations/", {}).json()["code"]
    refused = caller(stranger).post("invitations/accept/", {"code": code})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_clinician")
    assert doctor.post("invitations/accept/", {"code": code}).status_code == 201
    again = doctor.post("invitations/accept/", {"code": code})
    assert again.json()["errors"][0]["code"] == "unknown_code"


@pytest.mark.parametrize("body", [{}, [], {"code": 3}, {"code": "x"}, {"code": "A", "more": 1}])
def test_a_bad_code_is_refused(doctor: Caller, body: Any) -> None:
    assert doctor.post("invitations/accept/", body).status_code == 400


def test_an_invitation_can_be_taken_back(api: Caller, doctor: Caller) -> None:
    made = api.post("invitations/", {}).json()
    [waiting] = api.get("invitations/").json()["results"]
    assert waiting["id"] == made["id"]
    assert "code" not in waiting
    assert api.delete(f"invitations/{made['id']}/").status_code == 204
    assert api.delete(f"invitations/{made['id']}/").status_code == 404
    assert doctor.post("invitations/accept/", {"code": made["code"]}).status_code == 400
    assert api.get("invitations/").json()["results"] == []


@pytest.mark.parametrize(
    ("terms", "path"),
    [
        ({"sections": ["secrets"]}, "sections[0]"),
        ({"until": "2001-01-01T00:00:00Z"}, "until"),
        ({"until": "2190-01-01T00:00:00Z"}, "until"),
        ({"from": "2026-03-02", "to": "2026-03-02"}, "to"),
        ({"who": "x"}, "who"),
        ([], "$"),
    ],
)
def test_bad_terms_are_refused(api: Caller, terms: Any, path: str) -> None:
    answer = api.post("invitations/", terms)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == path


def test_somebody_elses_grant_cannot_be_ended(api: Caller, doctor: Caller, stranger: User) -> None:
    share(api, doctor)
    grant = Grant.objects.get()
    assert caller(stranger).delete(f"grants/{grant.pk}/").status_code == 404
    assert Grant.objects.active(timezone.now()).exists()


def test_every_opening_is_written_down_once(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    doctor.get(f"patients/{person}/episodes/")
    doctor.get(f"patients/{person}/doses/")
    log = api.get("me/access-log/").json()["results"]
    assert [(o["who"], o["what"]) for o in log] == [
        ("clinician@example.org", "doses"),
        ("clinician@example.org", "episodes"),
    ]


def test_the_access_log_cannot_be_edited(api: Caller, doctor: Caller) -> None:
    doctor.get(f"patients/{share(api, doctor)}/episodes/")
    opening = Opening.objects.get()
    for edit in (
        opening.save,
        opening.delete,
        Opening.objects.all().delete,
        lambda: Opening.objects.update(what="nothing"),
    ):
        with pytest.raises(TypeError):
            edit()


def test_findings_are_a_clinicians_and_come_down_to_the_phone(
    api: Caller, doctor: Caller, owner: User
) -> None:
    person = share(api, doctor)
    finding = {"id": str(uuid.uuid4()), "on": "2026-03-02", "kind": "flexion_rotation_test"}
    path = f"patients/{person}/findings/"
    assert doctor.post(path, finding).status_code == 201
    assert doctor.post(path, finding).status_code == 200
    assert [f["id"] for f in doctor.get(path).json()["results"]] == [finding["id"]]
    assert [c["kind"] for c in pull(api, owner)] == ["findings"]
    assert doctor.post(path, {"on": "x"}).status_code == 400


def test_a_note_reaches_the_person_only_when_it_is_shared(
    api: Caller, doctor: Caller, owner: User
) -> None:
    path = f"patients/{share(api, doctor)}/annotations/"
    note = {"id": str(uuid.uuid4()), "on": "2026-03-02", "text": "FRT?", "visibility": "private"}
    assert doctor.post(path, note).json()["author"] == "clinician@example.org"
    assert doctor.post(path, note | {"author": "clinician@example.org"}).status_code == 200
    assert pull(api, owner) == []
    one = f"{path}{note['id']}/"
    doctor.patch(one, {"visibility": "shared", "author": "Dr No"})
    [shared] = pull(api, owner)
    assert (shared["fields"]["text"], shared["deleted"]) == ("FRT?", False)
    assert shared["fields"]["author"] == "clinician@example.org"
    doctor.patch(one, {"visibility": "private"})
    [taken_back] = pull(api, owner)
    assert (taken_back["fields"], taken_back["deleted"]) == (None, True)
    assert api.get("me/archive/").json()["annotations"] == []
    assert doctor.delete(one).status_code == 204
    assert doctor.get(one).status_code == 404


def test_only_its_author_changes_a_note(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    other = User.objects.create_user("other@example.org", "x", role="clinician")
    colleague = caller(other, Scope.PATIENTS_READ, Scope.DIARY_WRITE)
    share(api, colleague)
    note = doctor.post(
        f"patients/{person}/annotations/", {"on": "2026-03-02", "text": "mine"}
    ).json()
    path = f"patients/{person}/annotations/{note['id']}/"
    assert colleague.get(path).status_code == 404
    assert colleague.patch(path, {"text": "yours"}).status_code == 404
    assert colleague.delete(path).status_code == 404


def test_a_clinician_writes_nothing_else(api: Caller, doctor: Caller) -> None:
    person = share(api, doctor)
    assert doctor.post(f"patients/{person}/episodes/", EPISODE).status_code == 405
    hidden = share(api, doctor, sections=["episodes"])
    assert doctor.post(f"patients/{hidden}/findings/", {}).status_code == 404


def test_a_token_needs_the_scope(api: Caller, doctor: Caller, clinician: User) -> None:
    person = share(api, doctor)
    diary_only = caller(clinician, Scope.DIARY_READ)
    refused = diary_only.get(f"patients/{person}/episodes/")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    reader = caller(clinician, Scope.PATIENTS_READ)
    finding = {"on": "2026-03-02", "kind": "rotation"}
    assert reader.post(f"patients/{person}/findings/", finding).status_code == 403


def pull(api: Caller, owner: User) -> list[dict[str, Any]]:
    """What the owner's phone gets from the beginning."""
    request = {
        "protocol": 1,
        "schema": 1,
        "person": str(owner.pk),
        "device": str(uuid.uuid4()),
        "sent_at": timezone.now().isoformat(),
        "cursor": None,
        "ops": [],
    }
    changes: list[dict[str, Any]] = api.post("sync/", request).json()["changes"]
    return changes


def test_a_code_is_sent_to_no_text_that_is_no_address(api: Caller) -> None:
    answer = api.post("invitations/", {"email": "days_needed"})
    problem = answer.json()["errors"][0]
    assert (answer.status_code, problem["path"]) == (400, "email")
    assert problem["code"] == "wrong_format"
    assert api.get("invitations/").json()["results"] == []
