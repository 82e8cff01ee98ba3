"""How often the offer that meets a need is among the first three, by each way of looking for it.

    python benchmarks/needs.py [--json] [--missed]

Sixty needs of everyday life with the offer that meets each, and sixty-six offers that meet none
(benchmarks/needs_and_offers, written before anything that looks for them, not changed since), in English,
German and French. For each need all offers are ranked. Prints the share found among the first three, for all
pairs and for each sort of them, and what a threshold on `Match.share` shows and how much of it is right.
"""

import argparse
import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from keepwarm.domain.need_matching import Match, Offers, Said
from keepwarm.domain.same_words import USUAL_WORDS, same_by_stem

DATA = Path(__file__).parent / "needs_and_offers"
_FIRST = 3
_SHOWN = 3


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--missed", action="store_true", help="names the needs that the fused order misses")
    said = parser.parse_args()
    pairs, offers = read_pairs(), read_offers()
    found = measure(pairs, offers)
    if said.json:
        print(json.dumps(asdict(found), indent=2))
        return
    sorts = list(next(iter(found.hits.values())))
    print(f"{f'found among {_FIRST}':22}" + "".join(f"{one:>12}" for one in sorts))
    for name, hits in found.hits.items():
        print(f"{name:22}" + "".join(f"{hits[one]:12.3f}" for one in sorts))
    print(
        f"\nshown from a share on, at most {_SHOWN} a need: needs with the right one, right ones of all shown"
    )
    for row in found.shown:
        print(f"{row['share']:.2f}  {row['with']:.3f}  {row['right']:.3f}  ({row['count']} shown)")
    if said.missed:
        print("\nmissed, fused without words that mean the same")
        ranked = Offers(offers)
        for place, pair in enumerate(pairs):
            keys = [one.key for one in ranked.matches(pair["need"])]
            if place not in keys[:_FIRST]:
                print(f"{pair['sort']:11} {pair['need']} | {pair['offer']}")


def read_pairs() -> list[dict[str, str]]:
    """The pairs, in the order of their file."""
    with (DATA / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_offers() -> list[Said]:
    """The offers of the pairs, each by the place of its pair, and those that meet no need, in one order.

    The order is that of the letters, so that of equals none comes first for being the right one.
    """
    with (DATA / "distractors.csv").open(encoding="utf-8", newline="") as file:
        texts = [one["offer"] for one in csv.DictReader(file)]
    right = [one["offer"] for one in read_pairs()]
    return sorted(
        (Said(key=key, text=text) for key, text in enumerate([*right, *texts])), key=lambda one: one.text
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """By way of looking and sort of pair the share found; and by threshold what is shown."""

    hits: dict[str, dict[str, float]]
    shown: list[dict[str, float]]


def measure(pairs: list[dict[str, str]], offers: list[Said]) -> Measured:
    """Look for each need in every way."""
    plain, widened = Offers(offers), Offers(offers, same_by_stem(USUAL_WORDS))
    ways: dict[str, Callable[[str], Iterable[int]]] = {
        "full text": lambda need: _keys(offers, plain.rankings(need)["words"]),
        "trigrams": lambda need: _keys(offers, plain.rankings(need)["trigrams"]),
        "fused": lambda need: [one.key for one in plain.matches(need)],
        "fused, with synonyms": lambda need: [one.key for one in widened.matches(need)],
    }
    hits = {name: _hits(pairs, way) for name, way in ways.items()}
    shown = [_shown(pairs, widened, share / 20) for share in range(4, 19)]
    return Measured(hits=hits, shown=shown)


def _keys(offers: list[Said], places: list[int]) -> list[int]:
    return [offers[place].key for place in places]


def _hits(pairs: list[dict[str, str]], way: Callable[[str], Iterable[int]]) -> dict[str, float]:
    met = [(pair["sort"], place in list(way(pair["need"]))[:_FIRST]) for place, pair in enumerate(pairs)]
    sorts = {"all": met, **{sort: [one for one in met if one[0] == sort] for sort in dict(met)}}
    return {sort: sum(one for _, one in lines) / len(lines) for sort, lines in sorts.items()}


def _shown(pairs: list[dict[str, str]], offers: Offers, share: float) -> dict[str, float]:
    right, count = 0, 0
    for place, pair in enumerate(pairs):
        few: list[Match] = [one for one in offers.matches(pair["need"]) if one.share >= share][:_SHOWN]
        count += len(few)
        right += any(one.key == place for one in few)
    return {"share": share, "with": right / len(pairs), "right": right / (count or 1), "count": count}


if __name__ == "__main__":
    main()
