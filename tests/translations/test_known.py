"""What is said of what is known: the questions, in words that one could say."""

from datetime import date

import pytest

from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason
from keepwarm.translations.english import sentence

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (FactKind.FAMILY, "a sister in Porto", "How is everybody at home? (“a sister in Porto”)"),
        (FactKind.FAMILY, "moving to Lisbon", "How is it going with “moving to Lisbon”?"),
        (FactKind.GOALS, "run a marathon", "How is it going with “run a marathon”?"),
        (FactKind.QUESTION, "Who was first?", "Who was first?"),
        (FactKind.SKILLS, "the cello", "How did you learn it? (“the cello”)"),
    ],
)
def test_a_fact_is_asked_about_as_its_words_want_it(kind: FactKind, text: str, words: str) -> None:
    assert sentence(Reason.of("ask_fact", kind=kind.value, text=text), TODAY) == words


def test_a_rest_ends_on_a_day() -> None:
    said = sentence(Reason.of("brief_rest", until=date(2027, 2, 8)), TODAY)
    assert said.endswith("let it rest until 8 February 2027.")


@pytest.mark.parametrize(
    ("side", "text", "words"),
    [
        (Side.THEIRS, "send me the deck", "You wanted to send me the deck; how is it coming along?"),
        (Side.THEIRS, "to call Fatou", "You wanted to call Fatou; how is it coming along?"),
        (Side.THEIRS, "the plans", "You promised me “the plans”; how is it coming along?"),
        (Side.MINE, "the plans", "Would this still be of use to you? (“the plans”)"),
    ],
)
def test_their_promise_is_asked_about_otherwise_than_the_owners(side: Side, text: str, words: str) -> None:
    assert sentence(Reason.of("ask_open", kind=side.value, text=text), TODAY) == words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the new office", "the new office"),
        (
            "she told of the new office by the river, and of the bees on its roof",
            "she told of the new office by the river, and of the bees on…",
        ),
        ("x" * 70, "x" * 60 + "…"),
    ],
)
def test_a_long_talk_is_quoted_up_to_a_word(text: str, quoted: str) -> None:
    said = sentence(Reason.of("ask_last_talk", text=text, on=date(2026, 11, 12)), TODAY)
    assert said == f"How did it go on? (“{quoted}”, 10 days ago)"
