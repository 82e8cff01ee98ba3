"""What every object of a JSContact card shares: contexts, preference, and the parameters without a place."""

from collections.abc import Mapping
from typing import Any

from keepwarm.formats.jcard import pairs_of
from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape

Entry = dict[str, Any]
"""One object of a card: an address, a number, a name."""

Words = Mapping[str, tuple[str, str]]
"""For a word of TYPE the member that holds it, and what it is called there."""

PLACES: Words = {"home": ("contexts", "private"), "work": ("contexts", "work")}
POSTAL_PLACES: Words = {
    **PLACES,
    "billing": ("contexts", "billing"),
    "delivery": ("contexts", "delivery"),
}
PHONE_WORDS: Words = {
    **PLACES,
    **{
        word: ("features", word)
        for word in ("voice", "fax", "pager", "text", "textphone", "video", "main-number")
    },
    "cell": ("features", "mobile"),
}

PARAMS = "vCardParams"
LABEL_AS_WRITTEN = "x-ablabel"
"""Among the parameters: the label in the form in which Apple writes those that are built in."""

_LONGEST_GROUP = 100


def shared_members(row: Row, *known: str, words: Words = PLACES) -> Entry:
    """What a property's parameters say, but those that are `known` to whom it concerns."""
    entry: Entry = {}
    rest: dict[str, Any] = {}
    for name, value in row.params:
        member, word = words.get(value.lower(), ("", "")) if name == "TYPE" else ("", "")
        if member:
            entry.setdefault(member, {})[word] = True
        elif name == "PREF" and (pref := _rank(value)) and "pref" not in entry:
            entry["pref"] = pref
        elif name not in ("PROP-ID", "VALUE", *known):
            had = rest.get(name.lower())
            rest[name.lower()] = value if had is None else [*(had if isinstance(had, list) else [had]), value]
    if row.group:
        rest["group"] = row.group
    if rest:
        entry[PARAMS] = rest
    return entry


def shared_params(entry: Entry, *known: str, words: Words = PLACES) -> tuple[tuple[str, str], ...]:
    """The parameters that say the same; what no parameter can say is left out."""
    types = [
        ("TYPE", word)
        for word, (member, said) in words.items()
        if isinstance(entry.get(member), dict) and entry[member].get(said) is True
    ]
    pref = entry.get("pref")
    ranks = [("PREF", str(pref))] if type(pref) is int and 1 <= pref <= 100 else []
    params = entry.get(PARAMS)
    rest = pairs_of(params, "PROP-ID", LABEL_AS_WRITTEN.upper(), *known) if isinstance(params, dict) else ()
    return (*types, *ranks, *rest)


def group_of(entry: Entry) -> str:
    """The group of the property that an object was, empty where it has none."""
    params = entry.get(PARAMS)
    group = params.get("group") if isinstance(params, dict) else None
    if not isinstance(group, str) or len(group) > _LONGEST_GROUP:
        return ""
    return group if group.isascii() and group.replace("-", "").replace("_", "").isalnum() else ""


def _rank(value: str) -> int:
    """A preference from 1 to 100, 0 where it is none."""
    known = value.isascii() and value.isdigit() and len(value) <= 3 and not value.startswith("0")
    return int(value) if known and int(value) <= 100 else 0


def text_in(entry: Entry, member: str) -> str:
    """A member as text that vCard can hold; empty where it says none."""
    value = entry.get(member)
    return sayable(value) if isinstance(value, str) else ""


def uri_in(entry: Entry, member: str) -> str:
    """A member as a URI, which is one line; empty where it says none."""
    return text_in(entry, member).replace("\n", "")


def escaped(entry: Entry, member: str) -> str:
    """A member as the value of a property."""
    return escape(text_in(entry, member))
