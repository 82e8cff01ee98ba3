"""Numbered columns of Google's CSV (`E-mail 2 - Value`): ways to reach somebody, as many as there are."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.contact_cells import each_once, one_line, reaches_somebody
from keepwarm.formats.vcard_handles import LONGEST_HANDLE
from keepwarm.formats.vcard_text import tidy

Parts = dict[str, str]
"""The cells of one number, by what stands behind the dash: `value`, `label` (once `type`), `street` …"""

_NUMBERED = re.compile(r"(e-mail|phone|im|address|website)(\d{1,6})-([a-z]+)", re.ASCII)
_KINDS = {
    "e-mail": HandleKind.EMAIL,
    "phone": HandleKind.PHONE,
    "im": HandleKind.CHAT,
    "address": HandleKind.ADDRESS,
    "website": HandleKind.PROFILE,
}
_STREET_TO_COUNTRY = ("street", "extendedaddress", "pobox", "city", "region", "postalcode", "country")
_BETWEEN = ":::"
_PRIMARY = "*"


def handles_in(cells: dict[str, str]) -> tuple[Handle, ...]:
    """Every handle once: mail addresses, numbers, chats, postal addresses, pages, each by its number."""
    numbered: dict[str, dict[int, Parts]] = {kind: defaultdict(dict) for kind in _KINDS}
    for column, cell in cells.items():
        if cell and (found := _number(column)):
            kind, number, part = found
            numbered[kind][number][part] = cell
    return each_once(
        handle
        for kind, by_number in numbered.items()
        for _, parts in sorted(by_number.items())
        for handle in _handles(_KINDS[kind], parts)
    )


def first_value(cell: str) -> str:
    """The first of several values that ` ::: ` parts."""
    return next(iter(_several(cell)), "")


@lru_cache(maxsize=4096)
def _number(column: str) -> tuple[str, int, str] | None:
    found = _NUMBERED.fullmatch(column)
    return None if found is None else (found[1], int(found[2]), found[3])


def _handles(kind: HandleKind, parts: Parts) -> Iterator[Handle]:
    """What the cells of one number hold; of several values in one cell the first is the primary one."""
    written = tidy(parts.get("label") or parts.get("type", ""))
    label = written.lstrip(f"{_PRIMARY} ")[:LONGEST_HANDLE].rstrip()
    services = _several(parts.get("service", "")) if kind is HandleKind.CHAT else []
    values = _addresses(parts) if kind is HandleKind.ADDRESS else _several(parts.get("value", ""))
    for place, value in enumerate(values):
        if reaches_somebody(kind, value):
            service = services[min(place, len(services) - 1)].lower() if services else ""
            preferred = written.startswith(_PRIMARY) and place == 0
            yield Handle(
                kind=kind, value=value, label=label, service=service[:LONGEST_HANDLE], preferred=preferred
            )


def _several(cell: str) -> list[str]:
    return [value for part in cell.split(_BETWEEN) if (value := tidy(part))]


def _addresses(parts: Parts) -> list[str]:
    """Postal addresses, each in one line: as Google lays them out, else from street to country."""
    if formatted := parts.get("formatted"):
        return [one_line(part.splitlines()) for part in formatted.split(_BETWEEN)]
    columns = [parts.get(name, "").split(_BETWEEN) for name in _STREET_TO_COUNTRY]
    return [
        one_line(part.replace("\n", ", ") for part in of_one)
        for of_one in zip_longest(*columns, fillvalue="")
    ]
