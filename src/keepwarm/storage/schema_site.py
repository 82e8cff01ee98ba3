"""The tables of the site and not of a book: its version, and who may enter.

`schema.py` has them all. What is secret is kept as a hash, and nothing of it is in an archive.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from keepwarm.storage.columns import Moment, metadata, own_id

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", BigInteger, primary_key=True, autoincrement=False),
    own_id("owner_id"),
    Column("password", Text, nullable=True),
    Column("began_at", Moment, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)
"""Who may enter which book; `password` is an argon2id hash, with its parameters and salt."""

passkeys = Table(
    "passkeys",
    metadata,
    Column("credential", LargeBinary, primary_key=True),
    own_id("account_id"),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    ForeignKeyConstraint(["account_id"], ["accounts.account_id"]),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    own_id("account_id"),
    Column("name", Text, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    ForeignKeyConstraint(["account_id"], ["accounts.account_id"]),
    Index("sessions_by_account", "account_id"),
)
"""Who is logged in: `digest` is the SHA-256 of the cookie's token, `name` the device in a few words."""

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("account_id", BigInteger, nullable=True),
    Column("ends_at", Moment, nullable=False),
)
"""What lets in once: to set up the site, or to pair a phone."""

guesses = Table(
    "guesses",
    metadata,
    Column("guess_id", BigInteger, primary_key=True, autoincrement=False),
    Column("network", String(64), nullable=False),
    Column("account_id", BigInteger, nullable=True),
    Column("at", Moment, nullable=False),
    Index("guesses_by_network", "network", "at"),
    Index("guesses_by_account", "account_id", "at"),
)
"""Wrong passwords and tokens of the last quarter of an hour, by keyed hashes of networks."""

SITE_TABLES = frozenset({"schema_version", "accounts", "passkeys", "sessions", "one_time_tokens", "guesses"})
"""The tables that belong to the site and not to a book; statements on them need not name an owner."""
