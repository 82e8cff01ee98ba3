"""Passkeys: make one, come in with one, take one away (TRUST.md, B14).

A challenge is made of chance, its time and a keyed hash of both, so that nothing is kept for who only looks
at the page; used ones are kept until they would have ended, so that no answer counts twice.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from keepwarm.domain.devices import Session
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.formats.passkeys import (
    Place,
    ask_for_new,
    ask_for_one,
    challenge_in,
    check_answer,
    credential_in,
    read_new,
)
from keepwarm.storage.accounts import (
    Passkey,
    delete_passkey,
    find_account,
    find_passkey,
    insert_passkey,
    list_passkeys,
    save_sign_count,
)
from keepwarm.storage.book import Library
from keepwarm.storage.sessions import digest_of, forget_ended, has_one_time, insert_one_time
from keepwarm.usecases.keep_sessions import Entered, begin_session
from keepwarm.usecases.limit_guesses import Asker, TryAgain, Wrong, begin_guess, was_right
from keepwarm.usecases.log_in import confirm_password

_VALID = timedelta(minutes=10)
_CHANCE, _TIME, _SEAL = 16, 8, 16
_USED = "passkey used"
_TOO_LATE = "The page was open for too long; open it again, and try once more."


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyPlace:
    """Where passkeys hold: host and origin of the site, and the key that seals challenges."""

    host: str
    origin: str
    key: bytes = field(repr=False)

    @property
    def place(self) -> Place:
        """What a browser knows of it."""
        return Place(host=self.host, origin=self.origin)


def passkey_for_new(library: Library, at: PasskeyPlace, session: Session, now: datetime) -> str:
    """What the browser is given to make a passkey (JSON)."""
    with library.open(now) as book:
        name = book.owner.name
        there = list_passkeys(book.connection, session.account_id)
    user = session.account_id.to_bytes(8, "big", signed=True)
    return ask_for_new(at.place, _challenge(at, now), user, name, [one.credential for one in there])


def passkey_to_enter(at: PasskeyPlace, now: datetime) -> str:
    """What the browser is given to log in with a passkey (JSON)."""
    return ask_for_one(at.place, _challenge(at, now))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasskey:
    """What a device has made (JSON), and by what its owner shows that it is they who add it.

    `password` where there is one; `proof` is the answer of a passkey that is there already (JSON).
    """

    answer: str
    name: str
    password: str = field(default="", repr=False)
    proof: str = field(default="", repr=False)


def add_passkey(
    library: Library, at: PasskeyPlace, session: Session, said: NewPasskey, asker: Asker, now: datetime
) -> Wrong | TryAgain | None:
    """Keep the passkey that a device has made; None where it is kept. Raises Invalid.

    It outlasts the session, so being logged in is not enough: who found a phone unlocked, or a cookie, adds
    none. Only where there is neither a password nor a passkey, a link from the server is all there is.
    """
    refused = _confirm(library, at, session, said, asker, now)
    if refused is not None:
        return refused
    challenge = challenge_in(said.answer)
    _check_challenge(at, challenge, now)
    made = read_new(at.place, challenge, said.answer)
    with library.transaction(writing=True) as connection:
        _use_up(connection, challenge, now)
        if find_passkey(connection, made.credential) is not None:
            raise Invalid("This passkey is there already.")
        passkey = Passkey(
            credential=made.credential,
            account_id=session.account_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=said.name,
            added_at=now,
        )
        insert_passkey(connection, passkey)
    return None


def _confirm(
    library: Library, at: PasskeyPlace, session: Session, said: NewPasskey, asker: Asker, now: datetime
) -> Wrong | TryAgain | None:
    """Whether it is the owner who is logged in; None is yes."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
        there = list_passkeys(connection, session.account_id)
    if account is not None and account.password is not None:
        return confirm_password(library, said.password, asker, now)
    if not there:
        return None
    shown = _shown(library, at, said.proof, asker, now)
    if isinstance(shown, Wrong | TryAgain):
        return shown
    with library.transaction(writing=True) as connection:
        return None if _accepts(connection, shown, now) else Wrong()


