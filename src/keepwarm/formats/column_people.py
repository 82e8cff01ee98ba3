"""The people in a table whose columns have meanings: each row as a contact, by all columns of a meaning."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.domain.columns import ColumnProposal
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, Occasion, Role
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.column_contents import service_of_page
from keepwarm.formats.column_readings import ADDRESS_PARTS, TitleReading, label_of, read_title
from keepwarm.formats.contact_cells import (
    contact,
    each_once,
    find_cell_handle,
    find_postal_handle,
    found_relation,
    postal_of,
    roles_beside,
    tags_in,
)
from keepwarm.formats.csv_people import Understand, with_every_column
from keepwarm.formats.csv_table import Layout, Row, read_rows
from keepwarm.formats.spoken_names import full_name, short
from keepwarm.formats.vcard_text import plain
from keepwarm.formats.written_days import DayOrder, find_order, find_written_day

_DAYS = (M.BIRTHDAY, M.ANNIVERSARY)
_HANDLES = {
    M.EMAIL: HandleKind.EMAIL,
    M.PHONE: HandleKind.PHONE,
    M.CHAT: HandleKind.CHAT,
    M.PROFILE: HandleKind.PROFILE,
}
_BETWEEN = {
    M.EMAIL: re.compile(r"[;,|\n]|:::|\s+(?=\S+@)"),
    M.PHONE: re.compile(r"[;,|\n]|:::"),
    M.CHAT: re.compile(r"[;|\n]|:::"),
    M.PROFILE: re.compile(r"[;|\s]+|:::|,\s*(?=\S)"),
    M.TAGS: re.compile(r"[;,|\n]|:::"),
    M.RELATION: re.compile(r"[;,|\n]|:::"),
}
"""What stands between several values of one cell."""

_FEWEST_DIGITS = 3
_STREET_AND_REST = 2
_DAY_IN_WORDS = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\.? (?P<m>[a-z]{3,9})\.?"
    r"|(?P<m2>[a-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:,? (?P<y>\d{4}))?",
    re.ASCII,
)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.?", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column that has a place here, and the name by which its cell is found."""

    name: str
    title: str
    meaning: M
    label: str
    reading: TitleReading | None


_Said = dict[M, list[tuple[_Column, str]]]
"""What a row says, by meaning, in the order of the columns."""


def people_as(path: Path, proposal: ColumnProposal, layout: Layout) -> Understand:
    """How each row of the table is understood; days are read in the order that the file's own days tell."""
    whole = with_every_column(layout)
    names = {place: name for name, place in whole.columns.items()}
    columns = tuple(
        _Column(
            name=names[place],
            title=one.title,
            meaning=one.meaning,
            label=short(label_of(one.title, one.meaning)),
            reading=read_title(one.title),
        )
        for place, one in enumerate(proposal.columns)
        if one.meaning is not M.KEEP
    )
    return partial(_person, columns, _day_order(path, whole, columns))


def find_day(written: str, order: DayOrder | None) -> PartialDate | None:
    """A day in digits, or in English words with or without a year; None for what is none, or is unsure."""
    said = " ".join(written.casefold().split())
    year: str | None = None
    if found := _DAY_AND_MONTH.fullmatch(said):
        day, month = found[1], int(found[2])
    elif found := _DAY_IN_WORDS.fullmatch(said):
        word, day, year = found["m"] or found["m2"], found["d"] or found["d2"], found["y"]
        month = next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)
    else:
        return find_written_day(written, order)
    try:
        return PartialDate(year=int(year) if year else None, month=month, day=int(day)) if month else None
    except ValueError:
        return None


def _day_order(path: Path, layout: Layout, columns: Sequence[_Column]) -> DayOrder | None:
    """As the file's own days tell; else the day first, but in English, where both orders are at home."""
    days = [column for column in columns if column.meaning in _DAYS]
    rows = (row.cells for row in read_rows(path, layout) if isinstance(row, Row)) if days else ()
    if order := find_order(cells[day.name] for cells in rows for day in days):
        return order
    is_foreign = any(day.reading is not None and not day.reading.english for day in days)
    return DayOrder.DAY_FIRST if is_foreign else None


