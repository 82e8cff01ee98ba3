"""A book's content as its owner would recognise it, in one form: the same on either database.

Ids are replaced by references made from content, lists are sorted, and what only the program knows
(journal, batches, times of import, tie states, search, calibration) is left out.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select

from keepwarm.domain.claims import FIELDS
from keepwarm.storage.book import Book
from keepwarm.storage.schema import (
    apart,
    attendees,
    bearings,
    cards,
    circle_members,
    circles,
    claims,
    declined_pairs,
    encounters,
    events,
    facts,
    favours,
    handles,
    interactions,
    introduction_parties,
    introductions,
    needs,
    next_steps,
    occasions,
    one_to_ones,
    own_cards,
    participants,
    people,
    practice,
    preferences,
    promises,
    referrals,
    relations,
    roles,
    tags,
    wishes,
)

_PERSON = (*FIELDS, "note", "standing", "spoken_confirmed_on")
_OF_A_PERSON: dict[Table, tuple[str, ...]] = {
    handles: ("kind", "value", "label", "service", "preferred", "postal"),
    preferences: ("channel", "never", "rank", "known_by", "said_on", "purposes", "hours", "words", "said_at"),
    wishes: ("answer", "words", "said_on"),
    bearings: ("closeness", "cadence_days", "time_zone", "not_before", "proposed"),
    needs: ("kind", "text", "noted_on", "met_on"),
    facts: ("kind", "text", "learned_on", "sensitive"),
    promises: ("side", "text", "due_on", "made_on", "done_on"),
    next_steps: ("text", "channel", "due_on", "placed_on", "done_on"),
    cards: ("digest", "came_as", "raw_format", "uid", "other_uids"),
    roles: ("organization", "department", "title", "began", "ended"),
    tags: ("tag",),
    occasions: ("label", "day"),
    favours: ("side", "text", "state", "noted_on", "changed_on", "money"),
    claims: ("field", "value", "state"),
    encounters: ("place", "at", "follow", "got_on", "again", "back_on", "came_back"),
    one_to_ones: (
        *("state", "format", "at", "minutes", "place", "mine", "theirs"),
        *("uid", "sequence", "reschedules", "token", "changed_on"),
    ),
}
_BETWEEN_TWO: dict[Table, tuple[str, ...]] = {relations: ("kind", "label"), apart: ("decided_on",)}
_INTERACTION = ("at", "channel", "direction", "minutes", "summary", "recipients", "counts", "key", "my_share")


_ATTENDEE = (
    "name",
    "organization",
    "title",
    "address",
    "said",
    "state",
    "reason",
    "question",
    "offer",
    "problem",
)
_EVENT = (
    *("name", "place", "link", "about", "kind", "at", "ends_at", "state"),
    *("goal", "introduction", "to_learn", "learned", "uid", "reviewed_on"),
)
_OWN_CARD = (
    "label",
    "fields",
    "pitch",
    "language",
    "digest",
    "token",
    "expires_on",
    "withdrawn_on",
    "position",
)
_INTRODUCTION = (
    *("form", "about", "made_on", "met_on", "outcome", "learned"),
    *("back_on", "ended_on", "changed_on"),
)
_PARTY = ("role", "why", "answer", "asked_on", "answered_on", "told_on", "thanked_on")
_REFERRAL = ("side", "text", "state", "noted_on", "changed_on", "outcome", "thanked_on")
_DECLINED_PAIR = ("about", "said_on")
_PRACTICE = ("day", "began_on", "done_on", "answers")


def content_hash(book: Book) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the book's content."""
    digest = hashlib.sha256()
    for line in canonical_lines(book):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def canonical_lines(book: Book) -> Iterator[str]:
    """The content, one JSON object a line, each kind in sorted order.

    First every person, then what stands between two of them, every interaction, groups and events, who was
    brought together, the owner's cards, and what they practised.
    """
    found = _people(book)
    yield from sorted(found.values())
    references = {person_id: hashlib.sha256(line.encode()).hexdigest() for person_id, line in found.items()}
    yield from sorted(_between_two(book, references))
    yield from sorted(_interactions(book, references))
    yield from sorted(_gatherings(book, references))
    yield from sorted(_brought_together(book, references))
    yield from sorted(_line({name: row[name] for name in _OWN_CARD}) for row in _rows(book, own_cards))
    yield from sorted(_line({name: row[name] for name in _PRACTICE}) for row in _rows(book, practice))


