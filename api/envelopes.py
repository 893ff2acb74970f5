"""The JSON schemas of the bodies around records: account, sync, archive, errors."""

from typing import get_args

from django.utils.translation import gettext as _

from accounts.models import Role
from api import sharing_bodies
from api.bodies import (
    ANYTHING,
    INSTANT,
    TEXT,
    UUID,
    WHOLE,
    Schema,
    many,
    noun,
    or_null,
    ref,
    results,
    said,
    thing,
)
from diary.models import Change
from diary.shapes import SHAPES, Shape
from diary.sync import pages, protocol
from interchange.archives import COLLECTIONS, FORMAT, ORPHANS, VERSION


def named() -> dict[str, Schema]:
    """Every other body by its name."""
    return {
        "Problem": _problem(),
        "Account": _account(),
        "AccountPatch": thing(
            _("The account; only its profile is changed here."),
            {"profile": said(or_null(ref("ProfilePatch")), _("Fields of the profile to change"))},
            optional=True,
        )
        | {"additionalProperties": False},
        "History": results(_("The changes of one record, oldest first"), _change()),
        "Bin": results(_("What was deleted in the last thirty days, the latest first"), _deleted()),
        "Vocabulary": _vocabulary(),
        "SyncRequest": _sync_request(),
        "SyncReply": _sync_reply(),
        "Archive": _archive(),
        "Imported": _imported(),
        "Erased": thing(_("What is gone."), {"erased": said(ANYTHING, _("How many of each kind"))}),
        "Computed": said(ANYTHING, _("Every number that is known of the window, with its reason.")),
        "Computing": thing(
            _("A worker computes it; ask again after `Retry-After` seconds."),
            {
                "status": said(TEXT, _("Where the work stands")),
                "progress": {"description": _("How far it is, where known")},
            },
        ),
        "Summary": said(
            ANYTHING, _("Every number of the report, each count with the days it rests on.")
        ),
        "File": {"type": "string", "format": "binary", "description": _("The file itself.")},
        "Fhir": said(ANYTHING, _("A FHIR R4 document bundle.")),
        "Csv": said(TEXT, _("One row a record, the first row names the columns.")),
        "OpenApi": said(ANYTHING, _("This document.")),
    } | sharing_bodies.named()


def _problem() -> Schema:
    one = thing(
        _("One bad field"),
        {
            "path": said(TEXT, _("Where it stands, like readings[0].at")),
            "code": said(TEXT, _("Stable machine word")),
            "detail": said(TEXT, _("A sentence for a person")),
        },
    )
    return thing(
        _("Every error (RFC 9457). Nothing is written when an answer is 4xx."),
        {
            "type": said(TEXT, _("A name for this kind of problem")),
            "title": said(TEXT, _("The kind in words")),
            "status": said(WHOLE, _("The HTTP status")),
            "code": said(TEXT, _("Stable machine word")),
            "detail": said(TEXT, _("A sentence a person can act on")),
            "errors": said(many(one), _("Every bad field; empty where no field is to blame")),
            "request_id": said(TEXT, _("Names this request in the log of the server")),
        },
    )


def _account() -> Schema:
    return thing(
        _("The account and the profile of who asks."),
        {
            "id": said(UUID, _("The person; also the id of the profile in sync")),
            "email": said(TEXT, _("Address to sign in with")),
            "role": said(TEXT | {"enum": list(Role.values)}, _("What kind of account it is")),
            "profile": ref("Profile"),
        },
    )


def _change() -> dict[str, Schema]:
    words = {"enum": [c.value for c in Change.Channel]}
    actions = [a.value for a in Change.Action if a is not Change.Action.REJECTED]
    return {
        "revision": said(or_null(WHOLE), _("The revision it made")),
        "action": said(TEXT | {"enum": actions}, _("What was done")),
        "at": said(INSTANT, _("When, by the writer's clock corrected to the server's")),
        "channel": said(TEXT | words, _("The entrance it came by")),
        "device": said(or_null(UUID), _("The phone it came from")),
        "author": said(or_null(UUID), _("The account that wrote it")),
        "fields": said(ANYTHING, _("What each changed field was and is now")),
        "lost": said(ANYTHING, _("Values that an unseen later one overruled")),
    }


