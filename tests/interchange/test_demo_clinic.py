"""A made-up practice: the same seed makes the same one, and its diaries are as any other."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from care.models import Grant
from insights.models import PanelRow
from interchange import demo_clinic
from interchange.management.commands.demo_clinic import Command
from interchange.readers import archive


class Terminal(StringIO):
    """Where somebody watches."""

    def isatty(self) -> bool:
        return True


UNTIL = date(2026, 6, 10)


def made(number: int, seed: int = 1) -> dict[str, object]:
    return demo_clinic.archive(demo_clinic.draw(number, seed=seed), until=UNTIL)


def test_the_seed_decides() -> None:
    assert made(3) == made(3)
    assert made(3) != made(3, seed=2)
    assert made(3) != made(4)


def test_every_kind_is_an_archive_that_is_taken() -> None:
    for kind in demo_clinic.people.KINDS:
        person = demo_clinic.draw(1, seed=1)
        person.kind = kind
        entries, unknown = archive.read(demo_clinic.archive(person, until=UNTIL))
        assert entries
        assert not unknown


def test_everybody_has_an_address_of_their_own() -> None:
    addresses = {demo_clinic.draw(number, seed=1).email for number in range(1000)}
    assert len(addresses) == 1000


@pytest.mark.django_db
def test_the_practice_is_shared_with_one_clinician_and_counted() -> None:
    out, bar = StringIO(), Terminal()
    command = Command(stderr=bar, force_color=True)
    call_command(command, "--people", "2", stdout=out)
    assert "Made 2 diaries" in out.getvalue()
    assert "Writing" in bar.getvalue() and "Counting" in bar.getvalue()
    assert f"{'█' * 30} 2/2\n" in bar.getvalue()
    assert "\x1b" not in bar.getvalue()
    clinician = User.objects.get(email="clinician@demo.example")
    assert Grant.objects.filter(clinician=clinician).count() == 2
    assert all(row.computed_at for row in PanelRow.objects.all())
    assert not User.objects.get(email="anna.albrecht@demo.example").has_usable_password()
    with pytest.raises(CommandError, match="a practice already"):
        call_command("demo_clinic", stdout=out)
