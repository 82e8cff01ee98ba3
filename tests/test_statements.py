"""The watch over statements sees what would mix two books."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from keepwarm.storage.schema import handles, metadata, owners, people
from tests.statements import counted, tables_without_owner, watch

_MINE = people.c.owner_id == 7

_HELD = [
    select(people.c.name).where(_MINE),
    select(people.c.name).where(people.c.owner_id.in_([7])),
    select(people.c.name).where(tuple_(people.c.owner_id, people.c.person_id).in_([(7, 1)])),
    select(people.c.name)
    .join(handles, (handles.c.owner_id == people.c.owner_id) & (handles.c.person_id == people.c.person_id))
    .where(_MINE),
    select(people.c.name).where(_MINE).union_all(select(handles.c.value).where(handles.c.owner_id == 7)),
    select(owners.c.owner_id).limit(2),
    insert(people).values(owner_id=7, person_id=1, name="Ada"),
    update(people).where(_MINE).values(name="Ada"),
    people.delete().where(_MINE),
]
_OPEN = [
    (select(people.c.name), {"people"}),
    (select(people.c.owner_id, people.c.name), {"people"}),
    (select(people.c.name).where(people.c.person_id == 7), {"people"}),
    (select(people.c.name).join(handles, handles.c.owner_id == people.c.owner_id), {"people", "handles"}),
    (
        select(people.c.name).join(handles, handles.c.person_id == people.c.person_id).where(_MINE),
        {"handles"},
    ),
    (select(people.c.name).where(_MINE, handles.c.person_id == people.c.person_id), {"handles"}),
    (select(people.c.name).where(_MINE).union_all(select(handles.c.value)), {"handles"}),
    (
        insert(handles).from_select(["owner_id", "value"], select(people.c.owner_id, people.c.name)),
        {"people"},
    ),
    (update(people).values(name="Ada"), {"people"}),
    (people.delete(), {"people"}),
]
_DIALECTS = [sqlite.dialect(), postgresql.psycopg.dialect()]


@pytest.mark.parametrize("dialect", _DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("statement", _HELD)
def test_a_statement_that_names_its_owner_passes(statement: object, dialect: object) -> None:
    assert tables_without_owner(_text(statement, dialect)) == set()


@pytest.mark.parametrize("dialect", _DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize(("statement", "tables"), _OPEN)
def test_a_statement_open_to_every_owner_is_seen(
    statement: object, tables: set[str], dialect: object
) -> None:
    assert tables_without_owner(_text(statement, dialect)) == tables


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE people (x)",
        "PRAGMA table_info(people)",
        "BEGIN IMMEDIATE",
        "SELECT version FROM schema_version",
    ],
)
def test_shaping_the_database_and_the_site_needs_no_owner(statement: str) -> None:
    assert tables_without_owner(statement) == set()


def test_the_key_of_a_conflict_does_not_name_the_owner_of_a_row() -> None:
    conflict = "VALUES (?, ?) ON CONFLICT (owner_id, person_id) DO NOTHING"
    assert tables_without_owner(f"INSERT INTO people (owner_id, name) {conflict}") == set()
    assert tables_without_owner(f"INSERT INTO people (person_id, name) {conflict}") == {"people"}


def test_an_alias_has_to_be_held_on_its_own() -> None:
    text = "SELECT a.name FROM people AS a JOIN people b ON a.name = b.name WHERE a.owner_id = ?"
    assert tables_without_owner(text) == {"people"}
    assert tables_without_owner(f"{text} AND b.owner_id = a.owner_id") == set()


def test_the_watch_ends_with_its_block(engine: Engine) -> None:
    with engine.connect() as connection:
        with watch(engine), pytest.raises(AssertionError, match="people not held to an owner_id in: SELECT"):
            connection.execute(select(people.c.name))
        assert connection.execute(select(people.c.name)).all() == []


def test_statements_are_counted_without_transactions_and_pragmas(engine: Engine) -> None:
    with engine.connect() as connection, counted(engine) as statements:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("PRAGMA user_version")
        connection.execute(select(people.c.name).where(_MINE)).all()
        connection.exec_driver_sql("SELECT 1").all()
    assert [statement.split()[0] for statement in statements] == ["SELECT", "SELECT"]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'book'}")
    metadata.create_all(engine)
    return engine


def _text(statement: object, dialect: object) -> str:
    return str(statement.compile(dialect=dialect))
