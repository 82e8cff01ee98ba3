"""Histories for tests: by hand, and any at all."""

from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import Event, History, Way


def messages(*said: tuple[float, Way], channel: str = "email") -> History:
    """A history of messages to one person: `messages((0, "out"), (1.5, "in"))`."""
    return History.of(Event(float(t), way, channel, 1) for t, way in said)


def meetings(*times: float, channel: str = "in-person") -> History:
    """A history of meetings or calls, each one event out and one in."""
    return History.of(Event(float(t), way, channel, 1) for t in times for way in ("out", "in"))


def together(*histories: History) -> History:
    """One history of several."""
    return History.of(event for history in histories for event in history.events)


WAYS: st.SearchStrategy[Way] = st.sampled_from(["out", "in"])

events = st.builds(
    Event,
    st.one_of(st.floats(min_value=-400, max_value=2000), st.integers(min_value=0, max_value=40).map(float)),
    WAYS,
    st.sampled_from([channel.value for channel in Channel]),
    st.integers(min_value=1, max_value=12),
)

event_lists = st.lists(events, max_size=25)

histories = event_lists.map(History.of)
