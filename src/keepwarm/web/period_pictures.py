"""The pictures of a review, as bars drawn by the server; each carries its own words and figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from keepwarm.domain.period_review import Part

_WIDTH = 640
_HEIGHT = 96
_FLOOR = 118
_SHARE = 0.7
_MOST_TOLD = 7
"""Units of the drawing: as wide as it is, the highest bar, the line that they stand on, how much of its place
a bar takes. Of more bars than these only some carry their figures and days."""

_LONGEST = 200
_STEP = 44
_LEAST = 3
"""The same of bars that lie: the longest, from one to the next, the shortest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """A day's bar. `told` says that its figure stands above it, `named` that its day stands below it."""

    part: Part
    x: float
    y: int
    width: float
    height: int
    told: bool
    named: bool

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.x + self.width / 2, 1)


def day_bars(parts: Sequence[Part]) -> tuple[DayBar, ...]:
    """A bar for each day; nothing where nobody was talked with. The highest of a month carries its figure."""
    most = max((part.talks for part in parts), default=0)
    if not most:
        return ()
    step, few = _WIDTH / len(parts), len(parts) <= _MOST_TOLD
    highest = next(place for place, part in enumerate(parts) if part.talks == most)
    return tuple(
        DayBar(
            part=part,
            x=round(place * step + step * (1 - _SHARE) / 2, 1),
            y=_FLOOR - (height := round(part.talks / most * _HEIGHT)),
            width=round(step * _SHARE, 1),
            height=height,
            told=(few and part.talks > 0) or place == highest,
            named=few or place % _MOST_TOLD == 0,
        )
        for place, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LyingBar:
    """A bar with its words above it and its figure behind it."""

    words: str
    count: int
    y: int
    length: int


def lying_bars(counts: Sequence[tuple[str, int]]) -> tuple[LyingBar, ...]:
    """A bar for each line of words with its count, in their order; nothing where all are none."""
    most = max((count for _, count in counts), default=0)
    if not most:
        return ()
    return tuple(
        LyingBar(words=words, count=count, y=place * _STEP + 22, length=length(count, most))
        for place, (words, count) in enumerate(counts)
    )


def length(count: int, most: int) -> int:
    """How long the bar of a count is beside that of the most."""
    return max(round(count / most * _LONGEST), _LEAST) if count else 0
