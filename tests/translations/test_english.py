"""English: a sentence for each reason, and words for the rest."""

import ast
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.translations import english

SOURCE = Path(english.__file__).parents[1]
TODAY = date(2026, 11, 22)


def functions() -> Iterator[ast.FunctionDef]:
    """Each function of the source."""
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls(node: ast.AST, name: str) -> list[ast.Call]:
    """The calls of this name within a node."""
    found = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    return [one for one in found if ast.unparse(one.func) == name]


def words_in(nodes: Iterable[ast.expr | None]) -> set[str]:
    """The words that are written out among these."""
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def codes_made() -> set[str]:
    """Each code that the source can make a reason of.

    It is written in the call, stands among the keys that a comprehension runs through, or comes in as
    a parameter: then it is written where the function is called, or where the parameter is compared.
    """
    found: set[str] = set()
    passed_on: set[str] = set()
    for function in functions():
        for call in calls(function, "Reason.of"):
            for choice in choices(call.args[0]):
                found |= words_in([choice])
                if isinstance(choice, ast.Name):
                    found |= words_held(function, choice.id)
                    if choice.id in {argument.arg for argument in function.args.args}:
                        passed_on.add(function.name)
    for function in functions():
        found |= words_in(call.args[0] for name in passed_on for call in calls(function, name))
    return found | {rhythm.value.replace(" ", "_") for rhythm in NAMED_AFTER_A_RHYTHM}


def choices(node: ast.expr) -> list[ast.expr]:
    """What an expression may be: itself, or either side of an `if`."""
    return [*choices(node.body), *choices(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def words_held(function: ast.FunctionDef, name: str) -> set[str]:
    """The keys of the tables in a function, and what the name is compared with."""
    keys = [key for node in ast.walk(function) if isinstance(node, ast.Dict) for key in node.keys]
    compared = [
        other
        for node in ast.walk(function)
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == name
        for other in node.comparators
    ]
    return words_in([*keys, *compared])


NAMED_AFTER_A_RHYTHM = (Rhythm.SLIPPING, Rhythm.AT_RISK)
"""A fading tie's reason bears the name of its rhythm."""


def test_every_reason_has_a_sentence_and_no_sentence_lacks_its_reason() -> None:
    assert codes_made() == english.known_codes()


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (english.CHANNELS, Channel),
        (english.STANDINGS, Standing),
        (english.RHYTHMS, Rhythm),
        (english.FACTS, FactKind),
        (english.WHO_SPOKE, Direction),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_value_that_is_shown_has_its_word(words: dict[object, str], members: type) -> None:
    assert set(words) == set(members)


def test_every_verb_of_the_journal_has_its_words() -> None:
    begun = {
        word.value
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "begin_batch"
        for word in choices(call.args[1])
        if isinstance(word, ast.Constant)
    }
    assert begun == set(english.VERBS)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-13, "13 days ago"),
        (-14, "2 weeks ago"),
        (35, "in 5 weeks"),
        (-365, "on 22 November 2025"),
    ],
)
def test_a_day_is_said_as_one_would(away: int, words: str) -> None:
    assert english.day_in_words(TODAY + timedelta(days=away), TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "1 day"), (1, "1 day"), (13, "13 days"), (20, "about 3 weeks"), (150, "about 5 months")],
)
def test_a_length_of_time_is_said_as_one_would(days: int, words: str) -> None:
    assert english.span_in_words(days) == words


def test_closeness_is_said_in_words_that_never_fall_as_it_grows() -> None:
    said = [english.strength_in_words(hundredth / 100) for hundredth in range(101)]
    assert list(dict.fromkeys(said)) == ["faint", "thin", "steady", "strong"]


def test_numbers_bear_their_commas_and_their_plural() -> None:
    assert english.plural(1, "day") == "1 day"
    assert english.plural(1_204, "contact") == "1,204 contacts"
    assert english.plural(0, "person", "people") == "0 people"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason.of("promise_due", side="mine", text="her number", due=TODAY),
            "You promised: her number (due today).",
        ),
        (
            Reason.of("promise_due", side="theirs", text="a book", due=TODAY - timedelta(days=1)),
            "They promised you: a book (due yesterday).",
        ),
        (
            Reason.of("next_step_due", on=TODAY, text="", channel="call"),
            "You planned by phone: to be in touch (today).",
        ),
        (
            Reason.of("slipping", last_on=TODAY - timedelta(days=42), usual_days=21, contact_days=5),
            "You were last in touch 6 weeks ago; your usual rhythm is about 3 weeks: "
            "it is beginning to slip.",
        ),
        (Reason.of("birthday", on=TODAY + timedelta(days=1)), "Their birthday is tomorrow."),
        (
            Reason.of("last_spoke", days=0, channel="email", direction="out"),
            "Last, you wrote by e-mail, today.",
        ),
        (
            Reason.of("last_spoke", days=3, channel="call", direction="out"),
            "Last, you rang by phone, 3 days ago.",
        ),
        (
            Reason.of("one_way", side="me"),
            "For half a year only one of you has been in touch; they have not.",
        ),
        (Reason.of("unreadable", sentence="card 3 has no END"), "card 3 has no END"),
        (Reason.of("bulk", what="a newsletter"), "a newsletter; no conversation"),
        (Reason.of("not_yet", others=0), "is still to come"),
        (Reason.of("you_declined", others=1), "you did not say that you would come (and 1 other like it)"),
        (
            Reason.of("nobody_else_came", others=1_204),
            "nobody else said that they would come (and 1,204 others like it)",
        ),
    ],
)
def test_a_reason_is_a_sentence(reason: Reason, words: str) -> None:
    assert english.sentence(reason, TODAY) == words
