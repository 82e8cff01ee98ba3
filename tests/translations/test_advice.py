"""What is said of channels, in English."""

from datetime import date

import pytest

from keepwarm.domain.channel_advice import Advised
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.owner_habit import OneChannel
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.reasons import Reason
from keepwarm.domain.week_hours import WeekHours
from keepwarm.translations import english
from keepwarm.translations.advice import (
    KNOWN,
    PURPOSES,
    first_line,
    habit_in_words,
    hours_in_words,
    liking_in_words,
    question_in_words,
    said_in_words,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("mon-fri 18:00-20:00", "weekdays, 18:00 to 20:00"),
        ("sat,sun", "weekends"),
        ("09:00-12:30", "every day, 9:00 to 12:30"),
        ("mon,wed,fri", "Monday, Wednesday and Friday"),
        ("tue", "Tuesday"),
    ],
)
def test_hours_are_said_as_one_would(hours: str, words: str) -> None:
    assert hours_in_words(WeekHours.parse(hours)) == words


def test_what_somebody_said_is_said_with_what_for_and_when_where_and_how() -> None:
    liked = Preference(
        channel=Channel.TEXT,
        purposes=frozenset({Purpose.ASK, Purpose.SCHEDULE}),
        hours=WeekHours.parse("sat,sun"),
        words="not at work",
        said_at="at the fair",
        said_on=date(2026, 11, 20),
    )
    assert liking_in_words(liked) == "By text to be asked for something and to find a time, weekends"
    assert said_in_words(liked, TODAY) == "told 2 days ago, at the fair: “not at work”"
    assert liking_in_words(Preference(channel=Channel.CALL, never=True)) == "Never by phone"
    assert said_in_words(Preference(channel=Channel.CALL), TODAY) == "told"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason.of("channel_they_use", channel="email", times=12, total=15, last_on=date(2026, 11, 19)),
            "They are in touch with you most by e-mail: 12 of 15 times, last 3 days ago.",
        ),
        (
            Reason.of("channel_they_use", channel="in-person", times=25, total=110),
            "They were in touch with you in person 25 of 110 times.",
        ),
        (
            Reason.of("channel_they_use", channel="text", times=1, total=1),
            "They were in touch once, by text.",
        ),
        (
            Reason.of("channel_assumed", channel="text", percent=68, from_age=18, until_age=29),
            "An assumption, by text: of people aged 18 to 29, 68 in 100 had texted a lot the day before "
            "(Gallup, 2014). Better ask.",
        ),
        (
            Reason.of("channel_assumed", channel="call", percent=8, from_age=65, until_age=0),
            "An assumption, by phone: of people aged 65 and over, 8 in 100 had texted a lot the day before "
            "and calls led (Gallup, 2014). Better ask.",
        ),
        (
            Reason.of("outside_their_hours", at="18:00", weekday="tue", days=0),
            "Not at this hour: the time they named begins today at 18:00, by their clock.",
        ),
        (
            Reason.of("outside_their_hours", at="09:00", weekday="sat", days=4),
            "Not at this hour: the time they named begins on Saturday at 09:00, by their clock.",
        ),
        (
            Reason.of("through_assistant", name="Mia", channel="call"),
            "Mia guards the door: ring Mia first.",
        ),
        (
            Reason.of("through_assistant", name="Mia", channel="email"),
            "Mia guards the door: write to Mia first.",
        ),
        (
            Reason.of("carries_question", channel="call"),
            "A voice would be better for this, so ask there: may I ring you?",
        ),
    ],
)
def test_a_reason_for_a_channel_is_a_sentence(reason: Reason, words: str) -> None:
    assert english.sentence(reason, TODAY) == words


def test_a_message_begins_with_the_question_or_with_how_they_like_to_be_reached() -> None:
    text = Advised(channel=Channel.TEXT, known_by=None, reason=Reason.of("channel_at_hand", channel="text"))
    asking = Advised(
        channel=Channel.TEXT, known_by=KnownBy.TOLD, reason=text.reason, asks_for=Channel.IN_PERSON
    )
    told = Advised(channel=Channel.TEXT, known_by=KnownBy.TOLD, reason=text.reason)
    assert first_line(text, "Ada", "How?") == "Hello Ada. How?"
    assert first_line(asking, "Ada", "") == "Hello Ada, shall we meet? When suits you?"
    assert (first_line(told, "Ada", "How?"), first_line(text, "Ada", "")) == ("", "")


@pytest.mark.parametrize(
    ("habit", "words"),
    [
        (None, "You do not use one channel for everybody."),
        (
            OneChannel(channel=Channel.EMAIL, times=54, of=60, people=40, other=Channel.CALL, answering=31),
            "Of your last 60 conversations 54 were by e-mail, with 40 people; 31 of them have been in touch "
            "by phone.",
        ),
        (
            OneChannel(channel=Channel.EMAIL, times=20, of=20, people=9),
            "Of your last 20 conversations 20 were by e-mail, with 9 people.",
        ),
    ],
)
def test_the_habit_of_one_channel_is_said_with_its_figures(habit: OneChannel | None, words: str) -> None:
    assert habit_in_words(habit) == words


def test_every_purpose_and_way_of_knowing_has_its_word() -> None:
    assert set(PURPOSES) == set(Purpose)
    assert set(KNOWN) == {*KnownBy, None}
    assert {question_in_words(one) for one in Channel if one.has_voice_or_face}
