"""Links that let in once, within a quarter of an hour: to set up, to log a phone in (TRUST.md, B10)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from keepwarm.domain.errors import Missing
from keepwarm.domain.passwords import check_password
from keepwarm.storage.accounts import find_account, find_only_owner, insert_account
from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.sessions import (
    digest_of,
    drop_one_times,
    has_one_time,
    insert_one_time,
    use_one_time,
)
from keepwarm.storage.upgrade import upgrade
from keepwarm.usecases.begin_book import BeginBook, begin_book, make_private_file
from keepwarm.usecases.find_book import has_book
from keepwarm.usecases.keep_sessions import Entered, begin_session
from keepwarm.usecases.limit_guesses import Asker, TryAgain, Wrong, begin_guess, was_right
from keepwarm.usecases.passwords import hash_password

VALID = timedelta(minutes=15)


class Purpose(StrEnum):
    """What a link lets in for."""

    SETUP = "setup"
    PAIR = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What makes the account: the link's token, a password, and where there is no book yet, whose it is."""

    token: str
    password: str
    name: str = ""
    time_zone: str = "UTC"


def prepare_site(library: Library) -> None:
    """Make the place where it is kept who may enter, which may be before there is a book."""
    if not is_url(library.location):
        make_private_file(Path(library.location))
    upgrade(library)


def make_link(library: Library, purpose: Purpose, now: datetime) -> str:
    """The token of a new link; those given out for the same before let in no more. Raises Missing."""
    token = secrets.token_urlsafe(24)
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        if purpose is Purpose.PAIR and account is None:
            raise Missing("There is no account yet; choose a password first: keepwarm account password")
        drop_one_times(connection, purpose)
        account_id = None if account is None else account.account_id
        insert_one_time(connection, digest_of(token), purpose, account_id, now + VALID)
    return token


def is_waiting(library: Library, token: str, purpose: Purpose, now: datetime) -> bool:
    """Whether a link was not used yet and still lets in."""
    with library.transaction(writing=False) as connection:
        return has_one_time(connection, digest_of(token), purpose, now)


def set_up(library: Library, command: SetUp, asker: Asker, now: datetime) -> Entered | Wrong | TryAgain:
    """Make the account, and where there is no book, the book; who did it is logged in.

    Raises Invalid, before the link is looked at, for a password that may be none, and after it for a name.
    The password is hashed, which costs much, only for who has a link.
    """
    check_password(command.password)
    guess = begin_guess(library, asker, None, now)
    if isinstance(guess, TryAgain):
        return guess
    if not is_waiting(library, command.token, Purpose.SETUP, now):
        return Wrong()
    hashed = hash_password(command.password)
    if not has_book(library):
        begin_book(library, BeginBook(name=command.name, time_zone=command.time_zone), now)
    with library.transaction(writing=True) as connection:
        was_right(connection, guess)
        owner_id = find_only_owner(connection)
        used = use_one_time(connection, digest_of(command.token), Purpose.SETUP, now)
        if owner_id is None or not used or find_account(connection) is not None:
            return Wrong()
        account_id = insert_account(connection, owner_id, hashed, now)
        return begin_session(connection, account_id, asker, now)


def pair(
    library: Library, token: str, asker: Asker, now: datetime, *, instead_of: str = ""
) -> Entered | Wrong | TryAgain:
    """Log in the phone that came with the link."""
    guess = begin_guess(library, asker, None, now)
    if isinstance(guess, TryAgain):
        return guess
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        if account is None or not use_one_time(connection, digest_of(token), Purpose.PAIR, now):
            return Wrong()
        was_right(connection, guess)
        return begin_session(connection, account.account_id, asker, now, instead_of=instead_of)
