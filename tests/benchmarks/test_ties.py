"""The benchmark of the tie model, on small invented tables and by hand-counted measures."""

import gzip
import json
from math import e, exp, log, log2
from pathlib import Path

import numpy as np
import pytest
from benchmarks.contacts import Table, find_tables, read_table, table_of
from benchmarks.measures import Ranking, calibration_error, gain_and_recall, intervals, pinball
from benchmarks.rhythms import Rates, Turn, cadence, every_gap, last_gaps, replies, turns

from benchmarks import ties
from keepwarm.domain.cadence import due

COLUMNS = ("day", "src", "dst", "channel", "n_recipients")


def table(*rows: tuple[float, int, int], ends: float = 100.0, judged: set[int] | None = None) -> Table:
    """Rows of day, src, dst; strangers 98 and 99 hold the span open with mail to a crowd."""
    told = [(*row, 0, 1) for row in rows] + [(0.0, 98, 99, 0, 11), (ends, 98, 99, 0, 11)]
    return table_of("small", [dict(zip(COLUMNS, map(str, row), strict=True)) for row in told], judged)


# Measures


def test_areas_take_equal_scores_as_one_group() -> None:
    auc, precision = Ranking([True, False, True, False], [3.0, 2.0, 2.0, 1.0]).areas()
    assert auc == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert precision == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_a_row_of_weight_two_counts_as_two_rows_and_of_weight_nought_as_none() -> None:
    weighted = Ranking([True, False, True, False], [1.0, 4.0, 3.0, 2.0]).areas(np.array([2.0, 1.0, 0.0, 1.0]))
    assert weighted == pytest.approx(Ranking([True, True, False, False], [1.0, 1.0, 4.0, 2.0]).areas())


def test_areas_are_no_number_where_nothing_came() -> None:
    assert np.isnan(Ranking([False, False], [1.0, 2.0]).areas()).all()


def test_gain_and_recall_are_those_of_a_random_order_of_equals() -> None:
    gain, recall = gain_and_recall([True, False, False], [0.2, 0.7, 0.2]) or (0, 0)
    assert gain == pytest.approx((1 / log2(3) + 1 / log2(4)) / 2)
    assert recall == 1.0


def test_ten_places_can_hold_ten() -> None:
    came = [True] * 6 + [False] * 9 + [True] * 6
    gain, recall = gain_and_recall(came, [float(-place) for place in range(21)]) or (0, 0)
    discount = [1 / log2(place + 2) for place in range(10)]
    assert gain == pytest.approx(sum(discount[:6]) / sum(discount))
    assert recall == pytest.approx(0.6)


def test_a_list_of_whom_nobody_came_is_not_judged() -> None:
    assert gain_and_recall([False, False], [0.1, 0.2]) is None


def test_the_calibration_error_is_the_mean_distance_over_ten_bins_of_equal_count() -> None:
    said = [0.2] * 10 + [0.8] * 10
    came = [True] + [False] * 9 + [True] * 10
    assert calibration_error(came, said) == pytest.approx((0.3 + 4 * 0.2 + 5 * 0.2) / 10)


def test_pinball_weighs_what_came_later_by_q_and_what_came_sooner_by_the_rest() -> None:
    assert pinball([10, 5], [10 / e, 5 * e], 0.8) == pytest.approx((0.8 + 0.2) / 2)


def test_an_interval_draws_egos_and_not_rows() -> None:
    drawn: list[list[float]] = []

    def measure(weights: np.ndarray) -> tuple[float]:
        drawn.append(weights.tolist())
        return (float(weights[0]),)

    (ends,) = intervals(["a", "a", "b"], measure, 50)
    assert all(of[0] == of[1] and of[0] + of[2] == 2 for of in drawn)
    assert ends == (0.0, 2.0)


# Tables


def test_a_row_is_an_event_of_both_and_one_to_a_crowd_only_lengthens_the_span() -> None:
    found = table((1.5, 1, 2))
    assert [(ego.number, ego.told) for ego in found.egos] == [
        (1, [(2, 1.5, "out", 0, 1)]),
        (2, [(1, 1.5, "in", 0, 1)]),
    ]
    assert (found.first, found.last) == (0.0, 100.0)


def test_snapshots_lie_in_the_last_two_fifths_and_see_their_whole_horizon() -> None:
    found = table()
    assert [found.snapshots(horizon) for horizon in (7, 30, 90)] == [[60.0, 74.0, 88.0], [60.0], []]


def test_who_is_not_active_within_the_horizon_is_not_asked() -> None:
    found = table((10, 1, 2), (20, 1, 3), (60, 1, 2), (67, 3, 4))
    asked = [(question.ego, question.now, question.came) for _, question in found.questions(7)]
    assert asked == [(1, 60.0, {2}), (2, 60.0, {1})]


def test_what_comes_at_the_snapshot_itself_is_still_to_come() -> None:
    (_, question), _ = table((10, 1, 2), (60, 1, 3), (60, 2, 1)).questions(7)
    assert question.past == [(2, 10.0, "out", 0, 1)]
    assert question.came == {2, 3}


def test_tables_are_found_plain_and_compressed_and_only_named_egos_are_judged(tmp_path: Path) -> None:
    text = ",".join(COLUMNS) + "\n0.0,1,2,0,1\n2.5,2,3,1,4\n"
    (tmp_path / "plain.csv").write_text(text)
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "packed.egos.txt").write_text("3\n1\n")
    found = {name: read_table(path) for name, path in find_tables(tmp_path).items()}
    assert {name: [ego.number for ego in of.egos] for name, of in found.items()} == {
        "plain": [1, 2, 3],
        "packed": [1, 3],
    }
    assert found["packed"].egos[1].told == [(2, 2.5, "in", 1, 4)]


