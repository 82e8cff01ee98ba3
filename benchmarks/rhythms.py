"""When is the next contact due, and is a message answered? The model, asked about contact histories."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from statistics import fmean

from benchmarks.contacts import Ego, Table
from benchmarks.measures import Ranking, pinball

from keepwarm.domain.cadence import due
from keepwarm.domain.policy import RECIPROCITY, REPLY
from keepwarm.domain.replies import rate_of, reply_probability


def last_gaps(table: Table) -> Iterator[tuple[list[int], int]]:
    """Of each tie the last gap that ended in the time that is judged, with the contact days before it.

    One for each tie: a busy tie has hundreds of gaps and an owner sees it once.
    """
    for ego in table.egos:
        for days in ego.days.values():
            if len(days) > 1 and days[-1] >= table.judged_from:
                yield days[:-1], days[-1] - days[-2]


def every_gap(table: Table) -> Iterator[tuple[list[int], int]]:
    """Every gap that ended in the time that is judged."""
    for ego in table.egos:
        for days in ego.days.values():
            for place in range(1, len(days)):
                if days[place] >= table.judged_from:
                    yield days[:place], days[place] - days[place - 1]


def cadence(gaps: Iterable[tuple[list[int], int]], q: float = 0.8) -> dict[str, float]:
    """The share of gaps within `due(q)`, and the pinball loss of it."""
    known = [(gap, due(before, q)) for before, gap in gaps]
    return {
        "gaps": len(known),
        "coverage": fmean(gap <= limit for gap, limit in known),
        "pinball": pinball([gap for gap, _ in known], [limit for _, limit in known], q),
        "coverage of 30 days": fmean(gap <= 30 for gap, _ in known),
    }


_EVERYBODY = -1


@dataclass(frozen=True, slots=True)
class Turn:
    """An outgoing turn: the first message of a run, answered after `wait` days (never: infinite)."""

    t: float
    ego: int
    person: int
    wait: float
    recipients: int
    opens: bool

    @property
    def answered(self) -> bool:
        return self.wait <= REPLY.answered_within_days

    @property
    def resolved_at(self) -> float:
        return self.t + min(self.wait, REPLY.answered_within_days)


def turns(ego: Ego) -> Iterator[Turn]:
    """The outgoing turns of an ego; one opens where seven days were quiet before it."""
    for person, history in ego.histories.items():
        before, way = -inf, ""
        pending: tuple[float, int, bool] | None = None
        for event in history.events:
            if event.direction != way:
                if pending is not None:
                    yield Turn(pending[0], ego.number, person, event.t - pending[0], *pending[1:])
                opens = event.t - before > RECIPROCITY.quiet_days
                pending = (event.t, event.n_recipients, opens) if event.direction == "out" else None
            before, way = event.t, event.direction
        if pending is not None:
            yield Turn(pending[0], ego.number, person, inf, *pending[1:])


class Rates:
    """What was known, as time goes on, of how often each ego's turns were answered, and of everybody's."""

    def __init__(self) -> None:
        self._resolving: list[tuple[float, int, bool]] = []
        self._resolved: Counter[int] = Counter()
        self._answered: Counter[int] = Counter()

    def take(self, turn: Turn) -> float:
        """The ego's rate when the turn was taken; turns come in order of time."""
        while self._resolving and self._resolving[0][0] < turn.t:
            _, ego, answered = heappop(self._resolving)
            self._resolved[ego] += 1
            self._answered[ego] += answered
            self._resolved[_EVERYBODY] += 1
            self._answered[_EVERYBODY] += answered
        heappush(self._resolving, (turn.resolved_at, turn.ego, turn.answered))
        return self._rate(turn.ego, self._rate(_EVERYBODY, REPLY.owner_prior_rate))

    def _rate(self, ego: int, towards: float) -> float:
        return rate_of(self._resolved[ego], self._answered[ego], towards)


def replies(table: Table) -> dict[str, float | None]:
    """AUC of the reply probability over the turns that are judged and resolved, and over those that open."""
    histories = {ego.number: ego.histories for ego in table.egos}
    taken = [turn for ego in table.egos for turn in turns(ego)]
    rates, asked = Rates(), []
    for turn in sorted(taken, key=lambda turn: (turn.t, turn.ego, turn.person)):
        rate = rates.take(turn)
        if table.judged_from <= turn.t <= table.last - REPLY.answered_within_days:
            history = histories[turn.ego][turn.person]
            asked.append((turn, reply_probability(history, turn.t, rate, turn.recipients)))
    opening = [(turn, p) for turn, p in asked if turn.opens]
    return {
        "turns": len(asked),
        "AUC": _auc(asked),
        "initiations": len(opening),
        "AUC of initiations": _auc(opening),
    }


def _auc(asked: list[tuple[Turn, float]]) -> float | None:
    """None where all were answered, or none."""
    came = [turn.answered for turn, _ in asked]
    return Ranking(came, [p for _, p in asked]).areas()[0] if len(set(came)) == 2 else None
