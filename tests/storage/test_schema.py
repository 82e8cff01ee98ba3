"""The tables as the database has them: what the migrations made, and what keeps two books apart."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, Text, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from keepwarm.domain.arrivals import AddDetails, AddRelation
from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, Favour, FavourState, NeedKind, Occasion, RelationKind, Role
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage import talk_words
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.bearings import change_bearing, set_wish
from keepwarm.storage.book import Book, Library
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.likenesses import keep_likeness, set_apart
from keepwarm.storage.needs import add_need
from keepwarm.storage.schema import FULL_TEXT, SITE_TABLES, Moment, blobs, interactions, metadata
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.keep_ties import settle
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from tests.books import NOW, added, address_book, card, days_ago, taken_in

OURS = [table for table in metadata.sorted_tables if table.name not in SITE_TABLES]
_OWNERS = metadata.tables["owners"]
ELSEWHERE = 4_711
"""The owner of another book."""


def test_the_migrations_make_what_the_schema_says(library: Library) -> None:
    with library.transaction(writing=False) as connection:
        compared = {"compare_type": True, "compare_server_default": True, "include_object": _is_shared}
        assert compare_metadata(MigrationContext.configure(connection, opts=compared), metadata) == []


def _is_shared(_object: object, name: str | None, *_rest: object) -> bool:
    """Whether both databases have it: each has an index of terms of its own."""
    return name not in _OF_TERMS


_OF_TERMS = {"people_search_by_terms", FULL_TEXT} | {
    f"{FULL_TEXT}_{part}" for part in ("config", "content", "data", "docsize", "idx")
}
"""The one index and the one table without an owner's column: their terms begin with the owner's mark."""


def test_each_database_has_its_index_of_terms(library: Library) -> None:
    with library.transaction(writing=False) as connection:
        catalogue = inspect(connection)
        found = {
            *catalogue.get_table_names(),
            *(one["name"] for one in catalogue.get_indexes("people_search")),
        }
        on_server = connection.dialect.name == "postgresql"
    assert (found & _OF_TERMS == {"people_search_by_terms"}) is on_server
    assert (FULL_TEXT in found) is not on_server


def test_the_owner_comes_first_in_every_key_of_the_catalogue(library: Library) -> None:
    with library.transaction(writing=False) as connection:
        catalogue = inspect(connection)
        assert set(catalogue.get_table_names()) - _OF_TERMS == set(metadata.tables)
        keys = {
            f"{table.name} {kind} {columns}": columns[0]
            for table in OURS
            for kind, columns in _keys(catalogue, table.name)
        }
    assert {key for key, first in keys.items() if first != "owner_id"} == set()
    assert len(keys) > 2 * len(OURS)


def _keys(catalogue: Any, table: str) -> list[tuple[str, list[str]]]:
    references = catalogue.get_foreign_keys(table)
    return [
        ("primary", catalogue.get_pk_constraint(table)["constrained_columns"]),
        *(("unique", found["column_names"]) for found in catalogue.get_unique_constraints(table)),
        *(("from", found["constrained_columns"]) for found in references),
        *(("to", found["referred_columns"]) for found in references),
        *(
            ("index", found["column_names"])
            for found in catalogue.get_indexes(table)
            if found["name"] not in _OF_TERMS
        ),
    ]


def test_the_database_has_no_triggers_and_counts_no_ids_itself(library: Library) -> None:
    with library.transaction(writing=False) as connection:
        assert connection.exec_driver_sql(_TRIGGERS[connection.dialect.name]).all() == []
        assert connection.exec_driver_sql(_SERIALS[connection.dialect.name]).all() == []


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
_SERIALS = {
    # An INTEGER PRIMARY KEY counts by itself; a BIGINT in a key of two columns does not.
    "sqlite": r"""
        SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence' UNION ALL
        SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name <> 'schema_version' AND m.name NOT LIKE 'people\_terms%' ESCAPE '\'
        AND c.pk = 1 AND upper(c.type) = 'INTEGER'
    """,
    "postgresql": """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'schema_version'
        AND (column_default LIKE 'nextval%%' OR is_identity = 'YES')
    """,
}


@pytest.fixture
def full(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A book with a row in every table."""
    monkeypatch.setattr(talk_words, "MANY", 1)
    taken_in(library, address_book(tmp_path, card("Ada Lovelace", "EMAIL:ada@example.org")))
    settle(library, NOW)
    with library.open(NOW, writing=True) as book:
        person_id = book.connection.scalar(
            select(metadata.tables["people"].c.person_id).where(book.owns(metadata.tables["people"]))
        )
        talk = LogInteraction(
            person_id=person_id,
            channel=Channel.CALL,
            at=days_ago(1),
            promises=(NewPromise(text="a book"),),
            next_step=NewStep(text="lunch"),
            prefers=(Channel.TEXT,),
        )
        log_interaction(book, talk)
        keep_fact(book, KeepFact(person_id=person_id, kind=FactKind.FAMILY, text="two sisters"))
        edit_person(book, EditPerson(person_id=person_id, fields={"title": "Countess"}))
    _with_every_detail(library, person_id)
    return library


