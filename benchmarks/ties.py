"""How well the model of a tie foretells who will be in touch, on contact histories of real people.

    python benchmarks/ties.py [--data FOLDER] [--sets NAME ...] [--horizon 7 30 90] [--bootstrap 200] [--json]

Strictly in time: at snapshots every 14 days through the last 40 % of each table, every ego that is active
within the horizon is asked who of its contacts (anybody with a past event) will be in touch within it.
AUC and average precision are over all rows; NDCG@10 and recall@10 are the mean over egos of the mean over
their snapshots at which anybody came; ECE is over ten bins of equal count, as it is and after
self-calibration on the ego's own past. Behind each stands where 95 % of its values lie when egos are drawn
anew. Then the cadence, and whether a message is answered within a week. `contacts.py` says how a table is
written. It needs numpy.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import exp, floor, inf, log1p
from pathlib import Path
from statistics import fmean
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.contacts import Question, Table, Told, find_tables, read_table  # noqa: E402 see the path above
from benchmarks.measures import (  # noqa: E402 see the path above
    Numbers,
    Ranking,
    calibration_error,
    gain_and_recall,
    intervals,
)
from benchmarks.rhythms import cadence, every_gap, last_gaps, replies  # noqa: E402 see the path above
from tests.independent import model  # noqa: E402 see the path above

from keepwarm.domain.calibration import calibrated, fit  # noqa: E402 see the path above
from keepwarm.domain.ties import HORIZONS, probabilities  # noqa: E402 see the path above

DATA = Path(os.environ.get("KEEPWARM_DATA") or ROOT.parent / "shared" / "data") / "ties"
USUAL_HORIZON = 30
"""The headline; a table too short for it is judged at its longest."""

OTHERS_TO_COME = 0.2
"""How many strangers an ego is taken to get to know within a horizon."""

Scores = dict[int, float]
FIGURES = ("AUC", "AP", "NDCG@10", "recall@10", "ECE", "ECE calibrated")


# Who will be in touch?


def last_contact(past: Iterable[Told], now: float, horizon: int) -> Scores:  # noqa: ARG001 as every scorer
    last: Scores = {}
    for person, t, *_ in past:
        last[person] = max(t - now, last.get(person, -inf))
    return last


def thirty_day_rule(past: Iterable[Told], now: float, horizon: int) -> Scores:
    return {person: float(age >= -30) for person, age in last_contact(past, now, horizon).items()}


def decay(past: Iterable[Told], now: float, horizon: int) -> Scores:  # noqa: ARG001 as every scorer
    """Every event counts e^(−age / 30 days)."""
    total: defaultdict[int, float] = defaultdict(float)
    for person, t, *_ in past:
        total[person] += exp((t - now) / 30)
    return dict(total)


def two_forms(past: Iterable[Told], now: float, horizon: int) -> Scores:
    """The form of MODEL.md, section 1, by the second calculation of the tests."""
    days: defaultdict[int, set[int]] = defaultdict(set)
    for person, t, *_ in past:
        days[person].add(floor(t))
    return {person: model.tie_probability(sorted(of), now, horizon) for person, of in days.items()}


def in_touch_with_somebody(found: Scores) -> Scores:
    """The same, given that the ego is in touch with anybody at all, be it a stranger."""
    nobody = exp(sum(map(log1p, (-p for p in found.values()))) - OTHERS_TO_COME)
    return {person: p / (1 - nobody) if p < 1 - nobody else 1 - 1e-9 for person, p in found.items()}


SCORERS: Mapping[str, Callable[[Iterable[Told], float, int], Scores]] = {
    "30-day rule": thirty_day_rule,
    "last contact": last_contact,
    "30-day decay": decay,
    "section 1": two_forms,
    "section 1, in touch": lambda *asked: in_touch_with_somebody(two_forms(*asked)),
    "shipped": probabilities,
}
PROBABLE = ("section 1", "section 1, in touch", "shipped")
SHIPPED = "shipped"


@dataclass
class Judged:
    """Of one scorer: a row for each contact asked about, and for each ego its lists of ten."""

    egos: list[int] = field(default_factory=list)
    came: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    lists: defaultdict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, question: Question, scores: Scores) -> None:
        came = [person in question.came for person in scores]
        self.egos += [question.ego] * len(scores)
        self.came += came
        self.scores += scores.values()
        if (found := gain_and_recall(came, list(scores.values()))) is not None:
            self.lists[question.ego].append(found)


def judge(table: Table, horizon: int) -> dict[str, Judged]:
    """Ask every question of a table to every scorer."""
    judged = {name: Judged() for name in SCORERS}
    for ego, question in table.questions(horizon):
        for name, scorer in SCORERS.items():
            found = scorer(question.past, question.now, horizon)
            judged[name].add(question, dict(sorted(found.items())))
            if name == SHIPPED:
                own = fit(ego.histories.values(), question.now, horizon)
                judged[name].own += [calibrated(p, own) for _, p in sorted(found.items())]
    return judged


def figures(name: str, judged: Judged, rounds: int) -> dict[str, list[float]]:
    """By figure: what it is, and from where to where it may lie."""
    ranking = Ranking(judged.came, judged.scores)
    lists = {
        ego: (fmean(gain for gain, _ in of), fmean(recall for _, recall in of))
        for ego, of in judged.lists.items()
    }
    found = [*ranking.areas(), *_means(lists)]
    ranges = [
        *intervals(judged.egos, ranking.areas, rounds),
        *intervals(list(lists), partial(_weighted_means, list(lists.values())), rounds),
    ]
    named = {figure: [value, *ends] for figure, value, ends in zip(FIGURES, found, ranges, strict=False)}
    for figure, said in (("ECE", judged.scores if name in PROBABLE else []), ("ECE calibrated", judged.own)):
        if said:
            named[figure] = [calibration_error(judged.came, said)]
    return named


def _means(lists: Mapping[int, tuple[float, float]]) -> tuple[float, float]:
    return fmean(gain for gain, _ in lists.values()), fmean(recall for _, recall in lists.values())


def _weighted_means(lists: list[tuple[float, float]], weights: Numbers) -> tuple[float, float]:
    return fmean((gain for gain, _ in lists), weights), fmean((recall for _, recall in lists), weights)


# All together


def measure(table: Table, horizons: Iterable[int], rounds: int) -> dict[str, Any]:
    """Everything of one table; a horizon that it is too short for is left out."""
    at: dict[int, Any] = {}
    for horizon in horizons:
        judged = judge(table, horizon)
        if judged[SHIPPED].came:
            at[horizon] = {name: figures(name, of, rounds) for name, of in judged.items()}
    return {
        "ties": at,
        "cadence": {
            "last gap of each tie": cadence(last_gaps(table)),
            "every gap": cadence(every_gap(table)),
        },
        "replies": replies(table),
    }


def headline(measured: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """The mean over the tables, each at 30 days or the longest horizon below that it is long enough for."""
    judged = []
    for one in measured.values():
        at: dict[int, Any] = one["ties"]
        if usual := [horizon for horizon in at if horizon <= USUAL_HORIZON]:
            judged.append(at[max(usual)])
    return {
        name: {
            figure: fmean(one[name][figure][0] for one in judged)
            for figure in FIGURES
            if all(figure in one[name] for one in judged)
        }
        for name in SCORERS
    }


def lines(measured: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The table as people read it."""
    yield f"{'':40}" + "".join(f"{figure:>18}" for figure in FIGURES)
    for table, one in measured.items():
        for horizon, scorers in one["ties"].items():
            for name, found in scorers.items():
                yield f"{f'{table} {horizon}':20}{name:20}" + "".join(
                    _cell(found.get(figure)) for figure in FIGURES
                )
    for name, means in headline(measured).items():
        yield f"{'mean':20}{name:20}" + "".join(_cell([means[f]] if f in means else None) for f in FIGURES)
    for part in ("cadence", "replies"):
        for table, one in measured.items():
            for what, found in one[part].items() if part == "cadence" else [("", one[part])]:
                said = ", ".join(f"{name} {_number(value)}" for name, value in found.items())
                yield f"{part}, {table}{what and ', '}{what}: {said}"


