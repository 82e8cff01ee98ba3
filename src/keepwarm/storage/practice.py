"""The programme of thirty days as rows, and the evidence of what was done since a day was begun."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import day_for_today
from keepwarm.domain.practice_tasks import NOUNS, RULES, TASKS, Change, Evidence, Talk
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import batches, events, interactions, journal, participants, practice

_BY_ITSELF = ("import", "read", "demo", "merge", "undo")
"""What is no doing of the owner's with people: files, feeds, the demo, two who were joined."""

_MOST_CHANGES = 5_000
_MOST_PEOPLE = 500
_NEVER = -1
_LOOKED_AT = 60
"""Days begun of which it is still looked whether they were done: twice the programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """A day that was begun: when, when its task was done, and the answers by the keys of the lines.

    `position` is where in the journal it was begun.
    """

    practice_id: int
    position: int
    day: int
    began_on: date
    done_on: date | None
    answers: Mapping[str, str]


def begin_row(book: Book, day: int) -> int:
    """Begin a day; return the id of its row."""
    practice_id = new_id()
    row = {"practice_id": practice_id, "day": day, "began_on": book.today, "done_on": None, "answers": ""}
    insert_row(book, practice, row | {"source": OWNER_SAID, "added_at": book.now})
    return practice_id


def keep_answers(book: Book, practice_id: int, answers: Mapping[str, str]) -> bool:
    """Keep what was answered; False where it was so already."""
    text = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True) if answers else ""
    return update_row(book, practice, {"practice_id": practice_id}, {"answers": text})


def keep_done(book: Book, practice_id: int, on: date) -> bool:
    """Keep when the task was done."""
    return update_row(book, practice, {"practice_id": practice_id}, {"done_on": on})


def practised(book: Book) -> tuple[Practised, ...]:
    """The days that were begun, the latest first, also of a clock that stands still; two statements."""
    positions = _positions(book)
    found = (
        Practised(
            practice_id=row.practice_id,
            position=positions.get(row.practice_id, _NEVER),
            day=row.day,
            began_on=row.began_on,
            done_on=row.done_on,
            answers=_answers(row.answers),
        )
        for row in book.rows(select(practice).where(book.owns(practice)))
    )
    return tuple(sorted(found, key=lambda one: (one.position, one.practice_id), reverse=True))


def done_days(book: Book, begun: Collection[Practised]) -> dict[int, date]:
    """By their ids, those days whose task was done, with the day of it; three statements, however many."""
    undone = [one for one in begun if one.done_on is None and one.position > _NEVER][:_LOOKED_AT]
    evidence = _evidence(book, min((one.position for one in undone), default=None))
    done = {one.practice_id: one.done_on for one in begun if one.done_on is not None}
    for one in undone:
        on = RULES[TASKS[one.day - 1]].done_on(evidence, one.position)
        done |= {} if on is None else {one.practice_id: on}
    return done


def _answers(text: str) -> Mapping[str, str]:
    found = json.loads(text) if text else {}
    return {str(key): str(value) for key, value in found.items()}


def _positions(book: Book) -> dict[int, int]:
    """By the ids of days begun, where in the journal that stands."""
    is_it = (journal.c.noun == practice.name, journal.c.before.is_(None), journal.c.after.is_not(None))
    found = select(journal.c.row_key, func.min(journal.c.position)).where(book.owns(journal), *is_it)
    return {json.loads(key)[0]: position for key, position in book.rows(found.group_by(journal.c.row_key))}


def _evidence(book: Book, since: int | None) -> Evidence:
    """What the owner did by hand behind a position of the journal; nothing where it is None."""
    changes = _changes(book, since)
    met = {change.after["interaction_id"]: change for change in changes if change.noun == interactions.name}
    own = [
        Talk(
            position=change.position,
            person_id=change.after["person_id"],
            at=datetime.fromisoformat(met[change.after["interaction_id"]].after["at"]),
            channel=met[change.after["interaction_id"]].after["channel"],
        )
        for change in changes
        if change.noun == participants.name and change.after["interaction_id"] in met
    ]
    about = {change.after["person_id"] for change in changes if change.after.get("person_id") is not None}
    new_events = [change.after["event_id"] for change in changes if change.noun == events.name]
    kinds = select(events.c.kind).where(
        book.owns(events), events.c.event_id.not_in(new_events[:_MOST_PEOPLE])
    )
    return Evidence(
        changes=changes,
        talks=(*_talks_before(book, sorted(about)[:_MOST_PEOPLE], list(met)[:_MOST_PEOPLE]), *own),
        kinds_before=frozenset(row.kind for row in book.rows(kinds.distinct())),
    )


def _changes(book: Book, since: int | None) -> list[Change]:
    """The changes, in their order; what was taken back is none."""
    is_it = (
        journal.c.noun.in_(NOUNS),
        journal.c.after.is_not(None),
        batches.c.what.not_in(_BY_ITSELF),
        batches.c.undone_by.is_(None),
        journal.c.position > since if since is not None else journal.c.position < 0,
    )
    joined = (batches.c.owner_id == journal.c.owner_id) & (batches.c.batch_id == journal.c.batch_id)
    found = (
        select(journal.c.position, journal.c.noun, journal.c.before, journal.c.after, batches.c.at)
        .join(batches, joined)
        .where(book.owns(journal), *is_it)
        .order_by(journal.c.position)
        .limit(_MOST_CHANGES)
    )
    return [
        Change(
            position=row.position,
            noun=row.noun,
            before=None if row.before is None else json.loads(row.before),
            after=json.loads(row.after),
            on=day_for_today(row.at, book.zone),
        )
        for row in book.rows(found)
    ]


def _talks_before(book: Book, about: list[int], but: list[int]) -> list[Talk]:
    """The last talk of before on each channel with each of these people."""
    joined = (interactions.c.owner_id == participants.c.owner_id) & (
        interactions.c.interaction_id == participants.c.interaction_id
    )
    found = (
        select(participants.c.person_id, interactions.c.channel, func.max(interactions.c.at).label("at"))
        .join(interactions, joined)
        .where(book.owns(participants), book.owns(interactions), participants.c.person_id.in_(about))
        .where(interactions.c.counts, interactions.c.interaction_id.not_in(but))
        .group_by(participants.c.person_id, interactions.c.channel)
    )
    return [
        Talk(position=0, person_id=row.person_id, at=row.at, channel=row.channel) for row in book.rows(found)
    ]
