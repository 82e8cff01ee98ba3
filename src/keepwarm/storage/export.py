"""What goes out of a book: people as the formats know them, the bytes they came as, and every row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.sources import RawFormat
from keepwarm.storage.book import Book
from keepwarm.storage.schema import SITE_TABLES, blobs, cards, handles, metadata, people

_MADE_AGAIN = frozenset({"tie_states", "calibrations", "headline_months", "people_search"})
"""Tables that are computed from the others and stay out of an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Somebody as the formats know them."""

    person_id: int
    person: Person
    handles: tuple[Handle, ...]


def exported_people(book: Book) -> list[Exported]:
    """Everybody in the book by name; two statements."""
    held: dict[int, list[Handle]] = defaultdict(list)
    for row in book.execute(select(handles).where(book.owns(handles)).order_by(handles.c.position)):
        held[row.person_id].append(
            Handle(
                kind=HandleKind(row.kind),
                value=row.value,
                label=row.label,
                service=row.service,
                preferred=row.preferred,
            )
        )
    everybody = book.execute(
        select(people).where(book.owns(people)).order_by(people.c.name, people.c.person_id)
    )
    return [
        Exported(person_id=row.person_id, person=person_of(row), handles=tuple(held[row.person_id]))
        for row in everybody
    ]


def person_of(row: Any) -> Person:
    """The person in a row of the table."""
    return Person(
        name=row.name,
        given=row.given,
        family=row.family,
        organization=row.organization,
        title=row.title,
        birthday=None if row.birthday is None else PartialDate.parse(row.birthday),
        note=row.note,
        standing=Standing(row.standing),
    )


def raw_cards(book: Book) -> dict[int, list[bytes]]:
    """The vCards that each person came as, in the order of their coming; rows of a table are none."""
    kept: dict[int, list[bytes]] = defaultdict(list)
    found = select(cards.c.person_id, blobs.c.raw).join(
        blobs, (blobs.c.owner_id == cards.c.owner_id) & (blobs.c.digest == cards.c.digest)
    )
    vcards = found.where(book.owns(cards), cards.c.raw_format == RawFormat.VCARD.value)
    for person_id, raw in book.execute(vcards.order_by(cards.c.position)):
        kept[person_id].append(raw)
    return kept


def archived_rows(book: Book) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of the book with the name of its table, in the order of keys."""
    for table in metadata.sorted_tables:
        if table.name not in SITE_TABLES | _MADE_AGAIN:
            for row in book.execute(
                select(table).where(book.owns(table)).order_by(*table.primary_key)
            ).mappings():
                yield table.name, dict(row)
