"""Bring a database to the version of this release: a copy first, then one transaction a step."""

from importlib import import_module
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, delete, insert

from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.migrations import LATEST, module_name, read_version
from keepwarm.storage.schema import schema_version


def upgrade(library: Library) -> Path | None:
    """Bring the database to the latest version; return where the copy of the older one lies, if any.

    A PostgreSQL server undoes a failed step by itself and is copied by its own tools; a file is
    copied first, and each step is one transaction, so a failed one leaves the file as it was.
    """
    with library.transaction(writing=False) as connection:
        version = read_version(connection)
    copy = None if version in (0, LATEST) or is_url(library.location) else _copy(library, version)
    for step in range(version + 1, LATEST + 1):
        _apply(library, step)
    return copy


def _copy(library: Library, version: int) -> Path:
    """A whole copy of the file beside it, for this user only."""
    path = Path(f"{library.location}.before-{version + 1}")
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    with library.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
    return path


def _apply(library: Library, version: int) -> None:
    """One step in one transaction; foreign keys rest while tables are rebuilt and are checked after."""
    with library.engine.connect() as plain:
        if library.engine.dialect.name == "sqlite":
            plain.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a fresh connection has one
        connection = plain.execution_options(keepwarm_writing=True)
        with connection.begin():
            import_module(module_name(version)).upgrade(Operations(MigrationContext.configure(connection)))
            _check_references(connection)
            connection.execute(delete(schema_version))
            connection.execute(insert(schema_version).values(version=version))
        plain.invalidate()  # the next user of a connection gets one with foreign keys on


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise AssertionError(f"the step left {len(broken)} rows that point nowhere")
