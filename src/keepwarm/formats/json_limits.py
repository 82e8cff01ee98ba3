"""What is taken from JSON before anything is made of it: no endless depth, and no number that is none."""

import math
from typing import Any

from keepwarm.domain.errors import Invalid

DEEPEST = 64
"""Lists and objects inside one another; no contact nests a tenth of that."""

_LONGEST_NUMBER = 1024
"""Bits of a whole number: more than any double holds, and quickly written out."""


def check_json(value: object) -> None:
    """Raise Invalid, with the way out, for what is no JSON, nests too deep or holds an endless number."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise Invalid(f"nests deeper than {DEEPEST} levels; export it again")


def _inside(value: object) -> list[Any]:
    """The members of a list or an object; a plain value has none."""
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise Invalid("has a name that is no text; export it again")
        return list(value.values())
    if isinstance(value, list):
        return value
    if value is None or isinstance(value, str | bool):
        return []
    if isinstance(value, int) and value.bit_length() <= _LONGEST_NUMBER:
        return []
    if isinstance(value, float) and math.isfinite(value):
        return []
    raise Invalid("has a number that is none, or one without measure; correct it, or export it again")
