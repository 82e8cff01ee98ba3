"""Watching the statements that reach a database: that each names its owner, and how many there are.

A statement on one of our tables, under each name it gives the table, has to hold that name's
`owner_id` to something: in a condition, or among the columns of an insertion. Two kinds need not:
what shapes the database (DDL, PRAGMA, transactions), and statements on the tables of the site.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from keepwarm.storage.schema import SITE_TABLES, metadata

_OURS = frozenset(metadata.tables) - SITE_TABLES
_FINDS_THE_OWNER = frozenset({"owners"})
"""Where it is looked up whose book it is, so that there is no owner yet to hold the statement to."""

_SHAPES = re.compile(r"\s*(CREATE|ALTER|DROP|COMMENT|REINDEX|ANALYZE|VACUUM|PRAGMA|SET|SHOW|LOCK)\b", re.I)
_TRANSACTS = re.compile(r"\s*(BEGIN|START|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|SET)\b", re.I)
_PARAMETER = re.compile(r"%\(\w+\)s|(?<!:):\w+|%s")
_NO_NAMES = re.compile(r"'(?:[^']|'')*'|--[^\n]*|\bON\s+CONFLICT\s*\([^)]*\)", re.I)
_NAMES_TABLES = re.compile(r"\b(FROM|JOIN|INTO|UPDATE|USING|TRUNCATE)\s+(?:ONLY\s+|TABLE\s+)?", re.I)
_TABLE = re.compile(r"(?:\w+\.)?(\w+)(?:\s+(?:AS\s+)?(\w+))?\s*(,\s*)?", re.I)
_CONDITIONS = re.compile(r"\b(?:WHERE|ON|HAVING)\b", re.I)
_ONE_OWNER = re.compile(
    r"\bowner_id\s*=\s*(?:CAST\s*\(\s*)?(?:\?|-?\d)|\bowner_id\s+IN\b|\bowner_id\s*,[^()]*\)\s*(?:=|IN\b)",
    re.I,
)
_NO_ALIAS = re.compile(
    r"indexed|where|set|on|using|join|left|right|inner|cross|natural|full|group|order|limit|union|intersect|"
    r"except|values|default|returning|for|having|offset|select|window",
    re.I,
)


@contextmanager
def watch(engine: Engine) -> Iterator[None]:
    """Fail any statement on our tables that does not name its owner, until the block ends."""

    def look(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if ownerless := tables_without_owner(statement):
            raise AssertionError(f"{', '.join(sorted(ownerless))} not held to an owner_id in: {statement}")

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", look)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that reach the database until the block ends, but for transactions and pragmas.

    One that runs for many rows at once is one.
    """
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not _TRANSACTS.match(statement):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def tables_without_owner(statement: str) -> set[str]:
    """Our tables that the statement touches, under one of its names for them, for any owner."""
    if _SHAPES.match(statement) or _TRANSACTS.match(statement):
        return set()
    text = _NO_NAMES.sub(" ", _PARAMETER.sub("?", statement)).replace('"', "")
    read, ownerless = set(), set()
    for table, name, inserted in _named_tables(text):
        if table in _FINDS_THE_OWNER and "owner_id" in text:
            continue
        if not inserted:
            read.add(table)
        if not (_insertion_names_owner(text, table) if inserted else _condition_holds(text, name)):
            ownerless.add(table)
    # Tables that are only held to each other are all of them open to every owner.
    return ownerless if not read or _ONE_OWNER.search(text) else ownerless | read


def _named_tables(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each of our tables in the statement, the name it goes by there, and whether rows are put into it."""
    for keyword in _NAMES_TABLES.finditer(text):
        inserted = keyword[1].upper() == "INTO"
        position = keyword.end()
        while found := _TABLE.match(text, position):
            table, alias, comma = found[1].lower(), (found[2] or "").lower(), found[3]
            if table in _OURS:
                yield table, alias if alias and not _NO_ALIAS.fullmatch(alias) else table, inserted
            if not comma:
                break
            position = found.end()


def _insertion_names_owner(text: str, table: str) -> bool:
    return re.search(rf"\bINTO\s+{table}(?:\s+AS\s+\w+)?\s*\([^)]*\bowner_id\b", text, re.I) is not None


def _condition_holds(text: str, name: str) -> bool:
    """Whether a condition compares the table's `owner_id`, written with its name or bare."""
    first = _CONDITIONS.search(text)
    column = rf"(?:\b{name}\.|(?<![\w.]))owner_id\b"
    compared = re.compile(rf"{column}\s*(?:=|IN\b)|=\s*{column}|\(\s*{column}\s*,[^()]*\)\s*(?:=|IN\b)", re.I)
    return first is not None and compared.search(text, first.end()) is not None
