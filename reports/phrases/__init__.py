"""Templates of sentences by their key. Numbers stand in them by name and are never computed here.

Entries fit a pattern, nobody is told what they suffer from; a link is a link in the notes; what a
diary cannot settle is said to be so.
"""

from collections.abc import Mapping

from django.utils.functional import Promise

from reports.phrases import attention, changes, counts, links, patterns

Phrases = Mapping[str, str | Promise]

PHRASES: Phrases = {
    **patterns.PHRASES,
    **counts.PHRASES,
    **links.PHRASES,
    **changes.PHRASES,
    **attention.PHRASES,
}
