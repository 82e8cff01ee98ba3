"""Log in with the password, and change it."""

from datetime import datetime

from sqlalchemy import Connection

from keepwarm.domain.devices import Session
from keepwarm.storage.accounts import Account, find_account, insert_account, lock_account, save_password
from keepwarm.storage.book import Library
from keepwarm.storage.guesses import delete_guesses_at
from keepwarm.storage.sessions import drop_one_times, end_all_sessions
from keepwarm.usecases.keep_sessions import Entered, begin_session
from keepwarm.usecases.limit_guesses import Asker, TryAgain, Wrong, begin_guess, was_right
from keepwarm.usecases.one_time_links import Purpose
from keepwarm.usecases.passwords import hash_password, is_right


def has_account(library: Library) -> bool:
    """Whether the site was set up."""
    with library.transaction(writing=False) as connection:
        return find_account(connection) is not None


def has_password(library: Library) -> bool:
    """Whether there is a password to log in with."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
        return account is not None and account.password is not None


def log_in(
    library: Library, said: str, asker: Asker, now: datetime, *, instead_of: str = ""
) -> Entered | Wrong | TryAgain:
    """Come in with the password; `instead_of` is the token that the device came with."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
    guess = begin_guess(library, asker, None if account is None else account.account_id, now)
    if isinstance(guess, TryAgain):
        return guess
    right = is_right(said, None if account is None else account.password)
    if account is None or not right:
        return Wrong()
    with library.transaction(writing=True) as connection:
        if not _is_as_it_was(connection, account):
            return Wrong()
        was_right(connection, guess)
        return begin_session(connection, account.account_id, asker, now, instead_of=instead_of)


def confirm_password(library: Library, said: str, asker: Asker, now: datetime) -> Wrong | TryAgain | None:
    """Whether who is logged in knows the password, before what outlasts their session; None is yes."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
    assert account is not None  # noqa: S101 (a session belongs to one)
    guess = begin_guess(library, asker, account.account_id, now)
    if isinstance(guess, TryAgain):
        return guess
    if not is_right(said, account.password):
        return Wrong()
    with library.transaction(writing=True) as connection:
        if not _is_as_it_was(connection, account):
            return Wrong()
        was_right(connection, guess)
    return None


def change_password(
    library: Library, session: Session, old: str, new: str, asker: Asker, now: datetime
) -> Entered | Wrong | TryAgain:
    """Another password, for who knows the one before; every session ends, and a new one begins here.

    Where there was none, being logged in is enough. Raises Invalid for a password that may be none.
    """
    hashed = hash_password(new)
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
    assert account is not None  # noqa: S101 (a session belongs to one)
    guess = begin_guess(library, asker, account.account_id, now)
    if isinstance(guess, TryAgain):
        return guess
    if account.password is not None and not is_right(old, account.password):
        return Wrong()
    with library.transaction(writing=True) as connection:
        if not _is_as_it_was(connection, account):
            return Wrong()
        was_right(connection, guess)
        save_password(connection, account.account_id, hashed)
        _end_all(connection, account.account_id)
        return begin_session(connection, session.account_id, asker, now)


def set_password(library: Library, new: str, now: datetime) -> bool:
    """Say the password anew from the server's own command line; every session ends.

    Makes the account where there is none, and is then True. Raises Invalid for a password that may be none.
    """
    hashed = hash_password(new)
    with library.open(now, writing=True) as book:
        connection = book.connection
        account = find_account(connection)
        if account is None:
            insert_account(connection, book.owner.owner_id, hashed, now)
            drop_one_times(connection, Purpose.SETUP)
            return True
        save_password(connection, account.account_id, hashed)
        delete_guesses_at(connection, account.account_id)
        _end_all(connection, account.account_id)
    return False


def _is_as_it_was(connection: Connection, account: Account) -> bool:
    """Whether the password is the one that was looked at, which takes long enough to change it meanwhile."""
    lock_account(connection, account.account_id)
    return find_account(connection) == account


def _end_all(connection: Connection, account_id: int) -> None:
    """Nobody is logged in any more, nor on the way to be."""
    end_all_sessions(connection, account_id)
    drop_one_times(connection, Purpose.PAIR)
