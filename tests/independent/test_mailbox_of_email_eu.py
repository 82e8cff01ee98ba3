"""What `keepwarm ties` says of a real mailbox, against a second calculation from the table it was made of."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.independent import model
from tests.independent.history import (
    LAST,
    LIVELY,
    START,
    Answer,
    History,
    Owned,
    day,
    imported,
    on,
    past_of,
    strengths,
    ties,
)
from tests.independent.history import ties_of_unchanging as ties_of

WITHIN = 1e-6
"""Relative. Both sides floor times to the second, so no time differs: what is left is the rounding of
floats (below 1e-12) and where Newton's method stops (below 4e-7 of a strength)."""

at_every_moment = pytest.mark.parametrize(
    "at",
    [LAST, LAST - timedelta(days=30), LAST - timedelta(days=200), LIVELY, LAST + timedelta(days=7)],
    ids=lambda at: str(at.date()),
)


def agree(found: dict[int, Answer], name: str, expected: dict[int, float]) -> None:
    """Fail with who differs most where anybody's figure is not the expected one."""
    assert len(expected) >= 50
    off = {person: abs(found[person][name] / value - 1) for person, value in expected.items()}
    worst = max(off, key=lambda person: off[person])
    assert off[worst] <= WITHIN, (worst, found[worst][name], expected[worst])


@at_every_moment
@pytest.mark.parametrize("horizon", model.HORIZONS)
def test_every_tie_probability_is_that_of_the_second_calculation(
    book: Path, history: History, at: datetime, horizon: int
) -> None:
    past = past_of(history, at)
    expected = {
        person: model.tie_probability(model.contact_days(events), day(at), horizon)
        for person, events in past.items()
    }
    agree(ties_of(book, at), f"p_{horizon}", expected)


@at_every_moment
def test_every_strength_is_calibrated_on_the_snapshots_before_that_moment(
    book: Path, history: History, at: datetime
) -> None:
    agree(ties_of(book, at), "strength", strengths(past_of(history, at), day(at)))


@at_every_moment
@pytest.mark.parametrize("percent", [50, 80, 95])
def test_every_due_day_is_that_of_the_second_calculation(
    book: Path, history: History, at: datetime, percent: int
) -> None:
    expected = {
        person: model.due(model.contact_days(events), percent / 100)
        for person, events in past_of(history, at).items()
    }
    agree(ties_of(book, at), f"due_{percent}", expected)


@at_every_moment
def test_every_reply_is_as_likely_as_in_the_second_calculation(
    book: Path, history: History, at: datetime
) -> None:
    past = past_of(history, at)
    own_rate = model.own_reply_rate(past.values(), day(at))
    expected = {person: model.reply(events, day(at), own_rate) for person, events in past.items()}
    agree(ties_of(book, at), "reply", expected)


@at_every_moment
def test_every_rhythm_and_stage_is_that_of_the_second_calculation(
    book: Path, history: History, at: datetime
) -> None:
    past = past_of(history, at)
    strength = strengths(past, day(at))
    expected = {
        person: (
            model.rhythm(model.contact_days(events), day(at), strength[person]),
            model.stage(events, day(at), strength[person]),
        )
        for person, events in past.items()
    }
    found = {
        person: (ties_of(book, at)[person]["rhythm"], ties_of(book, at)[person]["stage"]) for person in past
    }
    assert found == expected
    assert len({rhythm for rhythm, _ in found.values()}) >= 3
    assert {stage for _, stage in found.values()} == {"in conversation", "reached", "wrote to me"}


