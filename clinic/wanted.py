"""What somebody wants to see of the panel: it stands in the address, and nowhere else."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from insights.models import PanelRow
from reports import attention

PAGE: Final = 50
# The column of each order, and whether the largest comes first.
ORDERS: Final[dict[str, tuple[str, bool]]] = {
    "attention": ("attention", False),
    "name": ("name", False),
    "days": ("headache_days", True),
    "change": ("rise", True),
    "painkillers": ("medication", True),
    "entered": ("entered", False),
    "last": ("last_entry", False),
    "visit": ("next_visit", False),
}
LONGEST_SEARCH: Final = 100


@dataclass(frozen=True)
class Wanted:
    """An order, filters, and where the page begins."""

    sort: str = "attention"
    turned: bool = False
    search: str = ""
    why: str = ""
    flagged: bool = False
    after: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """What an address asks for; words that are not known count as not said."""
        sort = given.get("sort", "")
        turned, sort = sort.startswith("-"), sort.removeprefix("-")
        if sort not in ORDERS:
            turned, sort = False, "attention"
        why = given.get("why", "")
        return cls(
            sort=sort,
            turned=turned,
            search=given.get("q", "").strip()[:LONGEST_SEARCH],
            why=why if why in attention.NAMES else "",
            flagged=given.get("flag") == "1",
            after=given.get("after", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether people are left out."""
        return bool(self.search or self.why or self.flagged)

    def address(self, **changes: Any) -> str:
        """The query of the same wish, changed; another order begins at the top."""
        wish = replace(self, after="", **changes) if "after" not in changes else None
        wish = wish or replace(self, **changes)
        parts = {
            "q": wish.search,
            "why": wish.why,
            "flag": "1" if wish.flagged else "",
            "sort": f"{'-' if wish.turned else ''}{wish.sort}",
            "after": wish.after,
        }
        if parts["sort"] == "attention":
            del parts["sort"]
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def page(self, rows: QuerySet[PanelRow]) -> tuple[list[PanelRow], str]:
        """The rows of one page, and where the next one begins."""
        column, largest_first = ORDERS[self.sort]
        down = largest_first != self.turned
        rows = self._narrow(rows)
        if last := _read(self.after, column):
            rows = rows.filter(_beyond(column, *last, down=down))
        order = [f"-{column}", "-grant"] if down else [column, "grant"]
        found = list(rows.order_by(*order)[: PAGE + 1])
        more = _write(found[PAGE - 1], column) if len(found) > PAGE else ""
        return found[:PAGE], more

    def _narrow(self, rows: QuerySet[PanelRow]) -> QuerySet[PanelRow]:
        if self.search:
            rows = rows.filter(name__icontains=self.search)
        if self.why:
            rows = rows.filter(rules__contains=f" {self.why} ")
        return rows.filter(flagged=True) if self.flagged else rows


def _beyond(column: str, value: Any, grant: UUID, *, down: bool) -> Q:
    """The rows after a value; the first part alone lets the index begin there."""
    way = "lt" if down else "gt"
    beyond = Q(**{f"{column}__{way}": value})
    return Q(**{f"{column}__{way}e": value}) & (
        beyond | Q(**{column: value, f"grant__{way}": grant})
    )


def _write(row: PanelRow, column: str) -> str:
    text = f"{row.pk} {getattr(row, column)}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, column: str) -> tuple[Any, UUID] | None:
    """A value and a grant; whatever is no cursor of ours begins at the top."""
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        grant, _space, value = text.partition(" ")
        return _typed(value, column), UUID(grant)
    except (ValueError, UnicodeDecodeError):
        return None


def _typed(value: str, column: str) -> Any:
    if column == "name":
        return value
    return date.fromisoformat(value) if column in ("last_entry", "next_visit") else int(value)
