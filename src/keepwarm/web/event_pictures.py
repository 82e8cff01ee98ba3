"""What each kind of event led to, as bars drawn by the server; the words beside them say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from keepwarm.domain.event_years import KindLine

_WIDTH = 220
_LEFT = 0
_STEP = 44
_HEIGHT = 14
_LEAST = 3
"""Units of the drawing: the longest bar, where bars begin, from one to the next, how high one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindBar:
    """One kind: the lengths of its bar for the people met, and of the part of it that became connections."""

    line: KindLine
    y: int
    people: int
    connections: int

    @property
    def text_y(self) -> int:
        """Where its words stand: above the bar."""
        return self.y - 7

    @property
    def height(self) -> int:
        """How high it is, like every other."""
        return _HEIGHT


def kind_bars(lines: Sequence[KindLine]) -> tuple[KindBar, ...]:
    """A bar for each kind, in their order; nothing where nobody was met yet."""
    most = max((line.people for line in lines), default=0)
    if not most:
        return ()
    return tuple(
        KindBar(
            line=line,
            y=place * _STEP + 22,
            people=_length(line.people, most),
            connections=_length(line.connections, most),
        )
        for place, line in enumerate(lines)
    )


def _length(count: int, most: int) -> int:
    return max(round(count / most * _WIDTH), _LEAST) if count else _LEFT