# Rhythms and replies


def test_of_each_tie_the_last_gap_is_asked_about_or_every_gap_that_ended_in_time() -> None:
    found = table((10, 1, 2), (20, 1, 2), (62, 1, 2), (70, 1, 2), (11, 1, 3), (30, 1, 3), judged={1})
    assert list(last_gaps(found)) == [([10, 20, 62], 8)]
    assert list(every_gap(found)) == [([10, 20], 42), ([10, 20, 62], 8)]


def test_coverage_is_the_share_of_gaps_within_what_was_due() -> None:
    due_after_one = due([0], 0.8)
    said = cadence([([0], 3), ([0], 500)])
    assert said["coverage"] == said["coverage of 30 days"] == 0.5
    assert said["pinball"] == pytest.approx(
        (0.2 * log(due_after_one / 3) + 0.8 * log(500 / due_after_one)) / 2
    )


def test_an_outgoing_turn_ends_with_what_comes_back_and_opens_after_seven_quiet_days() -> None:
    found = table((1, 1, 2), (2, 1, 2), (5, 2, 1), (6, 1, 2), (40, 1, 2), (60, 2, 1), (68, 1, 2), judged={1})
    said = [(turn.t, turn.wait, turn.answered, turn.opens) for turn in turns(found.egos[0])]
    assert said == [
        (1.0, 4.0, True, True),
        (6.0, 54.0, False, False),
        (68.0, float("inf"), False, True),
    ]


def test_a_rate_counts_what_was_resolved_before_and_is_drawn_to_everybodys() -> None:
    rates = Rates()
    assert rates.take(Turn(1.0, 1, 2, 2.0, 1, True)) == pytest.approx(0.5)
    assert rates.take(Turn(2.0, 1, 3, float("inf"), 1, True)) == pytest.approx(0.5)
    everybody = (1 + 5 * 0.5) / (1 + 5)
    assert rates.take(Turn(4.0, 5, 6, 1.0, 1, True)) == pytest.approx(5 * everybody / 5)
    everybody = (2 + 5 * 0.5) / (3 + 5)
    assert rates.take(Turn(10.0, 1, 2, 1.0, 1, True)) == pytest.approx((1 + 5 * everybody) / (2 + 5))


def test_replies_are_judged_where_their_week_can_be_seen() -> None:
    found = table((10, 1, 2), (11, 2, 1), (61, 1, 2), (62, 2, 1), (70, 1, 3), (96, 1, 2), judged={1})
    assert replies(found) == {"turns": 2, "AUC": 1.0, "initiations": 2, "AUC of initiations": 1.0}


# Ties


def test_given_that_somebody_is_met_each_is_as_much_likelier_as_that_was_unlikely() -> None:
    nobody = 0.5 * 0.5 * exp(-0.2)
    given = ties.in_touch_with_somebody({1: 0.5, 2: 0.5})
    assert given == {1: pytest.approx(0.5 / (1 - nobody)), 2: pytest.approx(0.5 / (1 - nobody))}


def test_the_mean_takes_each_table_at_thirty_days_or_the_longest_it_can_be_judged_at() -> None:
    def at(value: float) -> dict[str, dict[str, list[float]]]:
        return {name: {"AUC": [value, 0.0, 1.0]} for name in ties.SCORERS}

    measured = {"long": {"ties": {7: at(0.1), 30: at(0.6), 90: at(0.2)}}, "short": {"ties": {7: at(0.8)}}}
    assert ties.headline(measured)["shipped"] == {"AUC": pytest.approx(0.7)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One who writes to 2 every third day, to 3 every tenth, and to 4 once; 2 answers."""
    rows = [(day, 1, 2) for day in range(0, 100, 3)] + [(day + 0.5, 2, 1) for day in range(0, 100, 3)]
    rows += [(day + 0.25, 1, 3) for day in range(0, 100, 10)] + [(5.75, 1, 4)]
    lines = [",".join(COLUMNS), *(f"{day},{src},{dst},0,1" for day, src, dst in rows)]
    (tmp_path / "steady.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "steady.egos.txt").write_text("1")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr("sys.argv", ["ties.py", "--bootstrap", "5", *words])
    ties.main()


def test_every_figure_is_told_as_json(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--data", str(folder), "--json", "--horizon", "7", "90")

    said = json.loads(capsys.readouterr().out)
    measured = said["sets"]["steady"]
    assert list(measured["ties"]) == ["7"]
    shipped, by_the_plan = (measured["ties"]["7"][name] for name in ("shipped", "section 1"))
    assert set(shipped) == set(ties.FIGURES)
    assert shipped["NDCG@10"][0] == shipped["recall@10"][0] == 1.0
    assert shipped["AUC"] == by_the_plan["AUC"]
    assert said["mean"]["shipped"]["ECE"] == pytest.approx(shipped["ECE"][0])
    assert measured["cadence"]["last gap of each tie"]["gaps"] == 2


def test_the_table_has_a_line_for_each_scorer_and_for_their_means(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--data", str(folder), "--horizon", "7", "--sets", "steady")

    heads = [line[:40].split("  ")[0] for line in capsys.readouterr().out.splitlines()]
    assert [head for head in heads if head in ("steady 7", "mean")] == ["steady 7"] * 6 + ["mean"] * 6


def test_a_table_that_is_not_there_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(monkeypatch, "--data", str(folder), "--sets", "nobody")
    assert "no table nobody in" in capsys.readouterr().err
