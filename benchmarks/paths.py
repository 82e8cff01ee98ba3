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
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from math import log
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from keepwarm.domain.introducers import PackedGraph, paths_to, reach  # noqa: E402 see the path above

GROUP = 100
WITHIN = 2 / 3
STEPS = 3

Tie = tuple[int, int, float]


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
    within = [list(reach(firsts, graph.known).scores) for firsts in owners]
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
