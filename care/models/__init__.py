"""Who was let in, and who has looked, as rows."""

from care.models.access_log import Opening
from care.models.grants import Grant, Invitation
from care.models.links import ShareLink
from care.models.practices import Member, Nomination, Practice

__all__ = ["Grant", "Invitation", "Member", "Nomination", "Opening", "Practice", "ShareLink"]
