from accounts.management.create_account import CreateAccount
from accounts.models import Role


class Command(CreateAccount):
    help = "Make an account for a clinician, who sees the diaries that people open to them."
    role = Role.CLINICIAN
