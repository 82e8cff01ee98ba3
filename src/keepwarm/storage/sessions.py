"""Who is logged in, and what lets in once; of each token only its digest is kept."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from keepwarm.domain.devices import Session
from keepwarm.storage.schema_site import one_time_tokens, sessions


def digest_of(token: str) -> str:
    """Under what a token is kept. It is random and long, so that a plain hash cannot be searched for it."""
    return sha256(token.encode()).hexdigest()


def insert_session(connection: Connection, session: Session) -> None:
    """A session begins."""
    row = {name: getattr(session, name) for name in sessions.c.keys()}  # noqa: SIM118 (names, not columns)
    connection.execute(insert(sessions).values(row))


def find_session(connection: Connection, digest: str, now: datetime) -> Session | None:
    """The session of a token that has not ended."""
    found = select(sessions).where(sessions.c.digest == digest, sessions.c.ends_at > now)
    row = connection.execute(found).first()
    return None if row is None else Session(**row._mapping)


def list_sessions(connection: Connection, account_id: int, now: datetime) -> list[Session]:
    """Those of an account that have not ended, the one seen last first."""
    found = select(sessions).where(sessions.c.account_id == account_id, sessions.c.ends_at > now)
    rows = connection.execute(found.order_by(sessions.c.seen_at.desc(), sessions.c.digest))
    return [Session(**row._mapping) for row in rows]


def touch_session(connection: Connection, digest: str, seen_at: datetime, ends_at: datetime) -> None:
    """It was used."""
    used = update(sessions).where(sessions.c.digest == digest)
    connection.execute(used.values(seen_at=seen_at, ends_at=ends_at))


def end_session(connection: Connection, account_id: int, digest: str) -> bool:
    """End one; False where there is none."""
    gone = delete(sessions).where(sessions.c.account_id == account_id, sessions.c.digest == digest)
    return connection.execute(gone).rowcount > 0


def end_all_sessions(connection: Connection, account_id: int, *, but: str = "") -> int:
    """End all of an account, or all but one; how many there were."""
    gone = delete(sessions).where(sessions.c.account_id == account_id, sessions.c.digest != but)
    return connection.execute(gone).rowcount


def forget_ended(connection: Connection, now: datetime) -> None:
    """Let go of what has ended by itself."""
    connection.execute(delete(sessions).where(sessions.c.ends_at <= now))
    connection.execute(delete(one_time_tokens).where(one_time_tokens.c.ends_at <= now))


def insert_one_time(
    connection: Connection, digest: str, purpose: str, account_id: int | None, ends_at: datetime
) -> None:
    """What lets in once."""
    row = {"digest": digest, "purpose": purpose, "account_id": account_id, "ends_at": ends_at}
    connection.execute(insert(one_time_tokens).values(row))


def drop_one_times(connection: Connection, purpose: str) -> None:
    """None that was given out for a purpose before lets in any more."""
    connection.execute(delete(one_time_tokens).where(one_time_tokens.c.purpose == purpose))


def has_one_time(connection: Connection, digest: str, purpose: str, now: datetime) -> bool:
    """Whether one is still there to be used."""
    found = select(one_time_tokens.c.digest).where(
        one_time_tokens.c.digest == digest,
        one_time_tokens.c.purpose == purpose,
        one_time_tokens.c.ends_at > now,
    )
    return connection.scalar(found) is not None


def use_one_time(connection: Connection, digest: str, purpose: str, now: datetime) -> bool:
    """Use one up; False where it is none, was used, or has ended. Of two at once only one succeeds."""
    used = delete(one_time_tokens).where(
        one_time_tokens.c.digest == digest,
        one_time_tokens.c.purpose == purpose,
        one_time_tokens.c.ends_at > now,
    )
    return connection.execute(used).rowcount > 0
