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


def lot_of(number: int) -> int:
    """A number from 0 to 2^32 − 1 that an id draws once and for all: for samples, and for taking turns.

    The upper half of a product (Knuth 1973, 6.4), so that ids which somebody counted up are spread as well.
    """
    return (number * 0x9E3779B97F4A7C15 >> 32) & 0xFFFFFFFF


Pair = tuple[int, int]
"""The ids of two people, the smaller first."""


def pair_of(one: int, other: int) -> Pair:
    """The two in the order of a pair."""
    return (one, other) if one < other else (other, one)
