"""Identifiers: 64 random bits inside, thirteen letters and digits outside (TRUST.md, A3)."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
_OFFSET = 1 << 63
_LENGTH = 13


def public_id(number: int) -> str:
    """The form of a signed 64-bit id in addresses, JSON and on the command line."""
    rest = number + _OFFSET
    letters = []
    for _ in range(_LENGTH):
        rest, digit = divmod(rest, 32)
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))


def parse_public_id(text: str) -> int | None:
    """The id behind its public form, or None where the text is not one."""
    if len(text) != _LENGTH or any(letter not in _ALPHABET for letter in text):
        return None
    rest = 0
    for letter in text:
        rest = rest * 32 + _ALPHABET.index(letter)
    return rest - _OFFSET if rest < 2 * _OFFSET else None


Pair = tuple[int, int]
"""The ids of two people, the smaller first."""


def pair_of(one: int, other: int) -> Pair:
    """The two in the order of a pair."""
    return (one, other) if one < other else (other, one)