def _with_every_detail(library: Library, person_id: int) -> None:
    """Whatever else a person may have, and somebody who may be the same, and is not."""
    details = Details(
        roles=(Role(organization="Acme"),),
        tags=("choir",),
        occasions=(Occasion(label="Name day", on=PartialDate(month=4, day=12)),),
        favours=(Favour(side=Side.MINE, text="a book", state=FavourState.IDEA),),
    )
    other = added(library, "Somebody Else")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "everything")
        arriving = Arriving(book)
        relation = AddRelation(person_id=person_id, other_id=other, kind=RelationKind.FRIEND)
        arriving.take([AddDetails(person_id=person_id, details=details), relation], "a file")
        arriving.write()
        keep_likeness(book, person_id, other, 0.5, ())
        set_apart(book, person_id, other, on=NOW.date())
        set_wish(book, person_id, Wished(answer=Wish.YES, said_on=NOW.date()))
        change_bearing(book, person_id, closeness=3)
        add_need(book, person_id, NeedKind.OFFER, "a good mechanic")
        _meet(book, person_id)


def _meet(book: Book, person_id: int) -> None:
    """A group, an event with somebody there, a one-to-one, and a card with a picture."""
    said = {"source": OWNER_SAID, "added_at": NOW}
    named = {"circle_id": 1, "event_id": 2, "person_id": person_id}
    talk_id = book.connection.scalar(select(interactions.c.interaction_id).where(book.owns(interactions)))
    digest = book.connection.scalar(select(blobs.c.digest).where(book.owns(blobs)).limit(1))
    rows = {
        "circles": {"circle_id": 1},
        "circle_members": named,
        "events": named | {"at": NOW, "kind": "meetup", "state": "going"},
        "attendees": named | {"attendee_id": 3, "state": "planned"},
        "encounters": named
        | {"encounter_id": 4, "interaction_id": talk_id, "at": NOW, "follow": "open", "came_back": False},
        "one_to_ones": named
        | {"one_to_one_id": 5, "interaction_id": talk_id, "state": "idea", "format": "walk", "minutes": 30}
        | {"sequence": 0, "reschedules": 0, "changed_on": NOW.date()},
        "introductions": {"introduction_id": 8, "form": "made", "changed_on": NOW.date()}
        | dict.fromkeys(("made_on", "met_on", "outcome", "back_on", "ended_on")),
        "introduction_parties": named
        | {"introduction_id": 8, "role": "one", "answer": "open"}
        | dict.fromkeys(("asked_on", "answered_on", "told_on", "thanked_on")),
        "referrals": named
        | {"referral_id": 9, "about_id": person_id, "side": "mine", "state": "sent"}
        | {"noted_on": NOW.date(), "changed_on": NOW.date()},
        "declined_pairs": named
        | {"declined_pair_id": 10, "other_id": person_id, "about": "", "said_on": NOW.date()},
        "practice": {"practice_id": 7, "day": 1, "began_on": NOW.date(), "done_on": None},
        "own_cards": named
        | {"own_card_id": 6, "language": "en", "digest": digest, "token": "t", "position": 0},
    }
    for name, row in rows.items():
        table = metadata.tables[name]
        texts = {column.name: "" for column in table.c if isinstance(column.type, Text)}
        known = {key: value for key, value in (said | row).items() if key in table.c}
        insert_row(book, table, texts | known)


def test_a_row_that_points_into_another_book_is_refused(full: Library) -> None:
    references = [(table, key.referred_table) for table in OURS for key in table.foreign_key_constraints]
    assert len(references) > len(OURS)
    for table, referred in references:
        with full.engine.connect() as connection, connection.begin() as transaction:
            _begin_elsewhere(connection, begun=referred.name != "owners")
            parents = _parents(table) - {referred}
            for parent in metadata.sorted_tables if referred is not _OWNERS else ():
                if parent in parents | set().union(*map(_parents, parents)) - {referred}:
                    _copy_elsewhere(connection, parent)
            with pytest.raises(IntegrityError):
                _copy_elsewhere(connection, table)
            transaction.rollback()


def _parents(table: Table) -> set[Table]:
    return {key.referred_table for key in table.foreign_key_constraints} - {_OWNERS}


def test_two_books_may_hold_the_same_keys(full: Library) -> None:
    with full.engine.connect() as connection, connection.begin() as transaction:
        _begin_elsewhere(connection, begun=True)
        copied = {table.name: _copy_elsewhere(connection, table) for table in OURS if table.name != "owners"}
        transaction.rollback()
    assert [name for name, rows in copied.items() if not rows] == []


def _owner() -> Any:
    return select(_OWNERS.c.owner_id).where(_OWNERS.c.owner_id != ELSEWHERE)


def _begin_elsewhere(connection: Connection, *, begun: bool) -> None:
    if begun:
        values = {"name": "Else", "time_zone": "UTC", "country": "", "capacity": 5, "began_at": NOW}
        connection.execute(insert(_OWNERS).values(owner_id=ELSEWHERE, **values))


def _made_up(table: Table) -> dict[str, object]:
    """A row of a table that this book has none of, and that points to nothing but its owner."""
    assert {key.referred_table for key in table.foreign_key_constraints} == {_OWNERS}, table.name
    values: dict[type, object] = {int: 1, str: "x", float: 0.5, bool: True, bytes: b"x", date: NOW.date()}
    return {
        column.name: NOW if isinstance(column.type, Moment) else values[column.type.python_type]
        for column in table.columns
    }


def _copy_elsewhere(connection: Connection, table: Table) -> int:
    """Put the rows of this book under the other owner; how many."""
    there = select(table).where(table.c.owner_id.in_(_owner()))
    found = [dict(row) for row in connection.execute(there).mappings()]
    rows = [row | {"owner_id": ELSEWHERE} for row in found or [_made_up(table)]]
    connection.execute(insert(table), rows)
    return len(rows)
