"""A practice: each role sees its own and no more."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import Role, Scope, User
from care.models import Grant, Invitation, Opening, Practice, ShareLink
from care.models.practices import MemberRole
from care.services import practices
from tests.conftest import EPISODE, Caller, caller, enrol
from tests.reports.test_doors import fetch

pytestmark = pytest.mark.django_db(transaction=True)


def member(practice: Practice, name: str, role: MemberRole) -> Caller:
    user = User.objects.create_user(f"{name}@example.org", None, role=Role.CLINICIAN)
    enrol(practice=practice, email=user.email.upper(), role=role)
    return caller(user, Scope.PATIENTS_READ, Scope.DIARY_WRITE)


@pytest.fixture
def practice(clinician: User) -> Practice:
    made = practices.found(name="Neck Street", administrator=clinician)
    return made


@pytest.fixture
def doctor(practice: Practice) -> Caller:
    return member(practice, "doctor", MemberRole.CLINICIAN)


def share(api: Caller, doctor: Caller, practice: Practice, **terms: Any) -> str:
    code = api.post("invitations/", {"whole_practice": True, "notes": True} | terms).json()["code"]
    body = {"code": code, "practice": str(practice.pk)}
    return str(doctor.post("invitations/accept/", body).json()["person"])


def test_every_clinician_of_the_practice_reads_and_the_log_names_them(
    api: Caller, doctor: Caller, practice: Practice, owner: User
) -> None:
    api.post("episodes/", EPISODE)
    person = share(api, doctor, practice)
    colleague = member(practice, "colleague", MemberRole.CLINICIAN)
    assert len(colleague.get(f"patients/{person}/episodes/").json()["results"]) == 1
    [grant] = colleague.get("patients/").json()["results"]
    assert grant["grant"]["practice"] == "Neck Street"
    assert Opening.objects.filter(person=owner).latest("id").actor_name == "colleague@example.org"
    [given] = api.get("grants/").json()["results"]
    assert given["clinician"] == "doctor@example.org"
    assert {one["email"] for one in given["members"]} == {
        "doctor@example.org",
        "colleague@example.org",
    }


def test_an_administrator_sees_no_diary(
    api: Caller, doctor: Caller, practice: Practice, clinician: User
) -> None:
    api.post("episodes/", EPISODE | {"notes": "hidden"})
    person = share(api, doctor, practice)
    administrator = caller(clinician, Scope.PATIENTS_READ, Scope.DIARY_WRITE)
    assert administrator.get("patients/").json()["results"] == []
    for path in ("episodes/", "insights/", "report.json", "charts/calendar.svg", "findings/"):
        assert administrator.get(f"patients/{person}/{path}").status_code == 404


def test_an_assistant_prepares_the_report_and_sees_no_entry_and_no_note(
    api: Caller, doctor: Caller, practice: Practice
) -> None:
    api.post("episodes/", EPISODE | {"notes": "hidden words"})
    person = share(api, doctor, practice)
    assistant = member(practice, "assistant", MemberRole.ASSISTANT)
    [patient] = assistant.get("patients/").json()["results"]
    assert patient["grant"]["report_only"] is True and patient["grant"]["notes"] is False
    assert assistant.get(f"patients/{person}/episodes/").json()["results"] == []
    assert assistant.get(f"patients/{person}/insights/").status_code == 404
    for kind, body in (
        ("findings", {"on": "2026-03-01", "kind": "rotation"}),
        ("annotations", {"on": "2026-03-01", "text": "x"}),
    ):
        assert assistant.post(f"patients/{person}/{kind}/", body).status_code == 404
    report = fetch(
        assistant, f"patients/{person}/report.json?page2=1&from=2026-02-01&to=2026-04-01"
    )
    numbers = report.json()
    assert numbers["period"]["headaches"] == 1
    assert numbers["episodes"] == numbers["curves"] == []
    assert "episodes" not in numbers["sections"]
    assert "hidden words" not in report.content.decode()


def test_who_leaves_the_practice_reads_nothing_from_then_on(
    api: Caller, doctor: Caller, practice: Practice, clinician: User
) -> None:
    person = share(api, doctor, practice)
    colleague = member(practice, "colleague", MemberRole.CLINICIAN)
    administrator = caller(clinician, Scope.PATIENTS_READ)
    members = administrator.get(f"practices/{practice.pk}/members/").json()["results"]
    gone = next(one["id"] for one in members if one["email"] == "doctor@example.org")
    assert administrator.delete(f"practices/{practice.pk}/members/{gone}/").status_code == 204
    assert administrator.delete(f"practices/{practice.pk}/members/{gone}/").status_code == 404
    assert doctor.get(f"patients/{person}/episodes/").status_code == 404
    assert colleague.get(f"patients/{person}/episodes/").status_code == 200


def test_only_a_clinician_takes_up_an_invitation_and_only_one_that_is_for_a_practice(
    api: Caller, doctor: Caller, practice: Practice
) -> None:
    narrow = {"code": api.post("invitations/", {}).json()["code"], "practice": str(practice.pk)}
    refused = doctor.post("invitations/accept/", narrow).json()
    assert refused["errors"][0]["code"] == "unknown_code"
    for role in (MemberRole.ASSISTANT, MemberRole.ADMINISTRATOR):
        other = member(practice, role.value, role)
        assert other.post("invitations/accept/", narrow).status_code == 403
    elsewhere = practices.found(name="Elsewhere", administrator=User.objects.latest("date_joined"))
    wrong = narrow | {"practice": str(elsewhere.pk)}
    assert doctor.post("invitations/accept/", wrong).status_code == 403
    assert doctor.post("invitations/accept/", narrow | {"practice": 3}).status_code == 400
    assert Grant.objects.count() == 0


def test_a_practice_keeps_an_administrator(practice: Practice, clinician: User) -> None:
    administrator = caller(clinician, Scope.PATIENTS_READ)
    answer = administrator.delete(f"practices/{practice.pk}/members/{clinician.pk}/")
    assert answer.json()["errors"][0]["code"] == "last_administrator"
    assert practice.members.count() == 1


def test_nobody_is_a_member_unasked(
    api: Caller, doctor: Caller, practice: Practice, clinician: User
) -> None:
    person = share(api, doctor, practice)
    user = User.objects.create_user("new@example.org", None, role=Role.CLINICIAN)
    administrator, new = caller(clinician, Scope.PATIENTS_READ), caller(user, Scope.PATIENTS_READ)
    ask = {"email": user.email, "role": "clinician"}
    asked = administrator.post(f"practices/{practice.pk}/members/", ask).json()
    assert asked == ask | {"id": str(user.pk), "agreed": False}
    mine = {"id": str(practice.pk), "name": "Neck Street", "role": "clinician"}
    assert new.get("practices/").json()["results"] == [mine | {"agreed": False}]
    assert new.get(f"patients/{person}/episodes/").status_code == 404
    assert "new@example.org" not in str(api.get("grants/").json())
    agreed = new("POST", f"practices/{practice.pk}/membership/")
    assert (agreed.status_code, agreed.json()) == (201, mine | {"agreed": True})
    assert new.get(f"patients/{person}/episodes/").status_code == 200
    again = administrator.post(f"practices/{practice.pk}/members/", ask).json()
    assert again["errors"][0]["code"] == "member_already"
    assert new.delete(f"practices/{practice.pk}/membership/").status_code == 204
    assert new.get(f"patients/{person}/episodes/").status_code == 404
    for verb in ("POST", "DELETE"):
        assert new(verb, f"practices/{practice.pk}/membership/").status_code == 404
        assert new(verb, f"practices/{person}/membership/").status_code == 404


def test_roles_are_changed_in_place(practice: Practice, clinician: User, doctor: Caller) -> None:
    administrator = caller(clinician, Scope.PATIENTS_READ)
    user = User.objects.get(email="doctor@example.org")
    path = f"practices/{practice.pk}/members/{user.pk}/"
    answer = administrator.patch(path, {"roles": ["administrator", "assistant"]}).json()
    assert [one["role"] for one in answer["results"]] == ["administrator", "assistant"]
    for body, where in (({"roles": []}, "roles"), ({"roles": ["king"]}, "roles[0]"), ({}, "roles")):
        assert administrator.patch(path, body).json()["errors"][0]["path"] == where
    nobody = f"practices/{practice.pk}/members/{practice.pk}/"
    assert administrator.patch(nobody, {"roles": ["assistant"]}).status_code == 404
    own = f"practices/{practice.pk}/members/{clinician.pk}/"
    assert administrator.patch(own, {"roles": ["clinician"]}).status_code == 200
    last = doctor.patch(path, {"roles": ["assistant"]}).json()["errors"][0]
    assert (last["path"], last["code"]) == ("roles", "last_administrator")
    assert practice.members.filter(user=user).count() == 2


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"email": "nobody@example.org", "role": "clinician"}, "email"),
        ({"email": "owner@example.org", "role": "clinician"}, "email"),
        ({"email": "clinician@example.org", "role": "king"}, "role"),
        ({"role": "clinician"}, "email"),
        ({"email": "clinician@example.org", "role": "clinician", "more": 1}, "more"),
    ],
)
def test_a_bad_member_is_refused(
    practice: Practice, clinician: User, owner: User, body: Any, path: str
) -> None:
    answer = caller(clinician, Scope.PATIENTS_READ).post(f"practices/{practice.pk}/members/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == path


def test_a_practice_is_made_from_the_shell(clinician: User) -> None:
    said = StringIO()
    call_command("create_practice", "Neck Street", "--admin", clinician.email, stdout=said)
    assert "Neck Street" in said.getvalue()
    [mine] = caller(clinician).get("practices/").json()["results"]
    assert (mine["name"], mine["role"], mine["agreed"]) == ("Neck Street", "administrator", True)
    with pytest.raises(CommandError, match="create_clinician"):
        call_command("create_practice", "Other", "--admin", "nobody@example.org")


# --- invitations


@pytest.mark.parametrize("path", ["invitations/", "share-links/"])
def test_a_token_that_may_only_write_opens_the_diary_to_nobody(owner: User, path: str) -> None:
    refused = caller(owner, Scope.DIARY_WRITE).post(path, {})
    assert refused.status_code == 403
    assert Invitation.objects.count() == ShareLink.objects.count() == 0


def test_a_code_tells_what_it_opens_before_it_is_taken_up(api: Caller, doctor: Caller) -> None:
    made = api.post("invitations/", {"sections": ["episodes"], "report_only": True}).json()
    told = doctor.post("invitations/terms/", {"code": made["code"]}).json()
    assert (told["email"], told["sections"], told["report_only"]) == (
        "owner@example.org",
        ["episodes"],
        True,
    )
    assert Grant.objects.count() == 0
    assert doctor.post("invitations/terms/", {"code": "x"}).status_code == 400


def test_a_preview_counts_what_would_be_open_and_shares_nothing(api: Caller) -> None:
    for day in ("2026-02-28", "2026-03-01", "2026-03-02"):
        api.post("episodes/", EPISODE | {"started_at": f"{day}T12:00:00+01:00"})
    terms = {"sections": ["episodes"], "from": "2026-03-01", "report_only": True}
    shown = api.post("invitations/preview/", terms).json()
    assert shown["counts"]["episodes"] == 2
    assert "doses" not in shown["counts"]
    assert (shown["notes"], shown["one_by_one"]) == (False, False)
    assert Invitation.objects.count() == 0


def test_the_code_goes_by_letter_where_an_address_is_given(api: Caller) -> None:
    made = api.post("invitations/", {"email": "dr@example.org"}).json()
    [letter] = mail.outbox
    assert letter.to == ["dr@example.org"] and made["code"] in letter.body
    assert "owner@example.org" in letter.body
    until = date_format(localtime(datetime.fromisoformat(made["expires_at"])))
    assert f"It works once, until {until}." in letter.body
    assert made["qr"]["size"] >= 21 and made["qr"]["path"].startswith("M")
    bad = api.post("invitations/", {"email": "no address"})
    assert bad.json()["errors"][0]["path"] == "email"


@pytest.mark.parametrize(
    "mail_server",
    [
        {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
        {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": 1,
        },
    ],
    ids=["no mail server", "one that does not answer"],
)
def test_a_letter_that_cannot_leave_is_said_and_leaves_no_invitation(
    api: Caller, settings: Any, mail_server: dict[str, Any]
) -> None:
    for name, value in mail_server.items():
        setattr(settings, name, value)
    refused = api.post("invitations/", {"email": "dr@example.org"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "not_sent")
    assert Invitation.objects.count() == 0


def test_letters_to_strangers_have_a_daily_limit(api: Caller) -> None:
    for number in range(10):
        assert api.post("invitations/", {"email": f"{number}@example.org"}).status_code == 201
    refused = api.post("invitations/", {"email": "one-more@example.org"})
    assert refused.json()["errors"][0]["code"] == "too_many"
    assert len(mail.outbox) == 10
    for waiting in api.get("invitations/").json()["results"]:
        assert api.delete(f"invitations/{waiting['id']}/").status_code == 204
    refused = api.post("invitations/", {"email": "one-more@example.org"})
    assert refused.json()["errors"][0]["code"] == "too_many"
    assert api.post("invitations/", {}).status_code == 201
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))
    assert api.post("invitations/", {"email": "one-more@example.org"}).status_code == 201
