"""What an importer reads of history, as plain data: the form of the golden files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.sources import Found, FoundChatMessage, FoundInteraction, Refused, Whom
from tests.books import begun, taken_in


def talks(found: Iterable[Found]) -> list[dict[str, Any]]:
    return [talk(item) for item in found]


def talk(item: Found) -> dict[str, Any]:
    """One item without what is empty."""
    if isinstance(item, Refused):
        return {"place": item.place, "refused": item.reason}
    if isinstance(item, FoundInteraction):
        what = item.interaction
        said = {
            "whom": [_named(one) for one in item.whom],
            "direction": what.direction,
            "minutes": what.minutes,
            "summary": what.summary,
            "key": what.key,
            "strangers_wait": item.strangers_wait,
        }
        return _shown(item.place, what.at.isoformat(), what.channel, said)
    assert isinstance(item, FoundChatMessage)
    said = {
        "from": _named(item.sender),
        "to": [_named(one) for one in item.others],
        "owner": _named(item.owner) if item.owner else "",
        "text": item.text,
        "key": item.key,
    }
    return _shown(item.place, item.at.isoformat(), item.channel, said)


def _shown(place: str, at: str, channel: str, said: dict[str, Any]) -> dict[str, Any]:
    return {"place": place, "at": at, "channel": channel, **{name: one for name, one in said.items() if one}}


def _named(whom: Whom) -> str:
    handles = ", ".join(f"{handle.kind} {handle.value}" for handle in whom.handles)
    return f"{whom.words} ({handles})" if handles else whom.words


def fates_of(
    folder: Path, *files: Path, addresses: tuple[str, ...] = ("me@example.org",)
) -> list[list[Fate]]:
    """What becomes of the items of each file, taken one after the other into a new book."""
    with begun(str(folder / "fates.keepwarm"), addresses=addresses) as library:
        return [[item.arrival.fate for item in taken_in(library, file).items] for file in files]
