"""Ways to somebody: what always holds of them, and that they are those that trying out every way finds."""

from itertools import permutations
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.introducers import Known, Path, paths_to, score, weighed

PEOPLE = 8
TARGET = 0
BETWEEN_MOST = 2

chances = st.integers(1, 100).map(lambda hundredths: hundredths / 100)
pairs = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(
    lambda pair: pair[0] < pair[1]
)
graphs = st.dictionaries(pairs, chances, max_size=20)
owners = st.dictionaries(st.integers(1, PEOPLE - 1), chances, max_size=PEOPLE)
few = st.frozensets(st.integers(1, PEOPLE - 1), max_size=3)

Graph = dict[tuple[int, int], float]


def known_in(graph: Graph) -> Known:
    ties = [*graph.items(), *(((other, one), chance) for (one, other), chance in graph.items())]
    return lambda person: [(other, chance) for (one, other), chance in ties if one == person]


def step(graph: Graph, one: int, other: int) -> float:
    return graph.get((min(one, other), max(one, other)), 0.0)


def every_way(graph: Graph, own: dict[int, float], target: int, barred: frozenset[int]) -> list[Path]:
    """All of them, by trying out."""
    found = []
    others = [one for one in range(PEOPLE) if one != target and one not in barred]
    for count in range(1, BETWEEN_MOST + 1):
        for between in permutations(others, count):
            if between[0] in own and not any(one in own for one in between[1:]):
                ends = zip(between, (*between[1:], target), strict=True)
                steps = [own[between[0]], *(step(graph, one, other) for one, other in ends)]
                if all(steps):
                    found.append(Path(score(steps), between))
    return found


@given(graphs, owners, few)
def test_the_best_way_of_each_first_introducer_is_found(
    graph: Graph, own: dict[int, float], barred: frozenset[int]
) -> None:
    best: dict[int, float] = {}
    for path in every_way(graph, own, TARGET, barred):
        best[path.first] = max(path.score, best.get(path.first, 0.0))
    found = paths_to(TARGET, own, known_in(graph), barred=barred, most=PEOPLE)
    assert {path.first: path.score for path in found} == pytest.approx(best)


@given(graphs, owners, few)
def test_nobody_barred_is_asked_or_stands_in_between(
    graph: Graph, own: dict[int, float], barred: frozenset[int]
) -> None:
    found = paths_to(TARGET, own, known_in(graph), barred=barred)
    assert barred.isdisjoint(one for path in found for one in path.between)


@given(graphs, owners)
def test_there_are_five_at_most_one_for_each_first_introducer_the_best_first(
    graph: Graph, own: dict[int, float]
) -> None:
    found = paths_to(TARGET, own, known_in(graph))
    assert len(found) <= 5
    assert len({path.first for path in found}) == len(found)
    assert [path.score for path in found] == sorted((path.score for path in found), reverse=True)
    assert all(TARGET not in path.between and len(set(path.between)) == len(path.between) for path in found)


@given(graphs, owners, st.dictionaries(st.integers(PEOPLE, PEOPLE + 2), chances, max_size=3))
def test_an_unrelated_person_changes_nothing(
    graph: Graph, own: dict[int, float], strangers: dict[int, float]
) -> None:
    """Neither somebody the owner knows who knows nobody, nor two who know only each other."""
    among_themselves = graph | {(PEOPLE + 1, PEOPLE + 2): 0.9}
    before = paths_to(TARGET, own, known_in(graph))
    assert paths_to(TARGET, own | strangers, known_in(among_themselves)) == before


@given(graphs, owners, st.data())
def test_a_stronger_step_never_lowers_a_way(graph: Graph, own: dict[int, float], data: st.DataObject) -> None:
    steps = [*graph, *own]
    if not steps:
        return
    stronger = data.draw(st.sampled_from(steps))
    graph_after, own_after = dict(graph), dict(own)
    if isinstance(stronger, tuple):
        graph_after[stronger] = min(1.0, graph[stronger] * 1.5)
    else:
        own_after[stronger] = min(1.0, own[stronger] * 1.5)

    def scores(graph: Graph, own: dict[int, float]) -> dict[int, float]:
        found = paths_to(TARGET, own, known_in(graph), most=PEOPLE)
        return {path.first: path.score for path in found}

    before, after = scores(graph, own), scores(graph_after, own_after)
    assert before.keys() == after.keys()
    assert all(after[first] >= value for first, value in before.items())


def test_a_way_is_the_product_of_its_steps_less_for_each_ask() -> None:
    assert score((0.5, 0.4)) == pytest.approx(0.2)
    assert score((0.5, 0.4), 2) == pytest.approx(0.2 * exp(-1))
    assert weighed({1: 0.8, 2: 0.8}, {2: 1}) == pytest.approx({1: 0.8, 2: 0.8 * exp(-0.5)})


def test_three_people_in_between_are_too_many() -> None:
    chain = {(1, 2): 1.0, (2, 3): 1.0, (3, 4): 1.0}
    assert [path.between for path in paths_to(3, {1: 1.0}, known_in(chain))] == [(1, 2)]
    assert paths_to(4, {1: 1.0}, known_in(chain)) == []


def test_of_equal_ways_the_shorter_comes_first() -> None:
    graph = {(0, 1): 1.0, (0, 3): 1.0, (2, 3): 1.0}
    found = paths_to(TARGET, {1: 0.5, 2: 0.5}, known_in(graph))
    assert [path.between for path in found] == [(1,), (2, 3)]
