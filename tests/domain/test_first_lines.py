"""What a first line may be about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.facts_told import TOLD_KINDS, Told
from keepwarm.domain.first_lines import (
    Kept,
    Looked,
    open_question,
    openings,
    told_words,
)
from keepwarm.domain.people import REASONS, FactKind
from keepwarm.domain.reasons import Reason

TODAY = date(2026, 11, 22)


def told(text: str, kind: FactKind = FactKind.RECREATION, days: int = 0, **more: object) -> Told:
    on = TODAY - timedelta(days=days)
    return Told(kind=kind, text=text, learned_on=on, **more)  # type: ignore[arg-type] # the names of its fields


def test_what_they_told_comes_first_the_latest_before_the_others_and_an_open_question_is_always_there() -> (
    None
):
    found = openings(
        TODAY,
        facts=[told("keeps bees", days=9), told("a new house", FactKind.FAMILY, days=2)],
        needs=[Looked(text="a piano teacher", on=TODAY)],
        kept=[Kept(text="the mechanic's number", on=TODAY - timedelta(days=4))],
    )
    assert found == (
        Reason.of("ask_how_it_went", text="the mechanic's number", on=TODAY - timedelta(days=4)),
        Reason.of("ask_about_need", text="a piano teacher"),
        Reason.of("ask_about_fact", text="a new house", kind="family"),
        Reason.of("ask_about_fact", text="keeps bees", kind="recreation"),
        open_question(),
    )
    assert openings(TODAY) == (open_question(),)


@pytest.mark.parametrize(
    "kind", sorted({*REASONS, FactKind.QUESTION, FactKind.DISLIKES, FactKind.DO_NOT_MENTION})
)
def test_the_owners_own_notes_and_what_they_do_not_like_are_never_used(kind: FactKind) -> None:
    assert kind not in TOLD_KINDS
    assert openings(TODAY, facts=[told("founded a rival", kind)]) == (open_question(),)


@pytest.mark.parametrize("source", ["contacts.vcf", "history: inbox.mbox", ""])
def test_what_a_source_brought_is_never_used(source: str) -> None:
    assert openings(TODAY, facts=[told("keeps bees", source=source)]) == (open_question(),)
    assert openings(TODAY, needs=[Looked(text="a flat", on=TODAY, source=source)]) == (open_question(),)


@pytest.mark.parametrize(
    ("silent", "text"),
    [
        ("the divorce", "moved out after the divorce"),
        ("IVF", "read a book about IVF"),
        ("ex", "her ex"),
        ("離婚", "離婚の話"),
        ("Scheidung", "nach der SCHEIDUNG umgezogen"),
    ],
)
def test_nothing_that_touches_what_is_better_not_mentioned_is_used(silent: str, text: str) -> None:
    for hidden in (told(silent, FactKind.DO_NOT_MENTION), told(silent, sensitive=True)):
        known = [hidden, told(text), told("keeps bees")]
        bees = Reason.of("ask_about_fact", text="keeps bees", kind="recreation")
        assert openings(TODAY, facts=known) == (bees, open_question())
        assert openings(TODAY, facts=[hidden], needs=[Looked(text=text, on=TODAY)]) == (open_question(),)
        done = Kept(text=text, on=TODAY - timedelta(days=1))
        assert openings(TODAY, facts=[hidden], kept=[done]) == (open_question(),)


def test_how_something_went_is_asked_for_a_season_and_not_on_the_same_day() -> None:
    for days, asked in ((0, False), (1, True), (90, True), (91, False)):
        found = openings(TODAY, kept=[Kept(text="a book", on=TODAY - timedelta(days=days))])
        assert (len(found) == 2) == asked


def test_of_some_kinds_the_latest_is_said_that_may_be_said() -> None:
    known = [
        told("speaks Dutch", FactKind.SKILLS, 9),
        told("runs a choir", FactKind.NETWORKS, 2),
        told("was let go", FactKind.OCCUPATION, 1, sensitive=True),
    ]
    assert told_words(known, (FactKind.SKILLS, FactKind.OCCUPATION)) == "speaks Dutch"
    assert told_words(known, (FactKind.LIKES,)) == ""


FACTS = st.builds(
    Told,
    kind=st.sampled_from(FactKind),
    text=st.text(st.sampled_from("abcd "), min_size=1, max_size=12),
    learned_on=st.dates(date(2026, 1, 1), TODAY),
    source=st.sampled_from(["you", "contacts.vcf"]),
    sensitive=st.booleans(),
)


@given(st.lists(FACTS, max_size=8))
def test_whatever_is_known_only_free_facts_come_up(known: list[Told]) -> None:
    free = {one.text for one in known if one.kind in TOLD_KINDS and one.source == "you" and not one.sensitive}
    *found, last = openings(TODAY, facts=known)
    assert last == open_question()
    assert {dict(reason.values)["text"] for reason in found} <= free
