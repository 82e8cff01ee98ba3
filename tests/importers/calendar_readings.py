"""What an importer reads of a calendar, as plain data: the form of the golden files."""

from collections.abc import Iterable
from typing import Any

from keepwarm.domain.sources import Found, FoundMeeting, Refused, Whom


def calendar_readings(found: Iterable[Found]) -> list[dict[str, Any]]:
    """Each meeting and each refusal in its order."""
    return [_reading(one) for one in found]


def _reading(one: Found) -> dict[str, Any]:
    if isinstance(one, Refused):
        return {"place": one.place, "refused": one.reason}
    assert isinstance(one, FoundMeeting)
    return {
        "place": one.place,
        "at": f"{one.at:%Y-%m-%dT%H:%M:%S%z}",
        "minutes": one.minutes,
        "channel": one.channel.value,
        "host": None if one.host is None else _named(one.host),
        "came": [_named(whom) for whom in one.came],
        "absent": [_named(whom) for whom in one.absent],
        "summary": one.summary,
        "key": one.key,
        "series": one.series,
    }


def _named(whom: Whom) -> str:
    """The words, and behind them the address in brackets where it is another."""
    return " ".join(
        [whom.words, *(f"<{handle.value}>" for handle in whom.handles if handle.value != whom.words)]
    )
