"""Conversations: reply pairs and meetings (MODEL.md, section 7)."""

import pytest
from hypothesis import given

from keepwarm.domain.conversations import Conversation, conversations
from keepwarm.domain.history import Event, History
from keepwarm.domain.replies import turns_of
from tests.domain.histories import histories, meetings, messages, together


def dated(history: History) -> list[float]:
    return [talk.t for talk in conversations(history)]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (messages((0, "out"), (30, "in")), [30]),
        (messages((0, "out"), (30.1, "in")), []),
        (messages((0, "in"), (2, "out")), [2]),
        (messages((0, "out"), (1, "in"), (2, "out")), [1, 2]),  # each turn that answers the one before
        (messages((0, "out"), (20, "out"), (31, "in")), []),  # a turn is dated by its first message
        (messages((0, "out"), (1, "out")), []),
        (History(), []),
    ],
)
def test_a_reply_pair_is_a_turn_answered_within_thirty_days_and_dated_by_the_reply(
    history: History, expected: list[float]
) -> None:
    assert dated(history) == expected


def test_a_conversation_has_the_channel_of_the_reply() -> None:
    history = History.of([Event(0.0, "out", "email", 1), Event(1.0, "in", "call", 1)])
    assert conversations(history) == [Conversation(t=1.0, channel="call")]
    assert conversations(history)[0].has_voice_or_face


def test_a_meeting_is_one_conversation_by_itself_and_closes_what_was_open() -> None:
    history = together(messages((0, "in")), meetings(2), messages((3, "out"), (4, "in")))
    assert dated(history) == [2, 4]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("in-person", True), ("video", True), ("call", True), ("email", False), (0, False)],
)
def test_voice_and_face_are_known_by_the_channel(channel: object, expected: bool) -> None:
    assert Conversation(t=1.0, channel=channel).has_voice_or_face is expected


@given(histories)
def test_there_are_never_more_conversations_than_turns_of_one_side_or_the_other(history: History) -> None:
    talks = dated(history)
    assert talks == sorted(talks)
    turns = turns_of(history)
    assert len(talks) <= len(turns.outgoing) + len(turns.incoming)
    assert {int(t // 1) for t in talks} <= set(history.days)
