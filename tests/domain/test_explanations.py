"""What each number of a tie is said to rest on."""

from datetime import date

import pytest

from keepwarm.domain.calibration import Calibration
from keepwarm.domain.explanations import Explanation, explain
from keepwarm.domain.history import Event, History
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Evidence
from keepwarm.domain.tie_state import Calibrations, tie_of
from keepwarm.translations.english import sentence

HOUR = 1 / 24
TODAY = date(2026, 11, 22)


def explained(*events: tuple[float, str, str], now: float, kept: Calibrations | None = None) -> Explanation:
    """Of `(t, out|in|both, channel)`, looked at `now`."""
    told = [
        Event(t, way, channel, 1)
        for t, said, channel in events
        for way in ("out", "in")
        if said in (way, "both")
    ]
    return explain(tie_of(Evidence(history=History.of(told), reachable=True), now, kept or {}, 0.5))


def code(reasons: tuple[Reason, ...], code: str) -> dict[str, object]:
    """The values of the one reason of a code; none where there is no such."""
    return next((dict(reason.values) for reason in reasons if reason.code == code), {})


def test_nothing_is_said_of_a_tie_without_events() -> None:
    assert explained(now=10) == Explanation((), (), (), ())


def test_answers_are_told_by_the_channel_on_which_they_came() -> None:
    found = explained(
        (0, "out", "text"), (HOUR / 2, "in", "call"),
        (5, "out", "email"), (7, "in", "email"),
        (9, "out", "email"), (10, "in", "email"),
        (12, "out", "email"), (15, "in", "email"),
        (20, "both", "in-person"),
        now=30,
    ).reply  # fmt: skip
    assert code(found, "answered_of") == {"answered": 5, "asked": 5}
    assert [dict(one.values) for one in found if one.code == "answers_by"] == [
        {"channel": "email", "count": 3, "hours": 48.0},
        {"channel": "call", "count": 1, "hours": 0.5},
    ]


def test_who_wrote_last_and_who_began_is_counted() -> None:
    found = explained(
        (0, "in", "email"),
        (1, "out", "email"), (20, "out", "email"), (40, "out", "text"), (41, "out", "email"),
        now=42,
    ).balance  # fmt: skip
    assert code(found, "last_words") == {"side": "me", "count": 4}
    assert code(found, "who_began") == {"mine": 2, "theirs": 1}
    assert code(found, "turns_lately") == {"mine": 1, "theirs": 1}


def test_a_meeting_at_the_end_is_nobodys_last_word() -> None:
    found = explained((0, "out", "email"), (1, "out", "email"), (2, "both", "call"), now=3).balance
    assert code(found, "last_words") == {}


def test_the_pauses_are_those_of_the_cadence_and_the_last_one_is_said_beside_them() -> None:
    days = [(float(day), "both", "call") for day in (0, 30, 55, 90, 118)]
    found = code(explained(*days, now=130).rhythm, "pauses")
    assert found == {"count": 4, "half_days": 19, "most_days": 50, "now_days": 12}
    assert explained((0, "out", "email"), now=5).rhythm == ()


def test_a_chance_is_a_percentage_only_where_the_owners_own_past_has_set_it() -> None:
    events = [(float(day), "both", "call") for day in (0, 30, 55, 90, 118)]
    assert explained(*events, now=130).closeness == (Reason.of("grown", days=90),)
    own = {90: Calibration(alpha=-1.0, beta=1.0, rows=40)}
    told = code(explained(*events, now=130, kept=own).closeness, "word_within")
    assert told == {"days": 90, "percent": 51, "moments": 40}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason.of("answers_by", channel="call", count=1, hours=0.5),
            "They mostly answer by phone within the hour (1 answer).",
        ),
        (
            Reason.of("answers_by", channel="email", count=3, hours=30.0),
            "They mostly answer by e-mail within 2 days (3 answers).",
        ),
        (Reason.of("last_words", side="me", count=4), "You wrote the last 4 times."),
        (Reason.of("faded", days=30), "It is weaker than about 4 weeks ago."),
        (
            Reason.of("pauses", count=4, half_days=35, most_days=60, now_days=63),
            "By 4 pauses so far: half are shorter than about 5 weeks, four in five shorter than about 9 "
            "weeks; this one has lasted about 9 weeks.",
        ),
    ],
)
def test_a_number_is_explained_in_a_sentence(reason: Reason, words: str) -> None:
    assert sentence(reason, TODAY) == words


@pytest.mark.parametrize(("days", "tells"), [(1, False), (2, False), (3, True)])
def test_a_tie_of_one_or_two_days_is_said_in_words_without_a_figure(days: int, tells: bool) -> None:
    found = explained(*((20.0 * day, "both", "in-person") for day in range(days)), now=61)
    assert found.tells_strength is tells
    assert bool(code(found.closeness, "few_days_yet")) is not tells


@pytest.mark.parametrize(("turns", "tells"), [(0, False), (2, False), (3, True)])
def test_before_three_turns_had_their_time_no_share_of_answers_is_said(turns: int, tells: bool) -> None:
    sent = [(20.0 * turn + 1, "out", "email") for turn in range(turns)]
    answered = [(t + 1, "in", "email") for t, _, _ in sent]
    found = explained((0, "in", "email"), *sorted([*sent, *answered]), now=90)
    assert found.tells_reply is tells
