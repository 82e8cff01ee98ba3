"""Sixty needs of everyday life, and how many of them find the offer that meets them."""

import hashlib

from benchmarks.needs import DATA, measure, read_offers, read_pairs

AS_WRITTEN = {
    "pairs.csv": "a13bf555a1d075eb452acbab392365a782a25893eb033147e5c975c0faffc39a",
    "distractors.csv": "67370b0fd9549619ff4bb31dc294c75618be0ca9470da743a2abfb75b956fff2",
}


def test_the_pairs_are_those_that_were_written_before_anything_looked_for_them() -> None:
    assert {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in AS_WRITTEN} == AS_WRITTEN
    sorts = [pair["sort"] for pair in read_pairs()]
    assert (len(sorts), sorts.count("paraphrase"), sorts.count("typing")) == (60, 20, 6)
    assert len(read_offers()) == 60 + 66


def test_three_of_four_needs_find_their_offer_among_the_first_three_without_a_table_of_words() -> None:
    found = measure(read_pairs(), read_offers())
    assert found.hits["fused"]["all"] >= 0.75
    assert found.hits["fused"]["all"] >= max(found.hits["full text"]["all"], found.hits["trigrams"]["all"])
    assert found.hits["fused, with synonyms"]["all"] >= 0.85
    assert found.hits["fused"]["typing"] == 1.0
    (shown,) = (row for row in found.shown if row["share"] == 0.5)
    assert shown["right"] >= 0.8