def _people(book: Book) -> dict[int, str]:
    belongings: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table, names in _OF_A_PERSON.items():
        for row in book.execute(select(table).where(book.owns(table))).mappings():
            belongings[row["person_id"]][table.name].append(_line({name: row[name] for name in names}))
    content = {}
    for row in book.execute(select(people).where(book.owns(people))).mappings():
        person: dict[str, Any] = {name: row[name] for name in _PERSON}
        for table in _OF_A_PERSON:
            person[table.name] = sorted(belongings[row["person_id"]][table.name])
        content[row["person_id"]] = _line(person)
    return content


def _between_two(book: Book, references: dict[int, str]) -> Iterator[str]:
    for table, names in _BETWEEN_TWO.items():
        for row in book.execute(select(table).where(book.owns(table))).mappings():
            ends = [references[row["person_id"]], references[row["other_id"]]]
            # Of two apart neither comes first; their ids, which content does not know, say who is where.
            pair = sorted(ends) if table is apart else ends
            yield _line({name: row[name] for name in names} | {table.name: pair})


def _interactions(book: Book, references: dict[int, str]) -> Iterator[str]:
    who: dict[int, list[str]] = defaultdict(list)
    pairs = select(participants.c.interaction_id, participants.c.person_id).where(book.owns(participants))
    for interaction_id, person_id in book.execute(pairs):
        who[interaction_id].append(references[person_id])
    for row in book.execute(select(interactions).where(book.owns(interactions))).mappings():
        content = {name: row[name] for name in _INTERACTION}
        yield _line(content | {"people": sorted(who[row["interaction_id"]])})


def _gatherings(book: Book, references: dict[int, str]) -> Iterator[str]:
    """Groups with their members, and events with who was to be there and who was met."""
    members: dict[int, list[str]] = defaultdict(list)
    for row in _rows(book, circle_members):
        members[row["circle_id"]].append(_line({"of": references[row["person_id"]], "on": row["joined_on"]}))
    groups = {
        row["circle_id"]: _line(
            {"name": row["name"], "about": row["about"], "members": sorted(members[row["circle_id"]])}
        )
        for row in _rows(book, circles)
    }
    yield from groups.values()
    there: dict[int, list[str]] = defaultdict(list)
    for row in _rows(book, attendees):
        who = {name: row[name] for name in _ATTENDEE} | {"of": references.get(row["person_id"])}
        there[row["event_id"]].append(_line(who))
    for row in _rows(book, encounters):
        if row["event_id"] is not None:
            there[row["event_id"]].append(_line({"met": references[row["person_id"]], "at": row["at"]}))
    for row in _rows(book, events):
        content = {name: row[name] for name in _EVENT} | {"group": groups.get(row["circle_id"])}
        yield _line(content | {"there": sorted(there[row["event_id"]])})


def _brought_together(book: Book, references: dict[int, str]) -> Iterator[str]:
    """Introductions with whom they need, referrals, and pairs that are left as they are."""
    needed: dict[int, list[str]] = defaultdict(list)
    for row in _rows(book, introduction_parties):
        party = {name: row[name] for name in _PARTY} | {"of": references[row["person_id"]]}
        needed[row["introduction_id"]].append(_line(party))
    for row in _rows(book, introductions):
        content = {name: row[name] for name in _INTRODUCTION}
        yield _line(content | {"of": sorted(needed[row["introduction_id"]])})
    for row in _rows(book, referrals):
        ends = {"with": references[row["person_id"]], "sent": references.get(row["about_id"])}
        yield _line({name: row[name] for name in _REFERRAL} | ends)
    for row in _rows(book, declined_pairs):
        pair = [references[row["person_id"]], references.get(row["other_id"], "")]
        yield _line({name: row[name] for name in _DECLINED_PAIR} | {"left": sorted(pair)})


def _rows(book: Book, table: Table) -> Iterator[dict[str, Any]]:
    yield from map(dict, book.execute(select(table).where(book.owns(table))).mappings())


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    return str(value.isoformat())
