"""What vCard has no property for: JSPROP, a member of a JSContact card as JSON (RFC 9555, 3.2.1).

The parameter JSPTR is a JSON pointer from the card, without the first slash (RFC 6901); a missing one is the
card itself.
"""

import json
from collections.abc import Iterator
from typing import Any

from keepwarm.domain.errors import Invalid
from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.json_limits import DEEPEST, check_json
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape, unescape

Path = tuple[str, ...]

_PROPS = "vCardProps"
_LONGEST_NAME = 255
"""Characters of a name on a pointer; a longer one goes into the value, so that few lines have it."""

_PLAIN_TYPES = frozenset(
    {"Address", "AddressComponent", "Anniversary", "Author", "Calendar", "Card", "CryptoKey", "Directory",
     "EmailAddress", "LanguagePref", "Link", "Media", "Name", "NameComponent", "Nickname", "Note",
     "OnlineService", "OrgUnit", "Organization", "PartialDate", "PersonalInfo", "Phone", "Pronouns",
     "Relation", "SchedulingAddress", "SpeakToAs", "Title"}
)  # fmt: skip


def without_types(value: Any) -> Any:
    """The same without each `@type` that only says what its place says already."""
    if isinstance(value, list):
        return [without_types(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_types(one)
        for name, one in value.items()
        if not (name == "@type" and isinstance(one, str) and one in _PLAIN_TYPES)
    }


def patch_rows(card: dict[str, Any], back: dict[str, Any]) -> Iterator[Row]:
    """For each member of a card that another one lacks, or has otherwise, the property that says it."""
    for path, value in _missing(card, back, ()):
        pointer = "/".join(name.replace("~", "~0").replace("/", "~1") for name in path)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if sayable(text) != text:
            text = json.dumps(value, separators=(",", ":"))
        params = (("JSPTR", pointer),) if path else ()
        yield Row(name="JSPROP", value=escape(text), params=params)


def _missing(card: dict[str, Any], back: dict[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    if path and not all(map(_is_on_pointers, card)):
        yield path, card
        return
    unnamed = {name: value for name, value in card.items() if not _is_on_pointers(name)}
    if unnamed:
        yield path, unnamed
    for name, value in card.items():
        if name in unnamed:
            continue
        there = back.get(name)
        if isinstance(value, dict) and isinstance(there, dict) and value:
            yield from _missing(value, there, (*path, name))
        elif name not in back or not _same(value, there, ordered=_has_order(card, name)):
            yield (*path, name), value


def _is_on_pointers(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and name == sayable(name) and "\n" not in name


def _has_order(card: dict[str, Any], name: str) -> bool:
    """Whether the order of a list says something: that of components does where they say so."""
    return name != "components" or card.get("isOrdered") is True


def _same(value: Any, other: Any, *, ordered: bool) -> bool:
    """Equal as JSON: true is not 1 there."""
    written, again = (json.dumps(one, sort_keys=True) for one in (value, other))
    if written == again or ordered or not isinstance(value, list) or not isinstance(other, list):
        return written == again
    return _in_any_order(value) == _in_any_order(other)


def _in_any_order(items: list[Any]) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in items)


def apply_patch(card: dict[str, Any], row: Row) -> bool:
    """Lay what a JSPROP says into the card; False where it is no JSON, or its pointer leads nowhere."""
    try:
        value = json.loads(unescape(row.value))
        check_json(value)
    except (ValueError, RecursionError, Invalid):
        return False
    pointer = row.values("JSPTR")[:1]
    if not pointer:
        return _merge(card, value)
    *way, name = [
        part.replace("~1", "/").replace("~0", "~") for part in pointer[0].removeprefix("/").split("/")
    ]
    if len(way) > DEEPEST // 2:
        return False
    for step in way:
        inner = card.get(step)
        if inner is None:
            inner = card[step] = {}
        if not isinstance(inner, dict):
            return False
        card = inner
    if not way:
        return _merge(card, {name: value})
    card[name] = value
    return True


def _merge(card: dict[str, Any], value: Any) -> bool:
    """Lay members into the card itself; to what was set aside (`vCardProps`) it adds, and overwrites none."""
    if not isinstance(value, dict) or not isinstance(value.get(_PROPS, []), list):
        return False
    had = card.get(_PROPS, [])
    card.update(value)
    if _PROPS in value and isinstance(had, list):
        card[_PROPS] = [*had, *value[_PROPS]]
    return True
