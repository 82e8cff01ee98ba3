"""The graph that the ways are measured in, and the best way to everybody at once."""

import pytest
from benchmarks.paths import PackedGraph, reach
from hypothesis import given

from keepwarm.domain.introducers import paths_to
from tests.domain.test_introducers import PEOPLE, Graph, graphs, known_in, owners


def packed(graph: Graph) -> PackedGraph:
    return PackedGraph.of(PEOPLE, [(one, other, chance) for (one, other), chance in graph.items()])


@given(graphs)
def test_everybody_knows_the_same_people_when_packed(graph: Graph) -> None:
    known, told = packed(graph).known, known_in(graph)
    assert [sorted(known(one)) for one in range(PEOPLE)] == [sorted(told(one)) for one in range(PEOPLE)]


@given(graphs, owners)
def test_one_to_all_agrees_with_one_to_each(graph: Graph, own: dict[int, float]) -> None:
    known = packed(graph).known
    each = {
        target: paths[0].score
        for target in range(PEOPLE)
        if target not in own and (paths := paths_to(target, own, known))
    }
    assert reach(own, known) == pytest.approx(each)


def test_three_people_in_between_are_too_many() -> None:
    chain = {(1, 2): 1.0, (2, 3): 1.0, (3, 4): 1.0}
    assert reach({1: 1.0}, packed(chain).known).keys() == {2, 3}