def _person(
    columns: Sequence[_Column], order: DayOrder | None, place: str, cells: dict[str, str]
) -> FoundPerson:
    said: _Said = {meaning: [] for meaning in M}
    for column in columns:
        if cell := cells[column.name]:
            said[column.meaning].append((column, cell))
    given, family, middle = (_together(said, part) for part in (M.GIVEN, M.FAMILY, M.MIDDLE))
    prefix, suffix = _together(said, M.PREFIX), _together(said, M.SUFFIX)
    spoken = full_name(given=given, family=family, prefix=prefix, middle=middle, suffix=suffix)
    organization, nickname = _first(said, M.ORGANIZATION), _together(said, M.NICKNAME, ", ")
    days = (find_day(cell, order) for _, cell in said[M.BIRTHDAY])
    person = Person(
        name=_first(said, M.NAME) or spoken or nickname or organization,
        given=given,
        family=family,
        prefix=prefix,
        middle=middle,
        suffix=suffix,
        nickname=nickname,
        organization=organization,
        title=_first(said, M.TITLE),
        birthday=next(filter(None, days), None),
        note=plain("\n".join(_notes(said))),
    )
    return contact(place, person, each_once(_handles(said)), _details(said, person, order))


def _first(said: _Said, meaning: M) -> str:
    return short(said[meaning][0][1]) if said[meaning] else ""


def _together(said: _Said, meaning: M, between: str = " ") -> str:
    return short(between.join(cell for _, cell in said[meaning]))


def _notes(said: _Said) -> Iterator[str]:
    """Each note; one whose title says more than that it is a note, under that title."""
    for column, cell in said[M.NOTE]:
        is_plain = column.reading is not None and column.reading.meaning is M.NOTE and not column.label
        yield cell if is_plain else f"{short(column.title)}: {cell}"


def _details(said: _Said, person: Person, order: DayOrder | None) -> Details:
    occasions = (
        Occasion(label=short(column.title), on=on)
        for column, cell in said[M.ANNIVERSARY]
        if (on := find_day(cell, order))
    )
    return Details(
        roles=roles_beside(person, _roles(said)),
        tags=tags_in(tag for _, cell in said[M.TAGS] for tag in _several(M.TAGS, cell)),
        relations=tuple(
            found_relation(_relation_word(column.title), name)
            for column, cell in said[M.RELATION]
            for name in _several(M.RELATION, cell)
        ),
        occasions=tuple(occasions),
    )


def _roles(said: _Said) -> Iterator[Role]:
    """What stands in the first columns for organization, department and title together, then the second."""
    columns = ([short(cell) for _, cell in said[one]] for one in (M.ORGANIZATION, M.DEPARTMENT, M.TITLE))
    for organization, department, title in zip_longest(*columns, fillvalue=""):
        yield Role(organization=organization, department=department, title=title)


def _relation_word(title: str) -> str:
    """`Spouse` of `Spouse name`."""
    return re.sub(r"('s)?[ _]names?$", "", title.strip(), flags=re.IGNORECASE)


def _several(meaning: M, cell: str) -> list[str]:
    return [value for part in _BETWEEN[meaning].split(cell) if (value := part.strip())]


def _handles(said: _Said) -> Iterator[Handle | None]:
    for meaning in (M.EMAIL, M.PHONE, M.CHAT):
        for column, cell in said[meaning]:
            yield from _of_a_cell(column, cell)
    yield from _addresses(said)
    for column, cell in said[M.PROFILE]:
        yield from _of_a_cell(column, cell)


def _of_a_cell(column: _Column, cell: str) -> Iterator[Handle | None]:
    reading = column.reading
    for value in _several(column.meaning, cell):
        if column.meaning is M.PHONE and sum(map(str.isdigit, value)) < _FEWEST_DIGITS:
            continue
        service = reading.service if reading is not None and reading.meaning is column.meaning else ""
        if column.meaning is M.PROFILE:
            service = service or service_of_page(value)
        kind = _HANDLES[column.meaning]
        yield find_cell_handle(kind, value, label=column.label, service=service)


def _addresses(said: _Said) -> Iterator[Handle | None]:
    for column, cell in said[M.ADDRESS]:
        yield find_postal_handle(Postal(), label=column.label, written=cell)
    parts: dict[tuple[str, str], dict[M, list[str]]] = {}
    for meaning in ADDRESS_PARTS:
        for column, cell in said[meaning]:
            number = column.reading.number if column.reading is not None else ""
            parts.setdefault((column.label, number), {}).setdefault(meaning, []).append(cell)
    if len(parts) == _STREET_AND_REST and ("", "") in parts:
        rest = parts.pop(("", ""))
        ((key, labelled),) = parts.items()
        parts = (
            {key: {**rest, **labelled}} if not rest.keys() & labelled.keys() else {("", ""): rest, **parts}
        )
    for (label, _), one in parts.items():
        yield find_postal_handle(_postal(one), label=label)


def _postal(parts: dict[M, list[str]]) -> Postal:
    def part(meaning: M) -> str:
        return ", ".join(parts.get(meaning, ()))

    return postal_of(
        street=parts.get(M.STREET, ()),
        locality=part(M.CITY),
        region=part(M.REGION),
        code=part(M.CODE),
        country=part(M.COUNTRY),
    )
