"""Passwords as they are kept: argon2id, with the same work for every answer (TRUST.md, B11 and B13)."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from keepwarm.domain.passwords import check_password, plain_password

_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)
"""RFC 9106, section 4: 64 MiB and three passes, the second recommended choice; one lane, as cores are few."""

_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=1$Tm9ib2R5J3Mgc2FsdCBpcw$eigPIwdeZLnbYSjMMg3UOJOTFl6nlNLEF7cWhSmAhCs"
"""What is compared with where there is no password, so that this takes as long as where there is one."""

_AT_ONCE = BoundedSemaphore(2)
"""So many take up memory at a time; others wait."""


def hash_password(said: str) -> str:
    """The hash of a new password, with its salt and parameters. Raises Invalid for one that may be none."""
    password = check_password(said)
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_right(said: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; never where none is, which takes as long to say."""
    with _AT_ONCE:
        try:
            right = _HASHER.verify(kept or _NOBODYS, plain_password(said))
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None
