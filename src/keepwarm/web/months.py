"""How the headline moves: the connections of the last months as bars, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_STEP, _WIDTH = 26, 16
_HEIGHT = 64
_FLOOR = 88
"""Units of the drawing: from bar to bar, a bar's width, the highest bar, and the line that they stand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, in the drawing's units; `month` is None for the one of today."""

    month: date | None
    connections: int
    x: int
    y: int
    height: int
    told: bool

    @property
    def width(self) -> int:
        """How wide it is, like every other."""
        return _WIDTH

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + _WIDTH // 2


def bars(months: Sequence[tuple[date, int]], now: int) -> tuple[Bar, ...]:
    """A bar for each month as it began and one for today; nothing where no connection was yet.

    The first, the highest and the last also carry their figures (`told`).
    """
    counts = [*(count for _, count in months), now]
    most = max(counts)
    if not months or not most:
        return ()
    told = {0, counts.index(most), len(counts) - 1}
    names: list[date | None] = [*(month for month, _ in months), None]
    return tuple(
        Bar(
            month=month,
            connections=count,
            x=place * _STEP + (_STEP - _WIDTH) // 2,
            y=_FLOOR - (height := round(count / most * _HEIGHT)),
            height=height,
            told=place in told,
        )
        for place, (month, count) in enumerate(zip(names, counts, strict=True))
    )
