"""What else is known of people, as rows: roles, tags, dates, facts, favours, promises, planned contacts."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, select

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, Occasion
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.schema import facts, favours, next_steps, occasions, promises, roles, tags

TELLS_APART: dict[Table, tuple[str, ...]] = {
    roles: ("organization", "department", "title", "began", "ended"),
    tags: ("tag",),
    occasions: ("label", "day"),
    facts: ("kind", "text"),
    favours: ("side", "text", "noted_on"),
    promises: ("side", "text"),
    next_steps: ("text",),
}
"""Of one person no two rows of a table are alike in these columns."""

_LONGEST_TAG = 200

Rows = Iterator[tuple[Table, dict[str, Any]]]


def detail_rows(book: Book, person_id: int, details: Details, *, source: str) -> Rows:
    """The rows that keep these details, each with its table."""
    provenance = {"person_id": person_id, "source": source, "added_at": book.now}
    for table, row in (*_lasting(book, details), *_open(book, details)):
        said = provenance if "added_at" in table.c else {"person_id": person_id, "source": source}
        yield table, said | row


def _lasting(book: Book, details: Details) -> Rows:
    for role in details.roles:
        row = {"organization": role.organization, "department": role.department, "title": role.title}
        yield roles, {"role_id": new_id(), **row, "began": _day(role.began), "ended": _day(role.ended)}
    for tag in details.tags:
        if tag.strip():
            yield tags, {"tag": shortened_tag(tag)}
    for occasion in details.occasions:
        yield occasions, occasion_row(occasion)
    for fact in details.facts:
        learned_on = fact.learned_on or book.today
        yield facts, {"fact_id": new_id(), "kind": fact.kind, "text": fact.text, "learned_on": learned_on}
    for favour in details.favours:
        row = {"side": favour.side, "text": favour.text, "state": favour.state}
        yield favours, {"favour_id": new_id(), **row, "noted_on": favour.noted_on, "money": favour.money}


def _open(book: Book, details: Details) -> Rows:
    for promise in details.promises:
        said = {"side": promise.side, "text": promise.text, "due_on": promise.due_on}
        made_on = promise.made_on or book.today
        yield promises, {"promise_id": new_id(), **said, "made_on": made_on, "done_on": promise.done_on}
    for step in details.steps:
        planned = {"text": step.text, "due_on": step.due_on, "channel": step.channel}
        yield next_steps, {"next_step_id": new_id(), **planned, "placed_on": book.today, "done_on": None}


def occasion_row(occasion: Occasion) -> dict[str, Any]:
    """A date that matters, as columns with an id of its own."""
    on = occasion.on
    whole = on.month is not None and on.day is not None
    month_day = f"{on.month:02d}-{on.day:02d}" if whole else None
    return {"occasion_id": new_id(), "label": occasion.label, "day": str(on), "month_day": month_day}


def shortened_tag(tag: str) -> str:
    """A tag of the length that an index takes, in single spaces."""
    return " ".join(tag.split())[:_LONGEST_TAG].rstrip()


def _day(on: PartialDate | None) -> str | None:
    return None if on is None else str(on)


def fresh_rows(
    book: Book, person_id: int, rows: Iterable[tuple[Table, dict[str, Any]]]
) -> Iterator[tuple[Table, dict[str, Any]]]:
    """Those of the rows that say what is not in the book of this person yet."""
    held: dict[Table, set[tuple[Any, ...]]] = {}
    for table, row in rows:
        if table not in held:
            held[table] = _held(book, table, person_id)
        key = key_of_detail(table, row)
        if key not in held[table]:
            held[table].add(key)
            yield table, row


def key_of_detail(table: Table, row: Any) -> tuple[Any, ...]:
    """What tells a row from the others of the same person."""
    return tuple(row[name] for name in TELLS_APART[table])


def _held(book: Book, table: Table, person_id: int) -> set[tuple[Any, ...]]:
    columns = [table.c[name] for name in TELLS_APART[table]]
    found = select(*columns).where(book.owns(table), table.c.person_id == person_id)
    return {tuple(row) for row in book.execute(found)}


def each_once(rows: Iterable[tuple[Table, dict[str, Any]]]) -> Iterator[tuple[Table, dict[str, Any]]]:
    """The rows of somebody new, without repeats."""
    seen = set()
    for table, row in rows:
        if (key := (table.name, key_of_detail(table, row))) not in seen:
            seen.add(key)
            yield table, row
