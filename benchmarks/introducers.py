"""How often the one who really introduced two people is named first, on contact histories of real people.

    python benchmarks/introducers.py [--data FOLDER] [--sets NAME ...] [--most 4000] [--json]

A case: somebody (B) mails two people (A and X) together, with ten recipients at most; A and X had never
written each other, and one writes the other within 30 days. Who could have introduced A to X? Candidates are
all who had been in touch with both before that mail; B is the answer. A is whoever of the two wrote first.
Everything is taken strictly from before the mail. Cases with one candidate alone, or in which B is none, are
left out, and counted. Of candidates that a scorer holds for equal, each counts its share. `contacts.py` says
how a table is written; a mail is what one person sent at one time.
"""

import argparse
import json
import os
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.contacts import Told, find_tables, read_table  # noqa: E402 see the path above

from keepwarm.domain.acquaintances import Acquaintance  # noqa: E402 see the path above
from keepwarm.domain.history import Event, History  # noqa: E402 see the path above
from keepwarm.domain.introducers import score  # noqa: E402 see the path above
from keepwarm.domain.replies import reply_probability  # noqa: E402 see the path above
from keepwarm.domain.ties import tie_probability  # noqa: E402 see the path above

DATA = Path(os.environ.get("KEEPWARM_DATA") or ROOT.parent / "shared" / "data") / "ties"
SETS = ("email-eu", "manufacturing")
WITHIN_DAYS = 30
FEWEST = 2
NEVER_SEEN = 0.1
"""How likely two know each other whom A never saw together."""

OWNER_RATE = 0.5
"""What is known of an owner's answers where nothing is."""


class Case(NamedTuple):
    """A is introduced to X by B, in a mail at `now`."""

    now: float
    a: int
    x: int
    b: int


