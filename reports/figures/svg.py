"""Charts without style attributes and without names that clash: fit to stand in a strict page."""

from __future__ import annotations

import re

STYLE = re.compile(r' style="([^"]*)"')
FONT = re.compile(r"(?:(italic|oblique) )?(?:(bold|\d00) )?([\d.]+)px (.+)")
GROUP_NAME = re.compile(r'<g id="[^"]*"')
SHEET = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
# A marker is drawn by its uses, which bear its colours: its own would hide those of a page's theme.
MARKER = re.compile(r'(<path id="m[0-9a-f]+"[^>]*?) stroke="[^"]*"')


def plain(text: str) -> str:
    """The same picture: styles as attributes, groups without names, no prologue."""
    text = HEAD.sub("", text, count=1)
    text = SHEET.sub("", text)
    text = text.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    text = GROUP_NAME.sub("<g", text)
    text = STYLE.sub(lambda found: _attributes(found[1]), text)
    return MARKER.sub(r"\1", text)


def _attributes(style: str) -> str:
    return "".join(_attribute(*rule.split(":", 1)) for rule in style.split(";") if ":" in rule)


def _attribute(name: str, value: str) -> str:
    name, value = name.strip(), value.strip()
    if name != "font":
        return f' {name}="{value}"'
    found = FONT.fullmatch(value)
    if found is None:
        return ""
    slant, weight, size, family = found.groups()
    family = family.replace("&quot;", "'").replace('"', "'")
    told = f' font-size="{size}" font-family="{family}"'
    told += f' font-weight="{weight}"' if weight else ""
    return told + (f' font-style="{slant}"' if slant else "")
