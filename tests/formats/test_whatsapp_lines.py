"""Which lines of a chat begin a message."""

import pytest

from keepwarm.formats.whatsapp_lines import line_at

_MANY = 60_000


@pytest.mark.parametrize("mark", ["\ufeff", "\u200e", " ", "1", "13/06/2018, "])
def test_a_line_of_nothing_but_marks_is_read_at_once_and_begins_none(mark: str) -> None:
    assert line_at(1, mark * _MANY).stamp is None


def test_marks_before_and_within_the_head_are_passed_over() -> None:
    line = line_at(1, "\u200e[\u200e13/06/18, 9\u200e:\u200e25:15] Ada: hello")
    assert line.stamp is not None
    assert (line.stamp.hour, line.stamp.minute, line.rest) == (9, 25, "Ada: hello")
