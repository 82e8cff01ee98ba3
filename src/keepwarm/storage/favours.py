"""The ledger of gives and asks, as rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import Favour, FavourState
from keepwarm.domain.errors import Missing
from keepwarm.domain.favours import Line
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.owner_settings import CHANNELS_UNUSED, HELP_UNTIL, find_settings
from keepwarm.storage.schema import favours
from keepwarm.storage.ties import chunks


def add_line(book: Book, person_id: int, line: Line) -> int:
    """Write a line into the ledger of somebody; return its id."""
    favour_id = new_id()
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, favours, {"favour_id": favour_id, "person_id": person_id} | _said(line) | provenance)
    return favour_id


def change_line(book: Book, line: Line) -> bool:
    """Let a line say what it says now; False where it said so already."""
    return update_row(book, favours, {"favour_id": line.favour_id}, _said(line))


def remove_line(book: Book, line: Line) -> None:
    """Take a line out of the ledger."""
    delete_row(book, favours, {"favour_id": line.favour_id})


def get_line(book: Book, person_id: int, favour_id: int) -> Line:
    """One line with somebody. Raises Missing."""
    found = next((line for line in lines_of(book, person_id) if line.favour_id == favour_id), None)
    if found is None:
        raise Missing("This give or ask is not in your book any more; look at their page again.")
    return found


def lines_of(book: Book, person_id: int) -> list[Line]:
    """All lines with one person, in the order of their ids; one statement."""
    return lines_of_all(book, (person_id,)).get(person_id, [])


def lines_of_all(book: Book, person_ids: Collection[int]) -> dict[int, list[Line]]:
    """The same of several people; no entry for those with whom there is none."""
    found: dict[int, list[Line]] = {}
    for chunk in chunks(person_ids):
        lines = select(favours).where(book.owns(favours), favours.c.person_id.in_(chunk))
        for row in book.rows(lines.order_by(favours.c.favour_id)):
            found.setdefault(row.person_id, []).append(line_of(row))
    return found


def select_thanks_due(book: Book, on: date | None = None) -> Select[tuple[int]]:
    """Whom the owner has to thank on a day, today where none is named: found by index.

    Who helped a day before or longer ago, and was not thanked.

    What a source brought without the day of its state is old, and nobody is reminded of it.
    """
    latest = (on or book.today) - timedelta(days=AGENDA.thanks_from_days)
    is_due = (
        favours.c.state == FavourState.DONE.value,
        favours.c.side == Side.THEIRS.value,
        favours.c.changed_on <= latest,
    )
    return select(favours.c.person_id).where(book.owns(favours), *is_due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms the owner asks: until when help is needed now, if it is, and by no channel unused."""

    helping_until: date | None
    unused: frozenset[Channel]


def terms_of(book: Book) -> Terms:
    """Read them; one statement."""
    said = find_settings(book)
    until = date.fromisoformat(said[HELP_UNTIL]) if HELP_UNTIL in said else None
    unused = filter(None, said.get(CHANNELS_UNUSED, "").split(","))
    return Terms(
        helping_until=until if until is not None and until >= book.today else None,
        unused=frozenset(map(Channel, unused)),
    )


def line_of(row: Row[Any]) -> Line:
    """The line in a row of the table."""
    favour = Favour(
        side=Side(row.side),
        text=row.text,
        state=FavourState(row.state),
        noted_on=row.noted_on,
        money=row.money,
    )
    return Line(
        favour_id=row.favour_id,
        person_id=row.person_id,
        favour=favour,
        changed_on=row.changed_on,
        own=row.source == OWNER_SAID,
    )


def _said(line: Line) -> dict[str, Any]:
    favour = line.favour
    return {
        "side": favour.side.value,
        "text": favour.text,
        "state": favour.state.value,
        "noted_on": favour.noted_on,
        "changed_on": line.changed_on,
        "money": favour.money,
    }
