"""The rules as the phone gets them."""

from typing import Any

from diary import vocabulary

VERSION = "1"


def for_phone() -> dict[str, Any]:
    """Signs with their labels and groups."""
    labels = vocabulary.WARNING_SIGNS
    return {
        "signs": [
            {"slug": slug, "label": str(label), "group": vocabulary.group_of(slug, labels)}
            for slug, label in labels.items()
        ]
    }
