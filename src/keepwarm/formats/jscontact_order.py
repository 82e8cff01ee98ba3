"""The order of the parts of a name and an address: JSCOMPS (RFC 9555, 3.3.1; registered by RFC 9982).

A component is an object with `kind` and `value`; a separator is one between two others. In vCard every
component has a position, and JSCOMPS says in which order they are said.
"""

from collections.abc import Sequence
from typing import Any

from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.vcard_text import escape, list_items, raw_components, unescape

Component = dict[str, Any]
Positions = list[list[str]]
"""The values at each position of the structured value, unescaped; each may be none, one or several."""

_SEPARATOR = "separator"


def positions_in(value: str, count: int) -> Positions:
    """The values of a structured value; positions behind the last that is known are left out."""
    parts = [[unescape(item) for item in list_items(part) if item] for part in raw_components(value)[:count]]
    return parts + [[] for _ in range(count - len(parts))]


def written(positions: Positions, at_least: int) -> str:
    """A structured value, without the empty positions at its end beyond `at_least`."""
    count = max([at_least, *(at + 1 for at, items in enumerate(positions) if items)])
    return ";".join(",".join(map(escape, items)) for items in positions[:count])


def said_components(members: dict[str, Any]) -> list[tuple[str, str]]:
    """The kind and the value of each component that has both."""
    components = members.get("components")
    return [
        (kind, text)
        for one in (components if isinstance(components, list) else ())
        if isinstance(one, dict)
        and isinstance(kind := one.get("kind"), str)
        and isinstance(value := one.get("value"), str)
        and (text := sayable(value))
    ]


def ordered(order: str, kinds: Sequence[str], positions: Positions) -> dict[str, Any] | None:
    """The members of an ordered name or address; None where the order does not name each value once."""
    entries = raw_components(order)
    first, *rest = [[unescape(item) for item in list_items(entry)] for entry in entries]
    members: dict[str, Any] = {"isOrdered": True}
    if first[:1] == ["s"]:
        members["defaultSeparator"] = ",".join(first[1:])
    elif first != [""]:
        return None
    components = [_component(one, kinds, positions) for one in rest]
    named = sorted((one["kind"], one["value"]) for one in components if one and one["kind"] != _SEPARATOR)
    if None in components or named != sorted(unordered(kinds, positions)):
        return None
    return {"components": components, **members}


def unordered(kinds: Sequence[str], positions: Positions) -> list[tuple[str, str]]:
    """The kind and the value of each component, as they stand."""
    return [(kind, item) for kind, items in zip(kinds, positions, strict=True) if kind for item in items]


def _component(entry: list[str], kinds: Sequence[str], positions: Positions) -> Component | None:
    if entry[0] == "s":
        return {"kind": _SEPARATOR, "value": ",".join(entry[1:])}
    at, index = _number(entry[0]), _number(entry[1] if len(entry) > 1 else "0")
    if at is None or index is None or at >= len(kinds) or not kinds[at] or index >= len(positions[at]):
        return None
    return {"kind": kinds[at], "value": positions[at][index]}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def placed(members: dict[str, Any], kinds: Sequence[str]) -> tuple[Positions, str]:
    """The values at their positions, and JSCOMPS; empty where the components are in no order."""
    positions: Positions = [[] for _ in kinds]
    separator = members.get("defaultSeparator")
    order = [f"s,{escape(sayable(separator))}" if isinstance(separator, str) else ""]
    for kind, text in said_components(members):
        if kind == _SEPARATOR:
            order.append(f"s,{escape(text)}")
        elif kind in kinds:
            at = kinds.index(kind)
            positions[at].append(text)
            index = len(positions[at]) - 1
            order.append(f"{at},{index}" if index else str(at))
    return positions, ";".join(order) if members.get("isOrdered") is True else ""
