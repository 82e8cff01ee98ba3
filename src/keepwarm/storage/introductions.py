"""Introductions as rows, and by what those whom they need are known."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, select

from keepwarm.domain.bringing import Answer, Form, Outcome, Role
from keepwarm.domain.candidates import Introducing
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.introduction_steps import REMINDED_DAYS, steps_due
from keepwarm.domain.introduction_words import Identity
from keepwarm.domain.introductions import Introduction, Party
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import claims, handles, introduction_parties, introductions, people, roles
from keepwarm.storage.ties import chunks

MOST_OPEN = 300
"""Of those that are open, so many are read, the latest changed."""

_OF_PARTY = [
    introduction_parties.c[name]
    for name in ("role", "person_id", "why", "answer", "asked_on", "answered_on", "told_on", "thanked_on")
]
_NAME_FIELDS = ("name", "given", "middle", "family", "nickname")
_ORDER = {role: place for place, role in enumerate((Role.ONE, Role.OTHER, Role.INTRODUCER))}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIntroduction:
    """An introduction with the names of those whom it needs."""

    one: Introduction
    names: Mapping[Role, str]


def add_introduction(book: Book, one: Introduction) -> None:
    """Keep one, with all whom it needs."""
    key = {"introduction_id": one.introduction_id}
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, introductions, key | _said(one) | provenance)
    for party in one.parties:
        insert_row(book, introduction_parties, key | {"role": party.role.value} | _said_of(party))


def save_introduction(book: Book, one: Introduction) -> None:
    """Let it say what it says now."""
    key = {"introduction_id": one.introduction_id}
    update_row(book, introductions, key, _said(one))
    for party in one.parties:
        update_row(book, introduction_parties, key | {"role": party.role.value}, _said_of(party))


def get_introduction(book: Book, introduction_id: int) -> Introduction:
    """One of them. Raises Missing."""
    return get_named_introduction(book, introduction_id).one


def get_named_introduction(book: Book, introduction_id: int) -> NamedIntroduction:
    """The same with the names of those whom it needs; one statement. Raises Missing."""
    found = named_introductions(book, introductions.c.introduction_id == introduction_id, most=1)
    if not found:
        raise Missing("This introduction is not in your book any more; look at all of them again.")
    return found[0]


def open_introductions(book: Book) -> list[NamedIntroduction]:
    """Those that may still come to something, or of which something is left to do; one statement."""
    return named_introductions(book, introductions.c.ended_on.is_(None), most=MOST_OPEN)


def introductions_with(book: Book, person_id: int) -> list[Introduction]:
    """All for which somebody is needed, the latest changed first; one statement."""
    return [held.one for held in named_introductions_with(book, person_id)]


def named_introductions_with(book: Book, person_id: int) -> list[NamedIntroduction]:
    """The same with the names of those whom they need; one statement."""
    theirs = select(introduction_parties.c.introduction_id).where(
        book.owns(introduction_parties), introduction_parties.c.person_id == person_id
    )
    is_theirs = introductions.c.introduction_id.in_(theirs)
    return named_introductions(book, is_theirs, most=MOST_OPEN)


def named_introductions(book: Book, *conditions: ColumnElement[bool], most: int) -> list[NamedIntroduction]:
    """Those that meet the conditions on the table, the latest changed first; one statement."""
    latest = select(introductions.c.introduction_id).where(book.owns(introductions), *conditions)
    latest = latest.order_by(introductions.c.changed_on.desc()).limit(most)
    found = (
        select(introductions, *_OF_PARTY, people.c.name)
        .outerjoin(introduction_parties, _same(introductions, introduction_parties, "introduction_id"))
        .outerjoin(people, _same(introduction_parties, people, "person_id"))
        .where(book.owns(introductions), introductions.c.introduction_id.in_(latest))
    )
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in book.rows(found):
        rows[row.introduction_id].append(row)
    held = [_named(needed) for needed in rows.values()]
    held.sort(key=lambda each: (-each.one.changed_on.toordinal(), each.one.introduction_id))
    return held


def introducing_until(book: Book, last: date) -> dict[int, tuple[Introducing, ...]]:
    """By person, the steps of introductions that are due with them on a day until `last`; one statement."""
    found: dict[int, list[Introducing]] = defaultdict(list)
    first = book.today - timedelta(days=REMINDED_DAYS)
    for held in open_introductions(book):
        for due in steps_due(held.one):
            party = held.one.find(due.role)
            if party is None or not first <= due.from_on <= last:
                continue
            other = next((name for role, name in held.names.items() if role is not due.role and name), "")
            step = Introducing(step=due.step, since=due.since, from_on=due.from_on, other=other)
            found[party.person_id].append(step)
    return {person_id: tuple(steps) for person_id, steps in found.items()}


def names_of(book: Book, person_ids: Collection[int]) -> dict[int, str]:
    """The names of some people; a statement for each five hundred."""
    found: dict[int, str] = {}
    for chunk in chunks(person_ids):
        theirs = select(people.c.person_id, people.c.name).where(
            book.owns(people), people.c.person_id.in_(chunk)
        )
        found |= dict(book.rows(theirs))
    return found


def identities_of(book: Book, person_ids: Collection[int]) -> dict[int, Identity]:
    """By what each of some people could be known or reached, now or before; four statements."""
    known = rows_by_person(book, people, person_ids)
    work = rows_by_person(book, roles, person_ids)
    ways = rows_by_person(book, handles, person_ids)
    said = rows_by_person(book, claims, person_ids)
    return {
        person_id: _identity(known[person_id][0], work[person_id], ways[person_id], said[person_id])
        for person_id in person_ids
        if known[person_id]
    }


def _identity(row: Row[Any], work: list[Row[Any]], ways: list[Row[Any]], claimed: list[Row[Any]]) -> Identity:
    names = [getattr(row, field) for field in _NAME_FIELDS]
    names += [one.value for one in claimed if one.field in _NAME_FIELDS]
    places = (row.organization, *(one.organization for one in work))
    titles = (row.title, *(one.title for one in work))
    return Identity(
        names=tuple(dict.fromkeys(filter(None, names))),
        organizations=tuple(dict.fromkeys(filter(None, places))),
        titles=tuple(dict.fromkeys(filter(None, titles))),
        handles=tuple(one.value for one in ways),
    )


def _named(rows: list[Row[Any]]) -> NamedIntroduction:
    """From a row for each whom it needs; one without any where they are in the book no more."""
    held = sorted((row for row in rows if row.role is not None), key=lambda row: _ORDER[Role(row.role)])
    row = rows[0]
    one = Introduction(
        introduction_id=row.introduction_id,
        form=Form(row.form),
        changed_on=row.changed_on,
        parties=tuple(map(_party_of, held)),
        about=row.about,
        made_on=row.made_on,
        met_on=row.met_on,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        learned=row.learned,
        back_on=row.back_on,
        ended_on=row.ended_on,
    )
    return NamedIntroduction(one=one, names={Role(each.role): each.name or "" for each in held})


def _party_of(row: Row[Any]) -> Party:
    return Party(
        role=Role(row.role),
        person_id=row.person_id,
        why=row.why,
        answer=Answer(row.answer),
        asked_on=row.asked_on,
        answered_on=row.answered_on,
        told_on=row.told_on,
        thanked_on=row.thanked_on,
    )


def _same(left: Table, right: Table, key: str) -> ColumnElement[bool]:
    return and_(left.c.owner_id == right.c.owner_id, left.c[key] == right.c[key])


def _said(one: Introduction) -> dict[str, Any]:
    return {
        "form": one.form.value,
        "about": one.about,
        "made_on": one.made_on,
        "met_on": one.met_on,
        "outcome": None if one.outcome is None else one.outcome.value,
        "learned": one.learned,
        "back_on": one.back_on,
        "ended_on": one.ended_on,
        "changed_on": one.changed_on,
    }


def _said_of(party: Party) -> dict[str, Any]:
    return {
        "person_id": party.person_id,
        "why": party.why,
        "answer": party.answer.value,
        "asked_on": party.asked_on,
        "answered_on": party.answered_on,
        "told_on": party.told_on,
        "thanked_on": party.thanked_on,
    }
