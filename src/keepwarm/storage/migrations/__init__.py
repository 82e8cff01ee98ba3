"""Migrations: numbered modules, forward only, one transaction each, with a copy of the book before.

A module `mNNNN_what` has `upgrade(operations)`, which uses Alembic's operations as a library; a test
holds what they make and `schema.py` equal.
"""

import pkgutil
import re

from sqlalchemy import Connection, inspect, select

from keepwarm.domain.errors import Unavailable
from keepwarm.storage.schema import schema_version

_NAMES = sorted(
    module.name for module in pkgutil.iter_modules(__path__) if re.fullmatch(r"m\d{4}_\w+", module.name)
)
LATEST = len(_NAMES)
"""The version that this release reads and writes."""


def module_name(version: int) -> str:
    """The full name of the module that leads to a version."""
    return f"{__name__}.{_NAMES[version - 1]}"


def read_version(connection: Connection) -> int:
    """The version of the schema in the database; 0 where there is none."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    return connection.scalar(select(schema_version.c.version)) or 0


def check_version(connection: Connection, location: str) -> None:
    """Refuse a book of another version: an older one asks to be upgraded, a newer one is left alone."""
    version = read_version(connection)
    if version == LATEST:
        return
    if version == 0:
        raise Unavailable(f"{location} holds no book; begin one with 'keepwarm init --name \"Your Name\"'.")
    if version > LATEST:
        raise Unavailable(
            f"{location} was written by a newer Keepwarm (its version {version}, here {LATEST}); update it."
        )
    raise Unavailable(
        f"{location} is of an older version ({version}, here {LATEST}); run 'keepwarm doctor --upgrade'."
    )
