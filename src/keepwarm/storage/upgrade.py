"""Bring a database to the version of this release: a copy first, then one transaction a step."""

from contextlib import closing
from importlib import import_module
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, delete, insert, inspect, select

from keepwarm.domain.errors import Unavailable
from keepwarm.storage.book import Book, Library, Owner
from keepwarm.storage.engine import is_url, plain_location, plain_words
from keepwarm.storage.migrations import LATEST, check_version, module_name, read_version
from keepwarm.storage.schema import owners, schema_version
from keepwarm.storage.search import index_everybody


def upgrade(library: Library) -> Path | None:
    """Bring the database to the latest version; return where the copy of the older one lies, if any.

    A PostgreSQL server undoes a failed step by itself and is copied by its own tools; a file is
    copied first, and each step is one transaction, so a failed one leaves the file as it was. Raises
    Unavailable for a database of a newer release or one that holds other things.
    """
    with library.transaction(writing=False) as connection:
        version = read_version(connection)
        if version > LATEST:
            check_version(connection, library.location)
        if version == 0 and inspect(connection).get_table_names():
            raise Unavailable(
                f"{plain_location(library.location)} holds the tables of something else; "
                "name a place where nothing is yet."
            )
    with plain_words(library.location):
        copy = None if version in (0, LATEST) or is_url(library.location) else _copy(library, version)
        for step in range(version + 1, LATEST + 1):
            _apply(library, step)
    return copy


def _copy(library: Library, version: int) -> Path:
    """A whole copy of the file beside it, for this user only."""
    path = Path(f"{library.location}.before-{version + 1}")
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    try:
        with closing(library.engine.raw_connection()) as connection:  # outside of any transaction
            connection.cursor().execute("VACUUM INTO ?", (str(path),))
    except BaseException:
        path.unlink()
        raise
    return path


def _apply(library: Library, version: int) -> None:
    """One step in one transaction; foreign keys rest while tables are rebuilt and are checked after."""
    with library.engine.connect() as plain:
        if library.engine.dialect.name == "sqlite":
            plain.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a fresh connection has one
        connection = plain.execution_options(keepwarm_writing=True)
        try:
            with connection.begin():
                step = import_module(module_name(version))
                step.upgrade(Operations(MigrationContext.configure(connection)))
                if version == LATEST:
                    _make_search_again(connection)
                _check_references(connection)
                connection.execute(delete(schema_version))
                connection.execute(insert(schema_version).values(version=version))
        finally:
            plain.invalidate()  # the next user of a connection gets one with foreign keys on


def _make_search_again(connection: Connection) -> None:
    """What people are found by, in each book: it is derived, and this release may take words otherwise."""
    for row in connection.execute(select(owners)).all():
        known = {"owner_id": row.owner_id, "name": row.name, "time_zone": row.time_zone}
        owner = Owner(**known, country=row.country, capacity=row.capacity, addresses=())
        index_everybody(Book(connection, owner, row.began_at, imagined=False))


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise AssertionError(f"the step left {len(broken)} rows that point nowhere")
