"""One person's counted events: order, packing, the past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import Event, History, history_of
from keepwarm.domain.interactions import Direction
from tests.domain.histories import event_lists, histories, meetings, messages, together


def test_a_mutual_interaction_is_an_event_out_and_then_one_in_at_the_same_time() -> None:
    history = history_of([(12.5, Direction.MUTUAL, Channel.CALL, 1), (3.25, Direction.IN, Channel.EMAIL, 2)])
    assert history.events == (
        Event(3.25, "in", "email", 2),
        Event(12.5, "out", "call", 1),
        Event(12.5, "in", "call", 1),
    )


def test_a_message_to_more_than_ten_does_not_count() -> None:
    history = history_of([(1.0, Direction.OUT, Channel.EMAIL, 10), (2.0, Direction.OUT, Channel.EMAIL, 11)])
    assert [event.t for event in history.events] == [1.0]


def test_contact_days_are_whole_days_each_once_and_ascending() -> None:
    history = messages((3.9, "in"), (3.1, "out"), (0.0, "in"), (-0.5, "out"))
    assert history.days == (-1, 0, 3)


def test_the_past_is_what_came_strictly_before_now() -> None:
    history = messages((1.0, "out"), (2.0, "in"), (3.0, "out"))
    assert history.before(2.0) == messages((1.0, "out"))
    assert history.before(2.5).days == (1, 2)
    assert history.before(9.0) is history
    assert history.before(0.0) == History()


@given(histories)
def test_a_packed_history_comes_back_exactly(history: History) -> None:
    assert History.unpack(history.pack()) == history
    assert History.unpack(history.pack()).days == history.days


@given(event_lists, st.randoms(use_true_random=False))
def test_the_order_in_which_events_came_does_not_matter(found: list[Event], rng) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert History.of(shuffled) == History.of(found)


def test_a_packed_history_takes_ten_bytes_an_event_and_a_few_for_its_channels() -> None:
    history = messages(*[(day, "out") for day in range(100)])
    assert len(history.pack()) == 2 + len("_email") + 100 * 10


@pytest.mark.parametrize(
    ("packed", "why"),
    [
        (b"", "not a history of version 1"),
        (b"\x02\x00", "not a history of version 1"),
        (b"\x01\x00\x00", "ends within an event"),
        (b"\x01\x01", "ends within its channels"),
        (b"\x01\x01\x09email", "ends within its channels"),
    ],
)
def test_what_is_no_packed_history_is_refused(packed: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        History.unpack(packed)


def test_a_channel_that_is_not_a_word_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="a channel that is a word"):
        History.of([Event(1.0, "out", 0, 1)]).pack()


def test_a_history_of_too_many_channels_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="up to 127 channels, not 128"):
        History.of(Event(1.0, "out", f"channel {n}", 1) for n in range(128)).pack()


@given(event_lists, event_lists)
def test_events_that_join_a_history_make_the_one_of_all_of_them(known: list[Event], new: list[Event]) -> None:
    assert History.of(known).joined_by(new) == History.of([*known, *new])
    assert History.of(known).joined_by(new).days == History.of([*known, *new]).days


@given(histories, st.floats(-400, 2100))
def test_the_past_has_the_days_of_its_events(history: History, now: float) -> None:
    past = history.before(now)
    assert past == History.of(event for event in history.events if event.t < now)
    assert past.days == History.of(past.events).days


def test_histories_are_equal_by_their_events_however_their_channels_came() -> None:
    call, mail = Event(2.0, "in", "call", 1), Event(1.0, "out", "email", 1)
    one, other = History.of([call]).joined_by([mail]), History.of([call, mail])
    assert one.channels != other.channels
    assert one == other
    assert hash(one) == hash(other)


def test_a_meeting_is_found_at_its_first_half_and_the_last_day_by_its_channel() -> None:
    history = together(messages((1.0, "out"), (2.5, "in")), meetings(2.5, 4.0), messages((9.0, "in")))
    assert [history.events[place].t for place in history.meetings] == [2.5, 4.0]
    assert (history.last_on({"in-person"}), history.last_on({"email"}), history.last_on({"post"})) == (
        4,
        9,
        None,
    )


def test_an_event_on_a_channel_that_is_not_named_is_refused() -> None:
    packed = bytearray(messages((1.0, "out")).pack())
    packed[-2] = 2
    with pytest.raises(ValueError, match="a channel that it does not name"):
        History.unpack(bytes(packed))
