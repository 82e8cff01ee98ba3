"""What is kept of a message's words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.keeping import KEPT_AT_FIRST, Kept, without_words
from keepwarm.domain.sources import (
    Correspondent,
    Found,
    FoundChatMessage,
    FoundMeeting,
    FoundMessage,
    Refused,
    Whom,
)

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
SENDER = Correspondent(address="ann@example.org")
REFUSED = Refused(place="line 2", reason="is no message")
ANN = Whom(words="Ann")
LETTER = FoundMessage(
    place="message 1",
    at=AT,
    sender=Correspondent(address="a@example.org"),
    recipients=(),
    subject="Hi",
    key="1",
)
CHAT = FoundChatMessage(
    place="line 1", at=AT, channel=Channel.CHAT, sender=ANN, others=(), key="1", text="Hello"
)
MEETING = FoundMeeting(
    place="event 1", at=AT, channel=Channel.VIDEO, came=(ANN,), absent=(), summary="Plans", key="1"
)


@pytest.mark.parametrize(
    ("item", "kept", "expected"),
    [
        (LETTER, KEPT_AT_FIRST, LETTER),
        (MEETING, KEPT_AT_FIRST, MEETING),
        (CHAT, KEPT_AT_FIRST, replace(CHAT, text="")),
        (CHAT, frozenset({Kept.TEXTS}), CHAT),
        (LETTER, frozenset({Kept.TEXTS}), replace(LETTER, subject="")),
        (MEETING, frozenset[Kept](), replace(MEETING, summary="")),
        (
            Refused(place="line 2", reason="is no message"),
            frozenset[Kept](),
            Refused(place="line 2", reason="is no message"),
        ),
    ],
)
def test_only_the_words_that_are_kept_come_in(item: Found, kept: frozenset[Kept], expected: Found) -> None:
    assert without_words(item, kept) == expected