@dataclass(eq=False)
class Traffic:
    """A table as the cases need it; `met` is when two were first in touch, `mails` who was in each mail."""

    histories: dict[tuple[int, int], list[Event]] = field(default_factory=lambda: defaultdict(list))
    times: dict[tuple[int, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    around: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    mails: list[tuple[float, int, frozenset[int]]] = field(default_factory=list)
    seen: dict[tuple[int, int, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    """When a mail reached the first of three, from or to the second, in which the third was too."""

    def chance(self, one: int, other: int, now: float) -> float:
        """P_30 of a tie, from what came before."""
        return tie_probability(self.history(one, other).before(now), now, WITHIN_DAYS)

    def reply(self, one: int, other: int, now: float) -> float:
        """How likely the other answers the one."""
        return reply_probability(self.history(one, other), now, OWNER_RATE)

    @cache  # noqa: B019 (it lives as long as the program)
    def history(self, one: int, other: int) -> History:
        """What passed between two, as the first has it."""
        return History.of(self.histories[one, other])

    def last(self, one: int, other: int, now: float) -> float:
        """When two were last in touch before a time."""
        times = self.times[one, other]
        return times[bisect_left(times, now) - 1]

    def candidates(self, case: Case) -> list[int]:
        """Who had been in touch with both."""
        mine, theirs = self.around[case.a], self.around[case.x]
        return sorted(one for one in mine.keys() & theirs.keys() if max(mine[one], theirs[one]) < case.now)


def traffic_of(told: Mapping[int, list[Told]]) -> Traffic:
    """Read the events of everybody, in order of time."""
    traffic = Traffic()
    sent: dict[tuple[float, int], set[int]] = defaultdict(set)
    for one, events in told.items():
        for other, at, way, channel, recipients in events:
            traffic.histories[one, other].append(Event(at, way, channel, recipients))
            traffic.times[one, other].append(at)
            traffic.around[one].setdefault(other, at)
            if way == "out":
                sent[at, one].add(other)
    traffic.mails = [(at, by, frozenset(to)) for (at, by), to in sorted(sent.items())]
    for at, by, to in traffic.mails:
        for reader in to:
            for other in to - {reader}:
                traffic.seen[reader, by, other].append(at)
                for third in to - {reader, other}:
                    traffic.seen[reader, other, third].append(at)
    return traffic


def cases_of(traffic: Traffic) -> Iterator[Case]:
    """Every case, the first mail of each two people alone."""
    done: set[tuple[int, int]] = set()
    for at, by, to in traffic.mails:
        for one, other in combinations(sorted(to), 2):
            times = traffic.times.get((one, other), [])
            if not times or (one, other) in done or not at < times[0] <= at + WITHIN_DAYS:
                continue
            done.add((one, other))
            wrote = any(
                event.t == times[0] and event.direction == "out" for event in traffic.histories[one, other]
            )
            yield Case(at, one, other, by) if wrote else Case(at, other, one, by)


# The scorers


def _both(traffic: Traffic, case: Case, one: int) -> tuple[float, float]:
    return traffic.chance(case.a, one, case.now), traffic.chance(one, case.x, case.now)


def product(traffic: Traffic, case: Case, one: int) -> float:
    """As the product has it where both ties are known."""
    return score(_both(traffic, case, one))


def answers(traffic: Traffic, case: Case, one: int) -> float:
    """The same with the better of an answer and a contact for the first step."""
    own, theirs = _both(traffic, case, one)
    return score((max(own, traffic.reply(case.a, one, case.now)), theirs))


def replies(traffic: Traffic, case: Case, one: int) -> float:
    """The same with the answer alone."""
    return score((traffic.reply(case.a, one, case.now), traffic.chance(one, case.x, case.now)))


def weaker(traffic: Traffic, case: Case, one: int) -> float:
    return min(_both(traffic, case, one))


def own_tie(traffic: Traffic, case: Case, one: int) -> float:
    return traffic.chance(case.a, one, case.now)


def their_tie(traffic: Traffic, case: Case, one: int) -> float:
    return traffic.chance(one, case.x, case.now)


def latest(traffic: Traffic, case: Case, one: int) -> float:
    """Whoever was last in touch with both most lately."""
    return min(traffic.last(case.a, one, case.now), traffic.last(one, case.x, case.now))


def recency(traffic: Traffic, case: Case, one: int) -> float:
    """One over the days since each last contact, multiplied."""
    ages = [
        case.now - at for at in (traffic.last(case.a, one, case.now), traffic.last(one, case.x, case.now))
    ]
    return 1.0 / ((ages[0] + 1.0) * (ages[1] + 1.0))


def connected(traffic: Traffic, case: Case, one: int) -> float:
    return sum(at < case.now for at in traffic.around[one].values())


def own_book(traffic: Traffic, case: Case, one: int) -> float:
    """What A's own book alone can say: A's tie, and mails to A in which the two were together."""
    return score((own_tie(traffic, case, one), _seen(traffic, case, one)))


def own_book_or_tie(traffic: Traffic, case: Case, one: int) -> float:
    """The same; of those never seen together the nearest to A first."""
    return score((own_tie(traffic, case, one), max(_seen(traffic, case, one), NEVER_SEEN)))


def own_book_in_time(traffic: Traffic, case: Case, one: int) -> float:
    """The same with P_30 of what A saw of the two, as if it were a tie."""
    times = _in_own_book(traffic, case, one)
    history = History.of(Event(at, "out", 0, 1) for at in times)
    together = tie_probability(history, case.now, WITHIN_DAYS) if times else 0.0
    return score((own_tie(traffic, case, one), max(together, NEVER_SEEN / 2)))


def _seen(traffic: Traffic, case: Case, one: int) -> float:
    return Acquaintance(times=len(_in_own_book(traffic, case, one))).chance


def _in_own_book(traffic: Traffic, case: Case, one: int) -> list[float]:
    """When A was in one mail with the two."""
    keys = ((case.a, one, case.x), (case.a, case.x, one))
    return sorted({at for key in keys for at in traffic.seen.get(key, []) if at < case.now})


def with_threads(traffic: Traffic, case: Case, one: int) -> float:
    """The product, and what A saw of the two together."""
    own, theirs = _both(traffic, case, one)
    return score((own, 1.0 - (1.0 - theirs) * (1.0 - _seen(traffic, case, one))))


def with_recency(traffic: Traffic, case: Case, one: int) -> float:
    """The product, weighed by the square root of recency."""
    return product(traffic, case, one) * sqrt(recency(traffic, case, one))


SCORERS: Mapping[str, Callable[[Traffic, Case, int], float]] = {
    "random": lambda *_: 0.0,
    "best connected": connected,
    "own tie only": own_tie,
    "their tie only": their_tie,
    "product of both ties": product,
    "answer times tie": replies,
    "better of both times tie": answers,
    "the weaker tie": weaker,
    "last in touch with both": latest,
    "recency of both": recency,
    "product and recency": with_recency,
    "product and threads": with_threads,
    "own book alone": own_book,
    "own book, else own tie": own_book_or_tie,
    "own book in time": own_book_in_time,
}


def judge(traffic: Traffic, most: int) -> dict[str, Any]:
    """hit@1 of every scorer, and over how many cases."""
    asked: list[tuple[Case, list[int]]] = []
    left_out: Counter[str] = Counter()
    for case in cases_of(traffic):
        candidates = traffic.candidates(case)
        if case.b not in candidates:
            left_out["not a candidate"] += 1
        elif len(candidates) < FEWEST:
            left_out["the only candidate"] += 1
        else:
            asked.append((case, candidates))
    if len(asked) > most:
        asked = Random(1).sample(asked, most)
    hits: Counter[str] = Counter()
    seen = 0
    for case, candidates in asked:
        seen += any(_in_own_book(traffic, case, one) for one in candidates)
        for name, scorer in SCORERS.items():
            found = {one: scorer(traffic, case, one) for one in candidates}
            best = [one for one, value in found.items() if value == max(found.values())]
            hits[name] += (case.b in best) / len(best)  # type: ignore[assignment]  # shares of a hit
    return {
        "cases": len(asked),
        "candidates": sum(len(those) for _, those in asked) / max(len(asked), 1),
        "seen in the own book": seen / max(len(asked), 1),
        "left out": dict(left_out),
        "hit@1": {name: hits[name] / max(len(asked), 1) for name in SCORERS},
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--data", type=Path, default=DATA, help=f"the folder of the tables (default: {DATA})")
    words.add_argument("--sets", nargs="+", default=SETS, help="their names (default: the two of e-mail)")
    words.add_argument(
        "--most", type=int, default=4_000, help="so many cases of a table at most, drawn by lot"
    )
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    tables = find_tables(asked.data)
    if missing := set(asked.sets) - set(tables):
        words.error(
            f"there is no table {', '.join(sorted(missing))} in {asked.data}; name its folder with --data"
        )
    measured = {}
    for name in asked.sets:
        told = {ego.number: ego.told for ego in read_table(tables[name]).egos}
        measured[name] = judge(traffic_of(told), asked.most)
    print(json.dumps(measured) if asked.json else "\n".join(lines(measured)))


def lines(measured: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The tables as people read them."""
    for table, found in measured.items():
        left_out = ", ".join(f"{count} {why}" for why, count in found["left out"].items())
        yield f"{table}: {found['cases']} cases of {found['candidates']:.1f} candidates; left out: {left_out}"
        yield f"  in {found['seen in the own book']:.0%} the own book has seen a candidate with whom is meant"
        yield from (f"  {name:28}{value:6.3f}" for name, value in found["hit@1"].items())


if __name__ == "__main__":
    main()
