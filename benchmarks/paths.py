"""How fast ways to somebody are found in a large shared graph, beside NetworkX and igraph if there.

    python benchmarks/paths.py [--people 100000] [--ties 1000000] [--own 20] [--times 200] [--json]

A graph of so many people and ties: two in three ties are within groups of about a hundred, the others to
anybody, more often to who knows many already. The owner has ties to so many of them. Asked are all
introducers to one person, and the best way to everybody within three steps; each many times for other people
and other owners, after a first round. Medians, 99th percentiles and the longest, in milliseconds of the
processor; memory is what the packed graph takes and the most that the process took. NetworkX and igraph are
asked for the ways of one to all, by Dijkstra's algorithm over every vertex within three steps. They are no
part of this project's environment: another one has them after `python -m pip install networkx igraph`.
"""

import argparse
import gc
import json
import resource
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from math import inf, log
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from keepwarm.domain.introducers import Chances, Known, paths_to  # noqa: E402 see the path above

GROUP = 100
WITHIN = 2 / 3
STEPS = 3

Tie = tuple[int, int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedGraph:
    """Who knows whom among so many people, numbered from 0, in three arrays: twelve bytes a direction.

    The neighbours of somebody stand together, from `starts[n]` to before `starts[n + 1]`.
    """

    starts: "array[int]"
    others: "array[int]"
    chances: "array[float]"

    @classmethod
    def of(cls, people: int, ties: Collection[tuple[int, int, float]]) -> Self:
        """Pack ties, each told once."""
        degrees = array("q", bytes(8 * (people + 1)))
        for one, other, _ in ties:
            degrees[one + 1] += 1
            degrees[other + 1] += 1
        starts = array("q", accumulate(degrees))
        places, others = starts[:], array("i", bytes(8 * len(ties)))
        chances = array("d", bytes(16 * len(ties)))
        for one, other, chance in ties:
            for here, there in ((one, other), (other, one)):
                others[places[here]], chances[places[here]] = there, chance
                places[here] += 1
        return cls(starts=starts, others=others, chances=chances)

    def known(self, person: int) -> Iterable[tuple[int, float]]:
        """Whom somebody knows."""
        start, end = self.starts[person], self.starts[person + 1]
        return zip(self.others[start:end], self.chances[start:end], strict=True)


def reach(firsts: Chances, known: Known) -> dict[int, float]:
    """How good the best way is to everybody who can be reached over two people at most.

    To a first introducer there is none. Of each only the best is found, which over many people is much less
    to look at than every way.
    """
    scores: dict[int, float] = dict.fromkeys(firsts, inf)
    near: set[int] = set()
    for one, chance in firsts.items():
        for other, step in known(one):
            if chance * step > scores.get(other, 0.0):
                scores[other] = chance * step
                near.add(other)
    better_than = scores.get
    for one, chance in [(one, scores[one]) for one in near]:
        for other, step in known(one):
            if (found := chance * step) > better_than(other, 0.0):
                scores[other] = found
    for one in firsts:
        del scores[one]
    return scores


def ties_of(people: int, ties: int, rng: Random) -> list[Tie]:
    """Each two once, with a chance."""
    found: dict[tuple[int, int], float] = {}
    ends: list[int] = list(range(people))
    while len(found) < ties:
        one = rng.randrange(people)
        if rng.random() < WITHIN:
            other = one - one % GROUP + rng.randrange(GROUP)
        else:
            other = rng.choice(ends)
            ends.append(other)
        pair = (min(one, other), max(one, other))
        if one != other and other < people and pair not in found:
            found[pair] = round(rng.uniform(0.02, 0.95), 3)
    return [(one, other, chance) for (one, other), chance in found.items()]


def timed(times: int, act: Callable[[int], object], warm: int = 10) -> dict[str, float]:
    """Milliseconds of so many acts after some that are not counted."""
    for number in range(warm):
        act(number)
    took = []
    gc.collect()
    for number in range(times):
        start = process_time()
        act(number)
        took.append((process_time() - start) * 1_000)
    took.sort()
    return {"median": median(took), "p99": took[int(len(took) * 0.99)], "longest": took[-1]}


def measure(people: int, ties: int, own: int, times: int) -> dict[str, Any]:
    """Make the graph and ask it."""
    rng = Random(8)
    told = ties_of(people, ties, rng)
    start = process_time()
    graph = PackedGraph.of(people, told)
    packed_in = process_time() - start
    owners = [
        {rng.randrange(people): round(rng.uniform(0.05, 0.9), 3) for _ in range(own)} for _ in range(20)
    ]
    within = [list(reach(firsts, graph.known)) for firsts in owners]
    targets = [rng.choice(within[number % 20]) for number in range(times + 10)]
    found: dict[str, Any] = {
        "introducers to one": timed(
            times, lambda number: paths_to(targets[number], owners[number % 20], graph.known)
        ),
        "one to all": timed(times, lambda number: reach(owners[number % 20], graph.known)),
        "people reached": median(map(len, within)),
        "packed in seconds": packed_in,
        "packed megabytes": sum(
            len(part) * part.itemsize for part in (graph.starts, graph.others, graph.chances)
        )
        / 1e6,
        "ways to one": median(
            len(paths_to(target, owners[place % 20], graph.known)) for place, target in enumerate(targets)
        ),
    }
    found["most megabytes of the process"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    for name, peer in (("networkx", _networkx), ("igraph", _igraph)):
        found[name] = peer(people, told, owners, max(times // 50, 3)) if find_spec(name) else None
    return found


def _networkx(people: int, told: list[Tie], owners: list[dict[int, float]], times: int) -> dict[str, float]:
    """The owner is one more vertex; what is minus the logarithm of a chance adds up along a way."""
    graph = import_module("networkx").Graph()
    graph.add_weighted_edges_from((one, other, -log(chance)) for one, other, chance in told)
    for place, firsts in enumerate(owners):
        graph.add_weighted_edges_from((people + place, one, -log(chance)) for one, chance in firsts.items())
    limited = import_module("networkx").single_source_shortest_path_length
    shortest = import_module("networkx").single_source_dijkstra

    def ask(number: int) -> object:
        owner = people + number % 20
        near = graph.subgraph(limited(graph, owner, cutoff=STEPS))
        return shortest(near, owner)

    return timed(times, ask, warm=1)


def _igraph(people: int, told: list[Tie], owners: list[dict[int, float]], times: int) -> dict[str, float]:
    graph = import_module("igraph").Graph(n=people + len(owners))
    edges = [(one, other) for one, other, _ in told]
    costs = [-log(chance) for *_, chance in told]
    for place, firsts in enumerate(owners):
        edges += [(people + place, one) for one in firsts]
        costs += [-log(chance) for chance in firsts.values()]
    graph.add_edges(edges)

    def ask(number: int) -> object:
        owner = people + number % 20
        near = graph.neighborhood(owner, order=STEPS)
        return graph.distances(owner, near, weights=costs)

    return timed(times, ask, warm=1)


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The figures as people read them."""
    for name, one in found.items():
        if one is None:
            yield f"{name}: not installed here; python -m pip install {name} in an environment of its own"
        elif isinstance(one, dict):
            yield f"{name}: " + ", ".join(f"{what} {value:.2f} ms" for what, value in one.items())
        else:
            yield f"{name}: {one:,.1f}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--ties", type=int, default=1_000_000)
    words.add_argument("--own", type=int, default=20, help="to how many the owner has a tie")
    words.add_argument("--times", type=int, default=200)
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    found = measure(asked.people, asked.ties, asked.own, asked.times)
    print(json.dumps(found) if asked.json else "\n".join(lines(found)))


if __name__ == "__main__":
    main()
