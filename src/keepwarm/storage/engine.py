"""The way to a database: the driver, its settings, and plain words when it cannot be used.

SQLite comes with its driver's wheel, because the system's is often one that can corrupt a book in
WAL mode; see `docs/decisions/0002-sqlite-from-a-wheel.md`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, FromClause, StaticPool, create_engine, event, make_url
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import ArgumentError, DBAPIError

from keepwarm.domain.errors import Unavailable

try:
    import sqlcipher3.dbapi2 as _wheel_driver
except ImportError:  # no wheel for this machine
    _wheel_driver = None

SAFE_SQLITE = (3, 51, 3)
"""The first release line in which separate checkpointing processes cannot corrupt a WAL database."""

_ALSO_SAFE = {(3, 50): 7, (3, 44): 6}
_BUSY_SECONDS = 30


def is_url(location: str) -> bool:
    """Whether a book's location names a database server rather than a file."""
    return "://" in location


def sqlite_driver() -> ModuleType:
    """The DB-API module that brings the newest SQLite to be had."""
    return _wheel_driver or sqlite3


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether a SQLite of this version may be used in WAL mode by several processes."""
    return version >= SAFE_SQLITE or version[2] >= _ALSO_SAFE.get((version[0], version[1]), 1_000)


def make_engine(location: str) -> Engine:
    """An engine for a book's file or its PostgreSQL URL. Raises Unavailable for any other URL."""
    return _server_engine(location) if is_url(location) else _file_engine(Path(location))


def _server_engine(location: str) -> Engine:
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise Unavailable(
            "The book's address is no database URL; it reads postgresql://user@host/name."
        ) from error
    if url.get_backend_name() != "postgresql":
        raise Unavailable(
            f"{url.get_backend_name()} cannot hold a book; name a file, or a postgresql:// URL."
        )
    return create_engine(url.set(drivername="postgresql+psycopg"))


def _file_engine(path: Path) -> Engine:
    driver = sqlite_driver()
    engine = create_engine(_address(path), module=driver, connect_args={"timeout": _BUSY_SECONDS})
    journal_mode = "wal" if wal_is_safe(driver.sqlite_version_info) else "delete"
    return _settled(engine, f"journal_mode={journal_mode}", "synchronous=FULL", "foreign_keys=ON")


def make_lone_engine(path: Path) -> Engine:
    """An engine for a file that nobody else knows and that counts only when it is closed.

    Its one connection is open when this returns, and lives until the engine is disposed of; nothing is
    kept beside the file. So the file may lose its name meanwhile, and then goes with the process.
    """
    engine = create_engine(_address(path), module=sqlite_driver(), poolclass=StaticPool)
    _settled(engine, "locking_mode=EXCLUSIVE", "journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=ON")
    with engine.connect():
        return engine


def _address(path: Path) -> URL:
    return URL.create("sqlite+pysqlite", database=str(path.absolute()))  # no part of a path is a query


class _WithHints(SQLiteCompiler):
    """SQLAlchemy's compiler, which would drop what `Select.with_hint` says of an index."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002 (signature)
        """What stands behind the name of a table: "INDEXED BY …"."""
        return text


def _settled(engine: Engine, *pragmas: str) -> Engine:
    """The engine, whose connections begin with these settings, and begin transactions as we say."""
    engine.dialect.statement_compiler = _WithHints

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("keepwarm_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def plain_words(location: str) -> Iterator[None]:
    """Turn what the database says about disk, rights and reach into one sentence with the way out."""
    try:
        yield
    except (DBAPIError, sqlite_driver().Error) as error:
        said = str(getattr(error, "orig", error)).lower()
        if sentence := _sentence(said, plain_location(location)):
            raise Unavailable(sentence) from error
        raise


def plain_location(location: str) -> str:
    """The location without a password."""
    return make_url(location).render_as_string(hide_password=True) if is_url(location) else location


_FULL = "The disk that holds {book} is full; nothing was changed. Free some space and do it again."
_RIGHTS = "{book} cannot be written; nothing was changed. Check the rights of the file and of its folder."
_REFUSED = "The database at {book} refuses this name and password; check both."
_SILENT = "The database at {book} does not answer; check that it runs and its address is right."
_SENTENCES = (
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("disk i/o error", "The disk that holds {book} fails; nothing was changed. Check its space and health."),
    ("readonly", _RIGHTS),
    ("read-only", _RIGHTS),
    ("unable to open", "{book} cannot be opened; check the rights of the file and of its folder."),
    (
        "not a database",
        "{book} is no book of Keepwarm; name another file, or begin one with 'keepwarm init'.",
    ),
    ("malformed", "{book} is damaged; restore it from a backup, and do not write to it."),
    ("database is locked", "{book} was busy for half a minute; nothing was changed. Try again in a moment."),
    ("authentication", _REFUSED),
    ("fatal:  role", _REFUSED),
    ("fatal:  database", "The database at {book} does not exist; create it first."),
    ("resolve host", _SILENT),
    ("connection", _SILENT),
)
"""What a driver's message holds, and what the owner reads instead; the first that fits is said."""


def _sentence(said: str, book: str) -> str | None:
    for sign, sentence in _SENTENCES:
        if sign in said:
            return sentence.format(book=book)
    return None
