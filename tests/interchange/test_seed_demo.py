"""The demo: a person with a diary, and a clinician who may read it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from care.models import Grant


@pytest.mark.django_db
def test_both_sign_in_with_what_is_printed() -> None:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    person, password, clinician = (line.split()[-1] for line in out.getvalue().splitlines())
    assert Grant.objects.get().person.email == person
    for email in (person, clinician):
        assert Client().login(email=email, password=password), email
        assert User.objects.get(email=email).check_password(password)
    again = StringIO()
    call_command("seed_demo", "--if-empty", stdout=again)
    assert again.getvalue() == out.getvalue()
