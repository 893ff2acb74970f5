"""Who was let in, and who has looked, as rows."""

from care.models.access_log import Opening
from care.models.grants import Grant, Invitation

__all__ = ["Grant", "Invitation", "Opening"]
