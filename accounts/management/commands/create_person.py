from accounts.management.create_account import CreateAccount
from accounts.models import Role


class Command(CreateAccount):
    help = "Make an account for somebody who keeps a diary."
    role = Role.PERSON
