"""The JSON schemas of the bodies around sharing."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from api import practices, share_links, sharing
from api.bodies import (
    DAY,
    INSTANT,
    TEXT,
    UUID,
    WHOLE,
    Schema,
    many,
    nullable,
    or_null,
    results,
    said,
    thing,
)
from care.models.access_log import Device
from care.models.grants import SECTIONS
from diary.shapes.fields import Field

# What is told of an opening beside the link it was opened by.
SEEN = ("at", "what", "device")


def named() -> dict[str, Schema]:
    """Every body of sharing by its name."""
    until = said(INSTANT, _("When the grant ends, at most a year from now"))
    waits = (
        {"id": said(UUID, _("The invitation"))}
        | _terms()
        | {
            "whole_practice": {"type": "boolean", "description": _("For a whole practice too?")},
            "sent_to": said(TEXT, _("Where its code was sent; empty where it was not")),
            "until": until,
        }
        | _ends()
    )
    given = _grant() | {
        "clinician": said(TEXT, _("Who may read, or who accepted for the practice")),
        "members": said(many(thing(_("A member"), _member())), _("Who reads for the practice")),
    }
    person = {"person": said(UUID, _("Whose diary it is"))}
    email = {"email": said(TEXT, _("Address of the person"))}
    code = {"code": said(TEXT, _("Shown once; whoever has it may take the invitation up"))}
    taken = code | {"practice": said(or_null(UUID), _("For which practice; null is oneself"))}
    opened = thing(_("What is open"), _grant())
    return {
        "Invitations": results(_("Invitations that wait"), waits),
        "Invitation": thing(_("An invitation with its code"), waits | code | _address()),
        "InvitationInput": _asked(_("What to open"), until, sharing.ASKED),
        "Preview": thing(_("What these terms would open"), _preview()),
        "Offered": thing(_("What a code opens"), waits | email),
        "Code": thing(_("The code of an invitation"), code) | {"additionalProperties": False},
        "CodeTakenUp": thing(_("The code of an invitation"), taken)
        | {"required": ["code"], "additionalProperties": False},
        "Accepted": thing(_("The diary that is open now"), person | {"grant": opened}),
        "Grants": results(_("Whom this diary is open to, and whom it was"), given),
        "Patients": results(
            _("The people whose diary is open"), person | email | {"grant": opened}
        ),
        "AccessLog": results(_("Who opened what, and when"), _opening()),
        "ShareLinks": results(_("The links of this diary"), _link()),
        "ShareLink": thing(_("A link with its address"), _link() | _address()),
        "ShareLinkInput": _asked(_("What to show"), until, share_links.ASKED),
        "Practices": results(_("The practices that one is in"), _practice()),
        "Practice": thing(_("A practice that one is in"), _practice()),
        "Members": results(_("Who is in a practice"), _named_member()),
        "Member": thing(_("A member"), _named_member()),
        "MemberInput": thing(_("Who gets which role"), _schemas(practices.ASKED))
        | {"additionalProperties": False},
        "MemberRoles": thing(_("The roles of a member"), _schemas(practices.ROLES))
        | {"additionalProperties": False},
    }


def _terms() -> dict[str, Schema]:
    slugs = many(TEXT | {"enum": list(SECTIONS)}) | {"maxItems": 200}
    return {
        "sections": said(slugs, _("Parts of the diary that are open")),
        "from": said(or_null(DAY), _("First local day that is open; null is no bound")),
        "to": said(or_null(DAY), _("First local day that is closed again; null is no bound")),
        "notes": {"type": "boolean", "description": _("Are the notes open?")},
        "report_only": {"type": "boolean", "description": _("Only the report, no single entry?")},
    }


def _ends() -> dict[str, Schema]:
    return {
        "created_at": said(INSTANT, _("When it was given")),
        "expires_at": said(INSTANT, _("When it ends by itself")),
    }


def _grant() -> dict[str, Schema]:
    return (
        {"id": said(UUID, _("The grant"))}
        | _terms()
        | {"practice": said(or_null(TEXT), _("The practice it is given to; null is one reader"))}
        | _ends()
        | {"revoked_at": said(or_null(INSTANT), _("When the person ended it"))}
    )


def _link() -> dict[str, Schema]:
    opening = {name: schema for name, schema in _opening().items() if name in SEEN}
    return (
        {"id": said(UUID, _("The link"))}
        | _terms()
        | {
            "label": said(TEXT, _("Who it is for")),
            "has_passphrase": {"type": "boolean", "description": _("Is a passphrase asked?")},
            "locked": {"type": "boolean", "description": _("Was it guessed at too often?")},
            "active": {"type": "boolean", "description": _("Does it show anything now?")},
        }
        | _ends()
        | {
            "revoked_at": said(or_null(INSTANT), _("When the person ended it")),
            "openings": said(many(thing(_("An opening"), opening)), _("When it was opened")),
        }
    )


def _address() -> dict[str, Schema]:
    code = {
        "size": said(WHOLE, _("Side of the square in modules")),
        "path": said(TEXT, _("SVG path of the dark modules")),
    }
    return {
        "url": said(TEXT, _("Its address, shown once")),
        "qr": said(thing(_("A QR code"), code), _("The address as a QR code")),
    }


def _preview() -> dict[str, Schema]:
    counts: Schema = {"type": "object", "additionalProperties": WHOLE}
    return {
        "counts": said(counts, _("How many records of each kind")),
        "notes": {"type": "boolean", "description": _("Are the notes open?")},
        "one_by_one": {"type": "boolean", "description": _("Single records, or only counts?")},
    }


def _practice() -> dict[str, Schema]:
    return {
        "id": said(UUID, _("The practice")),
        "name": said(TEXT, _("Its name")),
        "role": said(TEXT, _("One's role in it")),
        "agreed": {"type": "boolean", "description": _("Has one agreed to it?")},
    }


def _named_member() -> dict[str, Schema]:
    return (
        {"id": said(UUID, _("The account"))}
        | _member()
        | {"agreed": {"type": "boolean", "description": _("Have they agreed to it?")}}
    )


def _member() -> dict[str, Schema]:
    return {
        "email": said(TEXT, _("Address of the account")),
        "role": said(TEXT, _("Role in the practice")),
    }


def _asked(about: str, until: Schema, also: Mapping[str, Field]) -> Schema:
    """The terms of a body, all of them optional."""
    fields = _terms() | {"until": until} | _schemas(also)
    asked = {name: nullable(schema) for name, schema in fields.items()}
    return thing(about, asked, optional=True) | {"additionalProperties": False}


def _opening() -> dict[str, Schema]:
    return {
        "at": said(INSTANT, _("When")),
        "who": said(TEXT, _("Who looked")),
        "what": said(TEXT, _("What was opened")),
        "channel": said(TEXT, _("By session, token or link")),
        "device": said(
            or_null(TEXT | {"enum": list(Device)}), _("What a link was opened with; null elsewhere")
        ),
        "grant": said(UUID, _("The grant or link it was opened by")),
    }


def _schemas(fields: Mapping[str, Field]) -> dict[str, Schema]:
    return {name: said(field.schema(), str(field.label)) for name, field in fields.items()}