def _deleted() -> dict[str, Schema]:
    return {
        "kind": said(TEXT | {"enum": list(SHAPES)}, _("Kind of the record")),
        "deleted_at": said(INSTANT, _("When it was deleted")),
        "record": said(ANYTHING, _("The record as it was")),
    }


def _vocabulary() -> Schema:
    fields = said(many(ANYTHING), _("Each with name, type, label, bounds, slugs with labels"))
    kind = thing(_("One kind"), {"label": said(TEXT, _("Its name")), "fields": fields})
    return thing(
        _("Every field and slug, with labels in the reader's language."),
        {
            "rule_version": said(TEXT, _("Version of the rules of warning signs")),
            "language": said(TEXT, _("Language of the labels")),
            "kinds": said({"type": "object", "additionalProperties": kind}, _("By kind")),
            "warning_signs": said(ANYTHING, _("The rules of warning signs, for the phone")),
        },
    )


def _sync_request() -> Schema:
    limit: Schema = {"type": "integer", "minimum": 0, "maximum": protocol.LARGEST_PAGE}
    ops = _("Entries {op, kind, id, base, at, set}; each is judged and answered by itself")
    schema = thing(
        _("What a phone pushes, and from where on it wants to read."),
        {
            "protocol": {"const": protocol.PROTOCOL, "description": _("Version of the protocol")},
            "schema": said(WHOLE | {"maximum": protocol.SCHEMA}, _("Version of its records")),
            "person": said(UUID, _("Who the phone believes is signed in")),
            "device": said(UUID, _("The phone")),
            "sent_at": said(INSTANT, _("The phone's clock when it sent this")),
            "cursor": said(or_null(TEXT) | {"maxLength": 100}, _("From the last reply, or null")),
            "limit": said(or_null(limit), _("Most changes in the reply; 0 pushes only")),
            "ops": said(or_null(many({})) | {"maxItems": protocol.MOST_OPS}, ops),
        },
    )
    needs = ["protocol", "schema", "person", "device", "sent_at"]
    return schema | {"required": needs, "additionalProperties": False}


def _sync_reply() -> Schema:
    schema = thing(
        _("What became of every entry, and what is new."),
        {
            "protocol": {"const": protocol.PROTOCOL, "description": _("Version of the protocol")},
            "server_time": said(INSTANT, _("The server's clock")),
            "cursor": said(or_null(TEXT), _("Where the next page begins")),
            "has_more": {"type": "boolean", "description": _("Is there another page?")},
            "reset": {"type": "boolean", "description": _("Must the phone begin anew?")},
            "reset_reason": said(
                {"enum": list(get_args(pages.Reset))}, _("Why it must begin anew")
            ),
            "results": said(many(ANYTHING), _("One answer an entry, in their order")),
            "changes": said(many(ANYTHING), _("Records by revision, each once at its latest")),
        },
    )
    always = [name for name in schema["properties"] if name != "reset_reason"]
    return schema | {"required": always}


def _archive() -> Schema:
    kinds = {s.kind: said(_listed(s), str(s.label)) for s in COLLECTIONS}
    orphans = {s.kind: said(_listed(s), _("Those whose parent is not there")) for s in ORPHANS}
    counts = or_null({"type": "object", "additionalProperties": WHOLE})
    head: dict[str, Schema] = {
        "format": {"const": FORMAT, "description": _("What it is")},
        "version": {"const": VERSION, "description": _("Version of the format")},
        "exported_at": {"description": _("When it was written; passed over on import")},
        "counts": said(counts, _("How many of each kind it holds; checked on import")),
        "profile": said(or_null(ref("ProfileArchived")), _("What was said about the person")),
    }
    schema = thing(_("A whole diary."), head | kinds | orphans)
    return schema | {"required": ["format", "version"], "additionalProperties": True}


def _listed(shape: Shape) -> Schema:
    """A collection of an archive; missing or null counts as empty."""
    return or_null(many(ref(f"{noun(shape)}Archived")))


def _imported() -> Schema:
    texts = {"type": "object", "additionalProperties": TEXT}
    return thing(
        _("What an import did."),
        {
            "created": said(WHOLE, _("Records that were not there yet")),
            "unchanged": said(WHOLE, _("Records that were there with the same content")),
            "kept": said(many(texts), _("Records whose content here is another, which stands")),
            "warnings": said(many(texts), _("Rules across fields that a record breaks")),
            "unknown": said(many(TEXT), _("Paths that this program does not know")),
        },
    )
