"""What may be a password: long enough, and none that is guessed first (TRUST.md, B11)."""

import unicodedata

from keepwarm.domain.common_passwords import common_passwords
from keepwarm.domain.errors import Invalid

FEWEST, MOST = 8, 1_000


def plain_password(said: str) -> str:
    """The password as it is kept and compared: one form of each character, however a keyboard made it."""
    return unicodedata.normalize("NFKC", said)


def check_password(said: str) -> str:
    """The plain password. Raises Invalid for one that is too short, too long or guessed first."""
    password = plain_password(said)
    if len(password) < FEWEST:
        raise Invalid(f"A password has at least {FEWEST} characters; a few words in a row are a good one.")
    if len(password) > MOST:
        raise Invalid(f"A password has at most {MOST} characters.")
    if is_common(password):
        raise Invalid("This password is among the first that are guessed; choose another.")
    return password


def is_common(password: str) -> bool:
    """Whether it is on the list, in whatever case, or one character or a short piece over and over."""
    bare = password.casefold()
    return bare in common_passwords() or any(
        bare == (bare[:size] * len(bare))[: len(bare)] for size in range(1, min(4, len(bare) // 2) + 1)
    )
