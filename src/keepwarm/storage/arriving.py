"""Carry out the steps of an import, many rows to a statement, each recorded."""

from collections.abc import Iterable
from typing import Any, assert_never

from sqlalchemy import Row, Table, func, select

from keepwarm.domain.arrivals import (
    AbsorbPerson,
    AddDetails,
    AddInteraction,
    AddPerson,
    AddRelation,
    CompletePerson,
    KeepCard,
    Step,
)
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Handle, Person
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.domain.search_conditions import UNLISTED
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.claims import claims_of, field_columns, take_claims, taken_away, values_of
from keepwarm.storage.details import TELLS_APART, detail_rows, each_once, fresh_rows
from keepwarm.storage.handles import handle_columns, handle_name, handle_row, handles_of
from keepwarm.storage.journal import CHUNK, insert_rows, update_row
from keepwarm.storage.many_rows import insert_many
from keepwarm.storage.merging import absorb
from keepwarm.storage.people import get_person, person_row
from keepwarm.storage.relations import add_relation
from keepwarm.storage.schema import blobs, cards, handles, interactions, participants, people

_IN_ORDER = (people, handles, cards, *TELLS_APART, interactions, participants)
"""The tables that an import fills, each after those it refers to."""


class Arriving:
    """The rows that wait to be written, the people whom they touch, and those who are new in the book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.touched: set[int] = set()
        self.new: list[int] = []
        self._waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _IN_ORDER}
        self._blobs: dict[str, bytes] = {}
        self._fresh: set[int] = set()
        self._cards = book.connection.scalar(select(func.max(cards.c.position)).where(book.owns(cards))) or 0

    def take(self, steps: Iterable[Step], source: str) -> None:
        """Carry out one item's steps; `source` is the file that it came from."""
        for step in steps:
            self._take(step, source)
        if sum(map(len, self._waiting.values())) >= CHUNK:
            self.write()

    def _take(self, step: Step, source: str) -> None:
        match step:
            case AddPerson():
                self._add(step, source)
            case AbsorbPerson():
                self.write()  # either may be among those who wait
                absorb(self.book, step.other_id, step.person_id)
                self.touched.add(step.person_id)
            case CompletePerson():
                self._complete(step, source)
            case KeepCard():
                self._keep(step, source)
            case AddDetails():
                self._add_details(step, source)
            case AddRelation():
                self.write()
                add_relation(
                    self.book, step.person_id, step.other_id, step.kind, label=step.label, source=source
                )
                self.touched |= {step.person_id, step.other_id}
            case AddInteraction(interaction=interaction, person_ids=person_ids):
                self._add_interaction(interaction, person_ids, source)
            case _:
                assert_never(step)

    def write(self) -> None:
        """Write all that waits."""
        if self._blobs:
            self._write_blobs()
        for table in _IN_ORDER:
            insert_rows(self.book, table, self._waiting[table.name])
            self._waiting[table.name].clear()
        self._fresh.clear()

    def _wait(self, table: Table, row: dict[str, Any]) -> None:
        self._waiting[table.name].append(row)

    def _add(self, step: AddPerson, source: str) -> None:
        origin = f"{FROM_HISTORY}{source}" if step.from_history else source
        self._wait(people, person_row(step.person_id, step.person, source=origin, book=self.book))
        self._add_handles(step.person_id, step.handles, origin, 0)
        self._fresh.add(step.person_id)
        self.new.append(step.person_id)
        self.touched.add(step.person_id)

    def _add_handles(self, person_id: int, found: Iterable[Handle], source: str, position: int) -> None:
        for place, handle in enumerate(found, position):
            self._wait(handles, handle_row(self.book, person_id, handle, place, source=source))

    def _complete(self, step: CompletePerson, source: str) -> None:
        self.write()  # the person may be among those who wait
        row = get_person(self.book, step.person_id)
        self._complete_person(row, step.person, source, uid=step.uid)
        held = {(one.kind, one.key): one for one in handles_of(self.book, step.person_id)}
        gone = taken_away(claims_of(self.book, step.person_id))
        for handle in step.handles:
            self._write_as_on_the_card(held.get((handle.kind.value, handle.key)), handle, source)
        fresh = [
            handle
            for handle in step.handles
            if (handle.kind.value, handle.key) not in held and handle_name(handle) not in gone
        ]
        behind = max((one.position for one in held.values()), default=-1) + 1
        self._add_handles(step.person_id, fresh, source, behind)
        self.touched.add(step.person_id)

    def _complete_person(self, row: Row[Any], person: Person, source: str, *, uid: str) -> None:
        """What a card adds to somebody; who was only named by a header or as a relation is now somebody."""
        changes: dict[str, Any] = {}
        if row.source.startswith(FROM_HISTORY):
            said = {field: value for field, value in values_of(person).items() if value}
            for field, value in said.items():
                changes |= field_columns(field, value)
            changes["source"] = source
        else:
            take_claims(self.book, row, values_of(person), source=source, uid=uid)
        if person.note and person.note not in row.note:
            changes["note"] = f"{row.note}\n\n{person.note}".strip()
        if row.standing in UNLISTED:
            changes["standing"] = person.standing.value
        if changes:
            update_row(self.book, people, {"person_id": row.person_id}, changes)

    def _write_as_on_the_card(self, row: Row[Any] | None, handle: Handle, source: str) -> None:
        """An address that only a header of history gave is written, labelled and preferred as on the card."""
        if row is not None and row.source.startswith(FROM_HISTORY):
            changes = handle_columns(handle) | {"source": source, "added_at": self.book.now}
            update_row(self.book, handles, {"handle_id": row.handle_id}, changes)

    def _add_details(self, step: AddDetails, source: str) -> None:
        rows = detail_rows(self.book, step.person_id, step.details, source=source)
        if step.person_id not in self._fresh:
            self.write()
            rows = fresh_rows(self.book, step.person_id, rows)
        else:
            rows = each_once(rows)
        for table, row in rows:
            self._wait(table, row)
        self.touched.add(step.person_id)

    def _keep(self, step: KeepCard, source: str) -> None:
        self._blobs[step.digest] = step.raw
        self._cards += 1
        row = {"card_id": new_id(), "person_id": step.person_id, "position": self._cards}
        row |= {
            "raw_format": step.raw_format.value,
            "uid": step.uid,
            "other_uids": "\n".join(step.other_uids),
        }
        row |= {"digest": step.digest, "came_as": step.digest, "source": source, "added_at": self.book.now}
        self._wait(cards, row)

    def _write_blobs(self) -> None:
        """The bytes go first; those of an import that was undone may be there still."""
        digests = list(self._blobs)
        there = select(blobs.c.digest).where(self.book.owns(blobs), blobs.c.digest.in_(digests))
        for digest in self.book.connection.scalars(there).all():
            del self._blobs[digest]
        owner_id = self.book.owner.owner_id
        rows = [{"owner_id": owner_id, "digest": digest, "raw": raw} for digest, raw in self._blobs.items()]
        insert_many(self.book.connection, blobs, rows)
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
        "my_share": interaction.my_share,
        "source": source,
    }
