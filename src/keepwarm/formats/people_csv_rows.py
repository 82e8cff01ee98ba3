"""The people in the table that we write, read back, after a spreadsheet perhaps: each row as a contact."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.people import Handle, Person, Standing
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.contact_cells import contact, each_once, found_relation, reaches_somebody, tags_in
from keepwarm.formats.csv_table import column_name
from keepwarm.formats.people_csv import NAMES, OWN_ID, PARTS, POSTAL_PARTS, WORDS, split_tags
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_text import plain, tidy
from keepwarm.formats.written_days import find_written_day

REQUIRED = (column_name(OWN_ID), "name")
"""The columns by which the table is known."""

_WORDS = {column_name(word): word for word in PARTS}
_NUMBERED = re.compile(rf"({'|'.join(_WORDS)})(\d{{1,6}})([a-z]*)", re.ASCII)
_POSTAL = tuple(map(column_name, POSTAL_PARTS))

Parts = Mapping[str, str]
"""The cells of one number, by the part; that without a word is the value itself."""


def own_contact(place: str, cells: Mapping[str, str]) -> FoundPerson:
    """The contact of a row, from its cells by `column_name`. Raises Invalid where nobody is in it."""
    texts = {field: short(cells.get(column_name(title), "")) for title, field in NAMES.items()}
    texts["note"] = plain(cells.get("note", ""))
    person = Person(
        **texts,
        birthday=find_own_day(cells.get("birthday", "")),
        standing=_standing(cells.get("standing", "")),
    )
    numbered = _numbered(cells)
    found = contact(place, person, each_once(_handles(numbered)), _details(cells, numbered))
    return FoundPerson(
        place=place,
        person=found.person,
        handles=found.handles,
        details=found.details,
        uid=tidy(cells[REQUIRED[0]]),
    )


def find_own_day(cell: str) -> PartialDate | None:
    """A day as we write it, or as a spreadsheet has rewritten it where that can be read in one way only."""
    try:
        return PartialDate.parse(cell)
    except ValueError:
        return find_written_day(cell, None) if cell else None


def _standing(cell: str) -> Standing:
    try:
        return Standing(cell.strip().lower())
    except ValueError:
        return Standing.ORDINARY


def _numbered(cells: Mapping[str, str]) -> dict[str, list[Parts]]:
    """For each word the cells of its columns, number by number."""
    found: dict[str, dict[int, dict[str, str]]] = {word: defaultdict(dict) for word in PARTS}
    for name, cell in cells.items():
        if cell and (named := _NUMBERED.fullmatch(name)):
            found[_WORDS[named[1]]][int(named[2])][named[3]] = cell
    return {word: [parts for _, parts in sorted(numbers.items())] for word, numbers in found.items()}


def _handles(numbered: Mapping[str, list[Parts]]) -> Iterator[Handle | None]:
    for kind, word in WORDS.items():
        for parts in numbered[word]:
            value = tidy(parts.get("", ""))
            if reaches_somebody(kind, value):
                postal = Postal(
                    **dict(zip(_FIELDS, (plain(parts.get(one, "")) for one in _POSTAL), strict=True))
                )
                yield Handle(
                    kind=kind,
                    value=value,
                    label=short(parts.get("label", "")),
                    service=short(parts.get("service", "")),
                    preferred=bool(parts.get("preferred")),
                    postal=postal if postal else None,
                )


_FIELDS = ("post_box", "extended", "street", "locality", "region", "code", "country")


def _details(cells: Mapping[str, str], numbered: Mapping[str, list[Parts]]) -> Details:
    dates = ((parts, find_own_day(parts.get("", ""))) for parts in numbered["Date"])
    return Details(
        roles=tuple(dict.fromkeys(role for parts in numbered["Role"] if (role := _role(parts)) != Role())),
        tags=tags_in(split_tags(cells.get("tags", ""))),
        relations=tuple(map(_relation, numbered["Relation"])),
        occasions=tuple(
            Occasion(label=short(parts.get("label", "")), on=on) for parts, on in dates if on is not None
        ),
    )


def _role(parts: Parts) -> Role:
    organization, department, title = (short(parts.get(one, "")) for one in PARTS["Role"][:3])
    began, ended = (find_own_day(parts.get(one, "")) for one in PARTS["Role"][3:])
    return Role(organization=organization, department=department, title=title, began=began, ended=ended)


def _relation(parts: Parts) -> FoundRelation:
    name, label, word = (short(parts.get(one, "")) for one in ("", "label", "kind"))
    try:
        kind = RelationKind(word.lower())
    except ValueError:
        return found_relation(label or word, name)
    return FoundRelation(kind=kind, name=name, label=label, uid=tidy(parts.get("id", "")))
