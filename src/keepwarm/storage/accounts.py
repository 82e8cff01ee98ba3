"""Who may enter which book, by password and by passkeys.

There is one account a site; what finds it is the only place that knows.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from keepwarm.storage.book import new_id
from keepwarm.storage.schema import owners
from keepwarm.storage.schema_site import accounts, passkeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account; `password` is its argon2id hash, None where there is none."""

    account_id: int
    owner_id: int
    password: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey; `credential` is the name that its device gave it."""

    credential: bytes
    account_id: int
    public_key: bytes
    sign_count: int
    name: str
    added_at: datetime


def find_account(connection: Connection) -> Account | None:
    """The account of the site; None before it was set up."""
    found = select(accounts.c.account_id, accounts.c.owner_id, accounts.c.password)
    row = connection.execute(found.order_by(accounts.c.began_at, accounts.c.account_id).limit(1)).first()
    return None if row is None else Account(**row._mapping)


def find_only_owner(connection: Connection) -> int | None:
    """The owner whom a new account is for; None where there is no book."""
    return connection.scalar(select(owners.c.owner_id).limit(1))


def insert_account(connection: Connection, owner_id: int, password: str | None, now: datetime) -> int:
    """A new account of an owner."""
    account_id = new_id()
    row = {"account_id": account_id, "owner_id": owner_id, "password": password, "began_at": now}
    connection.execute(insert(accounts).values(row))
    return account_id


def save_password(connection: Connection, account_id: int, password: str) -> None:
    """Another password, hashed."""
    connection.execute(update(accounts).where(accounts.c.account_id == account_id).values(password=password))


def insert_passkey(connection: Connection, passkey: Passkey) -> None:
    """A new passkey of an account."""
    row = {name: getattr(passkey, name) for name in passkeys.c.keys()}  # noqa: SIM118 (names, not columns)
    connection.execute(insert(passkeys).values(row))


def find_passkey(connection: Connection, credential: bytes) -> Passkey | None:
    """A passkey by the name that its device gave it."""
    row = connection.execute(select(passkeys).where(passkeys.c.credential == credential)).first()
    return None if row is None else Passkey(**row._mapping)


def list_passkeys(connection: Connection, account_id: int) -> list[Passkey]:
    """Those of an account, the oldest first."""
    found = select(passkeys).where(passkeys.c.account_id == account_id)
    rows = connection.execute(found.order_by(passkeys.c.added_at, passkeys.c.credential))
    return [Passkey(**row._mapping) for row in rows]


def save_sign_count(connection: Connection, credential: bytes, sign_count: int) -> None:
    """How often the passkey has signed."""
    connection.execute(
        update(passkeys).where(passkeys.c.credential == credential).values(sign_count=sign_count)
    )


def delete_passkey(connection: Connection, account_id: int, credential: bytes) -> bool:
    """Take a passkey away; False where there is none."""
    gone = delete(passkeys).where(passkeys.c.account_id == account_id, passkeys.c.credential == credential)
    return connection.execute(gone).rowcount > 0


def lock_account(connection: Connection, account_id: int) -> None:
    """Let who asks for the same account at the same time take turns."""
    found = select(accounts.c.account_id).where(accounts.c.account_id == account_id)
    connection.execute(found.with_for_update())
