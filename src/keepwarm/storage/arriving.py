"""Carry out the steps of an import, many rows to a statement, each recorded."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Table, func, insert, select

from keepwarm.domain.arrivals import AbsorbPerson, AddInteraction, AddPerson, CompletePerson, KeepCard, Step
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import LONGEST_NAME, Handle, Person
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import CHUNK, insert_rows, update_row
from keepwarm.storage.known import FROM_HISTORY
from keepwarm.storage.merging import absorb
from keepwarm.storage.people import birthday_columns, get_person, handle_row, handles_of, person_row
from keepwarm.storage.schema import blobs, cards, handles, interactions, participants, people

_IN_ORDER = (people, handles, cards, interactions, participants)
"""The tables that an import fills, each after those it refers to."""


class Arriving:
    """The rows that wait to be written, and the people whom they touch."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.touched: set[int] = set()
        self._waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _IN_ORDER}
        self._blobs: dict[str, bytes] = {}
        self._positions: dict[int, int] = {}
        self._cards = book.connection.scalar(select(func.max(cards.c.position)).where(book.owns(cards))) or 0

    def take(self, steps: Iterable[Step], source: str) -> None:
        """Carry out one item's steps; `source` is the file that it came from."""
        for step in steps:
            match step:
                case AddPerson(person_id=person_id, person=person):
                    origin = f"{FROM_HISTORY}{source}" if step.from_history else source
                    self._wait(people, person_row(person_id, person, source=origin, book=self.book))
                    self._add_handles(person_id, step.handles, origin)
                    self.touched.add(person_id)
                case AbsorbPerson():
                    self.write()  # either may be among those who wait
                    absorb(self.book, step.other_id, step.person_id)
                    self.touched.add(step.person_id)
                case CompletePerson():
                    self._complete(step, source)
                case KeepCard():
                    self._keep(step, source)
                case AddInteraction(interaction=interaction, person_ids=person_ids):
                    self._add_interaction(interaction, person_ids, source)
        if sum(map(len, self._waiting.values())) >= CHUNK:
            self.write()

    def write(self) -> None:
        """Write all that waits."""
        if self._blobs:
            self._write_blobs()
        for table in _IN_ORDER:
            insert_rows(self.book, table, self._waiting[table.name])
            self._waiting[table.name].clear()

    def _wait(self, table: Table, row: dict[str, Any]) -> None:
        self._waiting[table.name].append(row)

    def _add_handles(self, person_id: int, found: Iterable[Handle], source: str) -> None:
        for handle in found:
            position = self._positions.get(person_id, 0)
            self._positions[person_id] = position + 1
            self._wait(handles, handle_row(person_id, handle, position, source=source))

    def _complete(self, step: CompletePerson, source: str) -> None:
        self.write()  # the person may be among those who wait
        row = get_person(self.book, step.person_id)
        if changes := _completed(row, step.person, source):
            update_row(self.book, people, {"person_id": step.person_id}, changes)
        held = {(one.kind, one.key): one for one in handles_of(self.book, step.person_id)}
        self._positions[step.person_id] = max((one.position for one in held.values()), default=-1) + 1
        fresh = [handle for handle in step.handles if (handle.kind.value, handle.key) not in held]
        for handle in step.handles:
            self._write_as_on_the_card(held.get((handle.kind.value, handle.key)), handle, source)
        self._add_handles(step.person_id, fresh, source)
        self.touched.add(step.person_id)

    def _write_as_on_the_card(self, row: Row[Any] | None, handle: Handle, source: str) -> None:
        """An address that only a header of history gave is written, labelled and preferred as on the card."""
        if row is not None and row.source.startswith(FROM_HISTORY):
            written = {"value": handle.value, "label": handle.label, "preferred": handle.preferred}
            changes = written | {"service": handle.service, "source": source}
            update_row(self.book, handles, {"handle_id": row.handle_id}, changes)

    def _keep(self, step: KeepCard, source: str) -> None:
        self._blobs[step.digest] = step.raw
        self._cards += 1
        row = {"card_id": new_id(), "person_id": step.person_id, "position": self._cards}
        row |= {"raw_format": step.raw_format.value, "uid": step.uid, "digest": step.digest}
        self._wait(cards, row | {"source": source})

    def _write_blobs(self) -> None:
        """The bytes go first; those of an import that was undone may be there still."""
        digests = list(self._blobs)
        there = select(blobs.c.digest).where(self.book.owns(blobs), blobs.c.digest.in_(digests))
        for digest in self.book.connection.scalars(there).all():
            del self._blobs[digest]
        owner_id = self.book.owner.owner_id
        rows = [{"owner_id": owner_id, "digest": digest, "raw": raw} for digest, raw in self._blobs.items()]
        if rows:
            self.book.execute(insert(blobs), rows)
        self._blobs.clear()

    def _add_interaction(self, interaction: Interaction, person_ids: tuple[int, ...], source: str) -> None:
        row = interaction_row(interaction, source=source)
        self._wait(interactions, row)
        for person_id in person_ids:
            self._wait(participants, {"interaction_id": row["interaction_id"], "person_id": person_id})
        self.touched.update(person_ids)


def interaction_row(interaction: Interaction, *, source: str) -> dict[str, Any]:
    """An interaction as a row of the table, with an id of its own."""
    return {
        "interaction_id": new_id(),
        "at": interaction.at,
        "channel": interaction.channel.value,
        "direction": interaction.direction.value,
        "minutes": interaction.minutes,
        "summary": interaction.summary,
        "recipients": interaction.recipients,
        "counts": interaction.counts,
        "key": interaction.key,
        "source": source,
    }


def _completed(row: Row[Any], person: Person, source: str) -> dict[str, Any]:
    """What a card adds to somebody: the fields that are empty, a further note, the name of a mere header."""
    fresh = {
        "given": person.given,
        "family": person.family,
        "organization": person.organization,
        "title": person.title,
    }
    changes: dict[str, Any] = {
        name: value for name, value in fresh.items() if value and not getattr(row, name)
    }
    if row.birthday is None:
        changes |= birthday_columns(person.birthday)
    if person.note and person.note not in row.note:
        changes["note"] = f"{row.note}\n\n{person.note}".strip()
    if row.source.startswith(FROM_HISTORY):
        changes |= {"name": person.name[:LONGEST_NAME].rstrip(), "source": source}
    return changes
