"""Numbered columns of Google's CSV (`E-mail 2 - Value`): ways to reach somebody, as many as there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.formats.contact_cells import each_once, find_postal_handle, postal_of, reaches_somebody
from keepwarm.formats.vcard_handles import LONGEST_HANDLE
from keepwarm.formats.vcard_text import tidy

Parts = dict[str, str]
"""The cells of one number, by what stands behind the dash: `value`, `label` (once `type`), `street` …"""

BETWEEN = ":::"
"""What stands between several values of one cell."""

PRIMARY = "*"
"""What stands before the label of the primary value, and before Google's own labels of contacts."""

_NUMBERED = re.compile(r"([a-z-]{2,20}?)(\d{1,6})-([a-z]+)", re.ASCII)
_KINDS = {
    "e-mail": HandleKind.EMAIL,
    "phone": HandleKind.PHONE,
    "im": HandleKind.CHAT,
    "address": HandleKind.ADDRESS,
    "website": HandleKind.PROFILE,
}
_STREET_TO_COUNTRY = ("street", "extendedaddress", "pobox", "city", "region", "postalcode", "country")


def handles_in(cells: dict[str, str]) -> tuple[Handle, ...]:
    """Every handle once: mail addresses, numbers, chats, postal addresses, pages, each by its number."""
    return each_once(
        handle
        for word, by_number in numbered(cells, _KINDS).items()
        for parts in by_number
        for handle in _handles(_KINDS[word], parts)
    )


def numbered(cells: dict[str, str], words: Iterable[str]) -> dict[str, list[Parts]]:
    """For each word (`e-mail`, `relation`) the cells of its columns, number by number."""
    found: dict[str, dict[int, Parts]] = {word: defaultdict(dict) for word in words}
    for column, cell in cells.items():
        if cell and (named := _number(column)) and named[0] in found:
            word, number, part = named
            found[word][number][part] = cell
    return {word: [parts for _, parts in sorted(numbers.items())] for word, numbers in found.items()}


def several(cell: str) -> list[str]:
    """The values in a cell, without those that say nothing."""
    return [value for value in by_place(cell) if value]


def by_place(cell: str) -> list[str]:
    """The values in a cell, each in its place, for cells whose values belong together."""
    return [tidy(part) for part in cell.split(BETWEEN)]


def first_value(cell: str) -> str:
    """The first of several values that ` ::: ` parts."""
    return next(iter(several(cell)), "")


def label_of(parts: Parts) -> str:
    """The label of a number, without the mark of the primary one."""
    return _written_label(parts).lstrip(f"{PRIMARY} ")[:LONGEST_HANDLE].rstrip()


@lru_cache(maxsize=4096)
def _number(column: str) -> tuple[str, int, str] | None:
    found = _NUMBERED.fullmatch(column)
    return None if found is None else (found[1], int(found[2]), found[3])


def _written_label(parts: Parts) -> str:
    return tidy(parts.get("label") or parts.get("type", ""))


def _handles(kind: HandleKind, parts: Parts) -> Iterator[Handle | None]:
    """What the cells of one number hold; of several values in one cell the first is the primary one."""
    label = label_of(parts)
    if kind is HandleKind.ADDRESS:
        for written, postal in _addresses(parts):
            yield find_postal_handle(postal, label=label, written=written)
        return
    primary = _written_label(parts).startswith(PRIMARY)
    services = several(parts.get("service", "")) if kind is HandleKind.CHAT else []
    for place, value in enumerate(several(parts.get("value", ""))):
        if reaches_somebody(kind, value):
            service = services[min(place, len(services) - 1)].lower() if services else ""
            yield Handle(
                kind=kind,
                value=value,
                label=label,
                service=service[:LONGEST_HANDLE],
                preferred=primary and place == 0,
            )


def _addresses(parts: Parts) -> list[tuple[str, Postal]]:
    """Postal addresses: each as Google lays it out, where it does, and from street to country."""
    columns = [parts.get(name, "").split(BETWEEN) for name in _STREET_TO_COUNTRY]
    laid_out = parts.get("formatted", "").split(BETWEEN)
    return [
        (
            written,
            postal_of(
                street=(street,),
                extended=extended,
                post_box=box,
                locality=city,
                region=region,
                code=code,
                country=country,
            ),
        )
        for written, street, extended, box, city, region, code, country in zip_longest(
            laid_out, *columns, fillvalue=""
        )
    ]
