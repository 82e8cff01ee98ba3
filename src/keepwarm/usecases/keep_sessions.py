"""Sessions: who is logged in, for how long, and how that ends (TRUST.md, B15 to B17)."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from keepwarm.domain.devices import Session
from keepwarm.domain.errors import Ambiguous, Missing, Unavailable
from keepwarm.storage.accounts import find_account
from keepwarm.storage.book import Library
from keepwarm.storage.sessions import (
    digest_of,
    end_all_sessions,
    end_session,
    find_session,
    forget_ended,
    insert_session,
    list_sessions,
    touch_session,
)
from keepwarm.usecases.limit_guesses import Asker

UNUSED = timedelta(days=30)
"""A session ends when nobody came with it for so long."""

LONGEST = timedelta(days=180)
"""And after so long in any case."""

_NOTED = timedelta(hours=12)
"""Its last use is written down no more often than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody came in: the token for their cookie, which is kept nowhere, and when it ends at the latest."""

    token: str
    ends_at: datetime


def begin_session(
    connection: Connection, account_id: int, asker: Asker, now: datetime, *, instead_of: str = ""
) -> Entered:
    """A new session under a new token; the one that the device came with ends."""
    forget_ended(connection, now)
    if instead_of:
        end_session(connection, account_id, digest_of(instead_of))
    token = secrets.token_urlsafe(32)
    session = Session(
        digest=digest_of(token),
        account_id=account_id,
        name=asker.device,
        began_at=now,
        seen_at=now,
        ends_at=now + UNUSED,
    )
    insert_session(connection, session)
    return Entered(token=token, ends_at=now + LONGEST)


def find_visitor(library: Library, token: str, now: datetime) -> Session | None:
    """Whose session a token is; None for one that is none or has ended."""
    with library.transaction(writing=False) as connection:
        session = find_session(connection, digest_of(token), now)
    if session is None or now - session.seen_at < _NOTED:
        return session
    used = replace(session, seen_at=now, ends_at=min(now + UNUSED, session.began_at + LONGEST))
    with suppress(Unavailable), library.transaction(writing=True) as connection:  # noting can wait
        touch_session(connection, used.digest, used.seen_at, used.ends_at)
    return used


def open_sessions(library: Library, now: datetime) -> list[Session]:
    """Every device that is logged in, the one seen last first."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
        return [] if account is None else list_sessions(connection, account.account_id, now)


def log_out(library: Library, session: Session) -> None:
    """End a session."""
    with library.transaction(writing=True) as connection:
        end_session(connection, session.account_id, session.digest)


def end_one(library: Library, beginning: str, now: datetime) -> Session:
    """End the session whose name begins like this, as lists show it. Raises Missing or Ambiguous."""
    found = [one for one in open_sessions(library, now) if beginning and one.digest.startswith(beginning)]
    if not found:
        raise Missing(f"No device is logged in as {beginning!r}; it may have ended already.")
    if len(found) > 1:
        raise Ambiguous(f"Several devices begin with {beginning!r}; write more of it.")
    log_out(library, found[0])
    return found[0]


def end_everywhere(library: Library, *, but: Session | None = None) -> int:
    """End every session, or all but one; how many that were."""
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        if account is None:
            return 0
        return end_all_sessions(connection, account.account_id, but="" if but is None else but.digest)
