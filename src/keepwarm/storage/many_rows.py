"""Many new rows at once, past the part of SQLAlchemy that looks at each of them anew.

An import of a hundred thousand cards writes more than a million rows, and more time would go into
their parameters than into the database.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_MOST_FORMS = 256
_PLACEHOLDERS = {"qmark": "?"}

Process = Callable[[Any], Any]


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows with the same columns into one table; values are those that the table's types take."""
    if not rows:
        return
    names = tuple(rows[0])
    statement, processes = _form(connection.dialect, table, names)
    values_of = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    connection.exec_driver_sql(statement, [_values(values_of(row), processes) for row in rows])
    if connection.dialect.name == "postgresql":
        _let_it_look(connection, table, len(rows))


def _values(plain: tuple[Any, ...], processes: tuple[tuple[int, Process], ...]) -> tuple[Any, ...]:
    if not processes:
        return plain
    values = list(plain)
    for place, process in processes:
        values[place] = process(values[place])
    return tuple(values)


def _let_it_look(connection: Connection, table: Table, count: int) -> None:
    """Let PostgreSQL look at a table that has grown much within one transaction.

    A first import fills empty tables, of which it knows nothing until the import is done; so it may check
    a reference along an index in which every row of the book is the same, at each row for longer.
    """
    grown: dict[str, tuple[int, int]] = connection.info.setdefault("keepwarm_grown", {})
    before, looked_at = grown.get(table.name, (0, 0))
    now = before + count
    if now >= max(_MANY, looked_at * _GROWTH):
        connection.exec_driver_sql(f"ANALYZE {connection.dialect.identifier_preparer.format_table(table)}")
        looked_at = now
    grown[table.name] = now, looked_at


_MANY, _GROWTH = 1_000, 4


@lru_cache(_MOST_FORMS)
def _form(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[int, Process], ...]]:
    """The statement, and for the columns that need it what makes the driver's value of ours."""
    written = dialect.identifier_preparer
    columns = ", ".join(written.quote(name) for name in names)
    marks = ", ".join([_PLACEHOLDERS.get(dialect.paramstyle, "%s")] * len(names))
    found = ((place, _process(dialect, table, name)) for place, name in enumerate(names))
    processes = tuple((place, process) for place, process in found if process is not None)
    statement = f"INSERT INTO {written.format_table(table)} ({columns}) VALUES ({marks})"  # noqa: S608 (our own names)
    return statement, processes


def _process(dialect: Dialect, table: Table, name: str) -> Process | None:
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