@at_every_moment
def test_the_evidence_for_every_stage_counts_what_stands_in_the_table(
    book: Path, history: History, at: datetime
) -> None:
    for person, events in past_of(history, at).items():
        tie = ties_of(book, at)[person]
        reasons = {reason["code"]: reason for reason in tie["reasons"]}
        spoken = model.conversations(events)
        came, went = ([event.t for event in events if event.is_out is out] for out in (False, True))
        assert (tie["last_on"], tie["contact_days"]) == (on(events[-1].t), len(model.contact_days(events)))
        assert reasons.get("they_wrote", {}).get("on") == (on(came[-1]) if came else None)
        assert reasons.get("i_wrote", {}).get("on") == (on(went[-1]) if went else None)
        assert reasons.get("conversations") == (
            {
                "code": "conversations",
                "count": len(spoken),
                "days": len({math.floor(t) for t in spoken}),
                "last_on": on(spoken[-1]),
            }
            if spoken
            else None
        )
        assert ("initiated_by_me" in reasons) is (True in model.initiators(events))
        assert ("initiated_by_them" in reasons) is (False in model.initiators(events))


# Read off the table by eye: the person, all that passed (side and day), the stage, conversations, their days.
BY_HAND = [
    (12, "out 3.40", "reached", 0, 0),
    (62, "in 457.34, in 459.22", "wrote to me", 0, 0),
    (36, "out 464.56, in 464.56", "in conversation", 1, 1),
    # Who answers after 108 days began anew.
    (241, "in 60.51, out 168.53", "reached", 0, 0),
    # Both answers came more than 30 days after the first message of the run: days 122 to 211, 442 to 499.
    (
        234,
        "out 122.56, out 126.60, out 211.59, in 211.61, out 442.59, out 451.51, out 499.51, in 499.56",
        "reached",
        0,
        0,
    ),
    # The message of day 442 comes 82 days after theirs, and nothing followed it.
    (67, "out 206.35, in 206.36, in 359.53, out 442.60", "in conversation", 1, 1),
    (143, "in 228.44, out 228.48, in 231.48, out 232.56, out 233.31", "in conversation", 3, 3),
    (102, "out 490.42, in 490.48, out 501.58, out 504.56", "in conversation", 2, 2),
    # The message of day 224.57 answers a run that began on day 60; 58.44, 60.49, 224.60 and 225.33 end pairs.
    (
        121,
        "out 58.43, in 58.44, out 60.49, out 224.51, in 224.57, out 224.60, in 225.33, in 360.32",
        "in conversation",
        4,
        4,
    ),
]


@pytest.mark.parametrize(("person", "passed", "stage", "count", "days"), BY_HAND)
def test_stages_and_conversations_are_as_counted_by_hand(
    book: Path, history: History, person: int, passed: str, stage: str, count: int, days: int
) -> None:
    written = [f"{'out' if event.is_out else 'in'} {event.t:.2f}" for event in history[person]]
    assert ", ".join(written) == passed
    tie = ties_of(book, LAST)[person]
    found = [reason for reason in tie["reasons"] if reason["code"] == "conversations"]
    assert tie["stage"] == stage
    assert [(reason["count"], reason["days"]) for reason in found] == ([(count, days)] if count else [])


def test_an_owner_in_auckland_has_the_contact_days_of_auckland(
    mailbox: Path, owned: Owned, tmp_path: Path
) -> None:
    zone = ZoneInfo("Pacific/Auckland")

    def there(t: float) -> float:
        wall = (START + timedelta(seconds=round(t * 86_400))).astimezone(zone)
        return day(wall.replace(tzinfo=UTC))

    now = there(day(LIVELY))
    past: History = {}
    for person, events in owned.history.items():
        if seen := model.until([event._replace(t=there(event.t)) for event in events], now):
            past[person] = seen
    book = imported(tmp_path / "auckland.keepwarm", mailbox, owned.owner, "Pacific/Auckland")
    found = ties(book, LIVELY)
    days = {person: model.contact_days(events) for person, events in past.items()}
    assert {p: found[p]["contact_days"] for p in past} == {p: len(days[p]) for p in past}
    agree(found, "p_30", {person: model.tie_probability(days[person], now, 30) for person in past})
    agree(found, "due_80", {person: model.due(days[person], 0.8) for person in past})
    agree(found, "strength", strengths(past, now))
