"""Postal addresses: the components of an ADR in the seven parts, and in one line."""

from collections.abc import Iterable

from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard_text import components, tidy

_SEVEN, _EIGHTEEN = 7, 18
_STREET = 2


def read_postal(value: str) -> tuple[str, Postal]:
    """An ADR as one line, and in its parts; escapes are still in place.

    The eighteen components of RFC 9554, 2.1 are folded into the seven of RFC 6350 where these are empty.
    """
    parts = components(value)
    if len(parts) == _SEVEN and value.isprintable() and "\\" not in value:
        # So most are: one line a component.
        parts = [tidy(part) if part else "" for part in parts]
        line = _joined([part for part in parts if part])
    else:
        parts = [_part(at, _lines(part)) for at, part in enumerate(parts)]
        parts = _folded(parts) if len(parts) > _SEVEN else parts + [""] * (_SEVEN - len(parts))
        line = _one_line(map(_lines, parts))
    post_box, extended, street, locality, region, code, country = parts
    postal = Postal(
        post_box=post_box, extended=extended, street=street, locality=locality, region=region, code=code,
        country=country,
    )  # fmt: skip
    return line, postal


def postal_line(postal: Postal) -> str:
    """The parts in one line, as a card with them is read."""
    return _one_line(map(_lines, postal.parts))


def settled_postal(postal: Postal) -> Postal:
    """The parts as a card with them is read: one line each, the street as many as it has."""
    post_box, extended, street, locality, region, code, country = (
        _part(at, _lines(part)) for at, part in enumerate(postal.parts)
    )
    return Postal(
        post_box=post_box, extended=extended, street=street, locality=locality, region=region, code=code,
        country=country,
    )  # fmt: skip


def _lines(part: str) -> list[str]:
    """The lines of a component that say something."""
    if part.isprintable():
        return [line] if (line := tidy(part)) else []
    return [line for text in part.splitlines() if (line := tidy(text))]


def _part(at: int, lines: list[str]) -> str:
    if len(lines) < 2:
        return lines[0] if lines else ""
    return "\n".join(lines) if at == _STREET else _one_line([lines])


def _one_line(parts: Iterable[list[str]]) -> str:
    return _joined([line for part in parts for line in part])


def _joined(lines: list[str]) -> str:
    """The lines parted by commas; the last keeps its own."""
    if not lines:
        return ""
    return ", ".join([*(line.rstrip(",") for line in lines[:-1]), lines[-1]])


def _folded(parts: list[str]) -> list[str]:
    """RFC 9554 asks writers to say in the seven what they say in the eleven behind; not all do."""
    room, apartment, floor, number, name, building, block, subdistrict, district, landmark, direction = (
        parts[_SEVEN:] + [""] * _EIGHTEEN
    )[: _EIGHTEEN - _SEVEN]
    seven = parts[:_SEVEN]
    seven[2] = seven[2] or " ".join(filter(None, (number, name, direction)))
    inside = (building, floor, apartment, room, block, landmark, subdistrict, district)
    written = " ".join(seven)
    seven[1] = seven[1] or ", ".join(part for part in inside if part and part not in written)
    return seven