def enter_by_passkey(
    library: Library, at: PasskeyPlace, answer: str, asker: Asker, now: datetime, *, instead_of: str = ""
) -> Entered | Wrong | TryAgain:
    """Come in with a passkey. Nobody guesses one, so only the network's limit holds: who is locked out of
    the password by a stranger's guesses still comes in like this."""
    shown = _shown(library, at, answer, asker, now)
    if isinstance(shown, Wrong | TryAgain):
        return shown
    with library.transaction(writing=True) as connection:
        if not _accepts(connection, shown, now):
            return Wrong()
        return begin_session(connection, shown.passkey.account_id, asker, now, instead_of=instead_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A passkey whose device answered rightly, and what is to be remembered of it."""

    passkey: Passkey
    guess_id: int
    challenge: bytes
    sign_count: int


def _shown(
    library: Library, at: PasskeyPlace, answer: str, asker: Asker, now: datetime
) -> _Shown | Wrong | TryAgain:
    guess = begin_guess(library, asker, None, now)
    if isinstance(guess, TryAgain):
        return guess
    try:
        challenge = challenge_in(answer)
        _check_challenge(at, challenge, now)
        with library.transaction(writing=False) as connection:
            found = find_passkey(connection, credential_in(answer))
        if found is None:
            return Wrong()
        sign_count = check_answer(at.place, challenge, answer, found.public_key, found.sign_count)
    except Invalid:
        return Wrong()
    return _Shown(passkey=found, guess_id=guess, challenge=challenge, sign_count=sign_count)


def _accepts(connection: Connection, shown: _Shown, now: datetime) -> bool:
    """Whether an answer counts: the first time that it comes, of a passkey that is still there."""
    if has_one_time(connection, digest_of(shown.challenge.hex()), _USED, now):
        return False
    _use_up(connection, shown.challenge, now)
    if find_passkey(connection, shown.passkey.credential) is None:
        return False
    was_right(connection, shown.guess_id)
    save_sign_count(connection, shown.passkey.credential, shown.sign_count)
    return True


def passkeys_there(library: Library) -> list[Passkey]:
    """Those of the account, the oldest first."""
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
        return [] if account is None else list_passkeys(connection, account.account_id)


def passkey_id(passkey: Passkey) -> str:
    """How lists name a passkey: what its device calls it is too long to write."""
    return digest_of(passkey.credential.hex())[:16]


def remove_passkey(library: Library, beginning: str) -> Passkey:
    """Take away the passkey whose id begins like this. Raises Missing or Ambiguous."""
    found = [one for one in passkeys_there(library) if beginning and passkey_id(one).startswith(beginning)]
    if not found:
        raise Missing(f"There is no passkey {beginning!r}; it may be gone already.")
    if len(found) > 1:
        raise Ambiguous(f"Several passkeys begin with {beginning!r}; write more of it.")
    with library.transaction(writing=True) as connection:
        delete_passkey(connection, found[0].account_id, found[0].credential)
    return found[0]


def _challenge(at: PasskeyPlace, now: datetime) -> bytes:
    begun = secrets.token_bytes(_CHANCE) + int(now.timestamp()).to_bytes(_TIME, "big")
    return begun + _seal(at, begun)


def _seal(at: PasskeyPlace, begun: bytes) -> bytes:
    return hmac.digest(at.key, begun, "sha256")[:_SEAL]


def _check_challenge(at: PasskeyPlace, challenge: bytes, now: datetime) -> None:
    begun, seal = challenge[: _CHANCE + _TIME], challenge[_CHANCE + _TIME :]
    if not hmac.compare_digest(seal, _seal(at, begun)):
        raise Invalid(_TOO_LATE)
    made_at = datetime.fromtimestamp(int.from_bytes(begun[_CHANCE:], "big"), UTC)
    if not -_VALID < now - made_at < _VALID:
        raise Invalid(_TOO_LATE)


def _use_up(connection: Connection, challenge: bytes, now: datetime) -> None:
    forget_ended(connection, now)
    digest = digest_of(challenge.hex())
    if has_one_time(connection, digest, _USED, now):
        raise Invalid(_TOO_LATE)
    insert_one_time(connection, digest, _USED, None, now + 2 * _VALID)
