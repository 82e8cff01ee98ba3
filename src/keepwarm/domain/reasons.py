"""Reasons, in data: what the product says of a relationship, before any words are chosen."""

from dataclasses import dataclass
from datetime import date
from typing import Self

Value = str | int | float | date


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code and the values that its sentence needs, sorted by name.

    `Reason.of("promise_due", days=3)`; a door turns it into the owner's language.
    """

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, **values: Value) -> Self:
        """Make a reason from keyword values."""
        return cls(code, tuple(sorted(values.items())))
