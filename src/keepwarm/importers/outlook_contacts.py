"""Outlook's contacts as CSV: from Outlook 2003 to the new one and Outlook.com, in ten languages."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.details import Details, FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.column_titles import find_titled
from keepwarm.formats.contact_cells import (
    contact,
    each_once,
    find_cell_handle,
    find_postal_handle,
    postal_of,
    roles_beside,
    tags_in,
)
from keepwarm.formats.csv_people import Understand, read_table
from keepwarm.formats.csv_table import Layout, Row, column_name, read_rows
from keepwarm.formats.outlook_titles import HEADERS, LANGUAGES
from keepwarm.formats.spoken_names import full_name, short, sounded_name
from keepwarm.formats.vcard_text import plain
from keepwarm.formats.written_days import DayOrder, find_order, find_written_day

NAME = "Outlook CSV"

_PHONES = {
    "mobile": "mobile",
    "business-phone": "business",
    "business-phone-2": "business",
    "home-phone": "home",
    "home-phone-2": "home",
    "main-phone": "main",
    "other-phone": "other",
    "company-phone": "company",
    "car-phone": "car",
    "radio-phone": "radio",
    "callback-phone": "callback",
    "pager": "pager",
    "business-fax": "business fax",
    "home-fax": "home fax",
    "other-fax": "other fax",
}
_PLACES = ("business", "home", "other")
_RELATIONS = {
    "spouse": RelationKind.SPOUSE,
    "children": RelationKind.CHILD,
    "manager": RelationKind.MANAGER,
    "assistant": RelationKind.ASSISTANT,
    "referred-by": RelationKind.INTRODUCED_BY,
}
_LIST = re.compile(r"[;,\n]")
_ANNIVERSARY = "Anniversary"
_DAYS = ("birthday", "anniversary")
_ENGLISH_GIVEN_NAME = "firstname"


def recognises(path: Path, head: bytes) -> bool:
    """A table with Outlook's names for columns in one of its languages, in any order."""
    return path.is_file() and _find_layout(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none. Outlook writes no ids."""
    return read_table(path, _find_layout, partial(_contacts_of, path))


def _find_layout(head: bytes) -> Layout | None:
    return find_titled(head, LANGUAGES, HEADERS)


def _contacts_of(path: Path, layout: Layout) -> Understand:
    return partial(_contact, _day_order(path, layout))


def _day_order(path: Path, layout: Layout) -> DayOrder | None:
    """As the file's own days tell; else the day first, but in English, where both orders are at home."""
    columns = [name for name in _DAYS if name in layout.columns]
    rows = (row.cells for row in read_rows(path, layout) if isinstance(row, Row)) if columns else ()
    if order := find_order(cells[name] for cells in rows for name in columns):
        return order
    english = column_name(layout.titles[layout.columns["given"]]) == _ENGLISH_GIVEN_NAME
    return None if english else DayOrder.DAY_FIRST


def _contact(order: DayOrder | None, place: str, cells: dict[str, str]) -> FoundPerson:
    parts = {name: short(cells.get(name, "")) for name in ("given", "family", "prefix", "middle", "suffix")}
    organization, nickname = short(cells.get("organization", "")), short(cells.get("nickname", ""))
    person = Person(
        name=full_name(**parts) or nickname or organization,
        given=parts["given"],
        family=parts["family"],
        prefix=parts["prefix"],
        middle=parts["middle"],
        suffix=parts["suffix"],
        nickname=nickname,
        phonetic=sounded_name(
            given=cells.get("given-yomi", ""), family=cells.get("family-yomi", ""), written=parts["family"]
        ),
        organization=organization,
        title=short(cells.get("title", "")),
        birthday=find_written_day(cells.get("birthday", ""), order),
        note=plain(cells.get("note", "")),
    )
    return contact(place, person, each_once(_handles(cells)), _details(cells, person, order))


def _details(cells: dict[str, str], person: Person, order: DayOrder | None) -> Details:
    day = find_written_day(cells.get("anniversary", ""), order)
    department = short(cells.get("department", ""))
    role = Role(organization=person.organization, department=department, title=person.title)
    return Details(
        roles=roles_beside(person, (role,)),
        tags=tags_in(_LIST.split(cells.get("categories", ""))),
        relations=tuple(dict.fromkeys(_relations(cells))),
        occasions=(Occasion(label=_ANNIVERSARY, on=day),) if day else (),
    )


def _relations(cells: dict[str, str]) -> Iterator[FoundRelation]:
    """The people whom the row names; children are several in one cell."""
    for column, kind in _RELATIONS.items():
        written = cells.get(column, "")
        names = _LIST.split(written) if kind is RelationKind.CHILD else (written,)
        for name in filter(None, map(short, names)):
            yield FoundRelation(kind=kind, name=name)


def _handles(cells: dict[str, str]) -> Iterator[Handle | None]:
    for name in ("mail", "mail-2", "mail-3"):
        yield find_cell_handle(HandleKind.EMAIL, cells.get(name, ""))
    for name, label in _PHONES.items():
        yield find_cell_handle(HandleKind.PHONE, cells.get(name, ""), label=label)
    yield find_cell_handle(HandleKind.CHAT, cells.get("chat", ""))
    for label in _PLACES:
        yield find_postal_handle(_postal(cells, label), label=label)
    for name in ("page", "page-2"):
        yield find_cell_handle(HandleKind.PROFILE, cells.get(name, ""))


def _postal(cells: dict[str, str], label: str) -> Postal:
    def cell(part: str) -> str:
        return cells.get(f"{label}-{part}", "")

    return postal_of(
        street=map(cell, ("street", "street-2", "street-3")),
        post_box=cell("box"),
        locality=cell("city"),
        region=cell("region"),
        code=cell("code"),
        country=cell("country"),
    )