def _cell(found: list[float] | None) -> str:
    if found is None:
        return f"{'':18}"
    value, *ends = found
    return f"{value:8.3f}{f' {ends[0]:.3f}-{ends[1]:.3f}'.replace('0.', '.') if ends else '':10}"


def _number(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else f"{value}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--data", type=Path, default=DATA, help=f"the folder of the tables (default: {DATA})")
    words.add_argument("--sets", nargs="+", help="their names (default: all of the folder)")
    words.add_argument("--horizon", nargs="+", type=int, choices=HORIZONS, default=HORIZONS)
    words.add_argument("--bootstrap", type=int, default=200, help="how often egos are drawn anew")
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    tables = find_tables(asked.data)
    if missing := set(asked.sets or ()) - set(tables):
        words.error(
            f"there is no table {', '.join(sorted(missing))} in {asked.data}; name its folder with --data"
        )
    if not tables:
        words.error(f"there is no table in {asked.data}; name another folder with --data")
    measured = {
        name: measure(read_table(tables[name]), asked.horizon, asked.bootstrap)
        for name in asked.sets or sorted(tables)
    }
    print(
        json.dumps({"sets": measured, "mean": headline(measured)})
        if asked.json
        else "\n".join(lines(measured))
    )


if __name__ == "__main__":
    main()
