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
    if not processes:
        connection.exec_driver_sql(statement, [values_of(row) for row in rows])
        return
    ready = []
    for row in rows:
        values = list(values_of(row))
        for place, process in processes:
            values[place] = process(values[place])
        ready.append(tuple(values))
    connection.exec_driver_sql(statement, ready)


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
