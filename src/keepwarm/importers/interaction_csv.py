"""A plain CSV of interactions: person, at, channel, direction, minutes, summary, by name in any order."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundInteraction, Refused, Whom
from keepwarm.formats.containers import printable
from keepwarm.formats.csv_table import BrokenRow, Layout, few_of, find_layout, read_rows

NAME = "CSV of interactions"

_REQUIRED = ("person", "at", "channel")
_COLUMNS = (*_REQUIRED, "direction", "minutes", "summary")
_HEAD_BYTES = 65_536
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_DIGITS = 5
_LONGEST_QUOTED = 40
_DIGEST_KEPT = 16
_NOON = time(12)

_CHANNELS = {
    Channel.IN_PERSON: "meeting met coffee lunch dinner visit face-to-face inperson",
    Channel.VIDEO: "zoom video-call videocall facetime skype teams google-meet",
    Channel.CALL: "phone telephone phone-call voice",
    Channel.TEXT: "sms text-message",
    Channel.CHAT: "whatsapp signal telegram imessage messenger threema",
    Channel.EMAIL: "mail e-mail",
    Channel.SOCIAL: "linkedin facebook instagram mastodon",
    Channel.POST: "letter card postcard",
}
"""Everyday words for channels, beside the product's own."""

_DIRECTIONS = {
    Direction.OUT: "sent outgoing outbound to",
    Direction.IN: "received incoming inbound from",
    Direction.MUTUAL: "both",
}

_CHANNEL_BY_WORD = {word: key for key, words in _CHANNELS.items() for word in (key.value, *words.split())}
_DIRECTION_BY_WORD = {word: key for key, words in _DIRECTIONS.items() for word in (key.value, *words.split())}


def recognises(path: Path, head: bytes) -> bool:
    """A table whose header names a person, a time and a channel."""
    return path.is_file() and find_layout(head, _REQUIRED) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundInteraction | Refused]:
    """Each row as an interaction, in the order of the file, or why it is none.

    Columns that are not known here are named in one refusal at the header's row; the rows are read.
    """
    try:
        with path.open("rb") as content:
            layout = find_layout(content.read(_HEAD_BYTES), _REQUIRED)
        if layout is None:
            yield Refused(place="row 1", reason="has no columns person, at and channel; name the columns so")
        else:
            yield from _left_out(layout)
            yield from _rows(path, layout, zone)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _left_out(layout: Layout) -> Iterator[Refused]:
    unknown = [layout.titles[place] for name, place in layout.columns.items() if name not in _COLUMNS]
    if unknown:
        reason = (
            f"has columns that are not taken in ({few_of(unknown)}); put what matters of them into summary"
        )
        yield Refused(place=f"row {layout.header_row}", reason=reason)


def _rows(path: Path, layout: Layout, zone: ZoneInfo) -> Iterator[FoundInteraction | Refused]:
    seen: Counter[bytes] = Counter()
    for row in read_rows(path, layout):
        place = f"row {row.number}"
        if isinstance(row, BrokenRow):
            yield Refused(place=place, reason=row.reason)
            continue
        who = " ".join(row.cells["person"].split())
        try:
            if not who:
                raise Invalid("has no person; add a name, an address or a number")
            found = _interaction(row.cells, zone, partial(_key, who, seen))
        except Invalid as error:
            yield Refused(place=place, reason=str(error))
        else:
            yield FoundInteraction(place=place, whom=(Whom(words=who),), interaction=found)


def _interaction(cells: dict[str, str], zone: ZoneInfo, key: Callable[..., str]) -> Interaction:
    """Raises Invalid with what is wrong and the way out, after the words "row 14"."""
    written, at = _time(cells["at"], zone)
    channel = _channel(cells["channel"])
    direction = _direction(cells.get("direction", ""), channel)
    minutes = _minutes(cells.get("minutes", ""))
    summary = cells.get("summary", "")
    return Interaction(
        at=at,
        channel=channel,
        direction=direction,
        minutes=minutes,
        summary=summary,
        key=key(written, channel, direction, minutes, summary),
    )


def _time(cell: str, zone: ZoneInfo) -> tuple[str, datetime]:
    """The time as written, in one form that does not depend on the owner's zone, and in UTC."""
    if not cell:
        raise Invalid("has no time; add a day such as 2024-01-31 under at")
    try:
        local = datetime.combine(date.fromisoformat(cell), _NOON)
    except ValueError:
        try:
            local = datetime.fromisoformat(cell)
        except ValueError:
            way_out = "write it as 2024-01-31 or 2024-01-31T14:30"
            raise Invalid(f"has a time that cannot be read ({_short(cell)}); {way_out}") from None
    if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        raise Invalid(f"has a time in the year {local.year}; correct the year")
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return local.isoformat(), aware.astimezone(UTC)


def _channel(cell: str) -> Channel:
    if not cell:
        raise Invalid(f"has no channel; add one of {_some(Channel)}")
    if found := _CHANNEL_BY_WORD.get(_word(cell)):
        return found
    raise Invalid(f"has a channel that is not known ({_short(cell)}); write one of {_some(Channel)}")


def _direction(cell: str, channel: Channel) -> Direction:
    """What is said; people who meet or speak do it both ways, so that there it may be left out."""
    if found := _DIRECTION_BY_WORD.get(_word(cell)):
        return found
    if cell:
        raise Invalid(f"has a direction that is not known ({_short(cell)}); write one of {_some(Direction)}")
    if channel.has_voice_or_face:
        return Direction.MUTUAL
    raise Invalid(f"has no direction, which {channel} needs; add one of {_some(Direction)}")


def _minutes(cell: str) -> int | None:
    if not cell:
        return None
    if cell.isascii() and cell.isdigit() and len(cell) <= _MOST_DIGITS:
        return int(cell)
    raise Invalid(f"has minutes that are no whole number ({_short(cell)}); write a number such as 45")


def _key(who: str, seen: Counter[bytes], *content: object) -> str:
    """A name made of what the row says, and of how often the file has said it so far."""
    said = "\n".join([who.casefold(), *("" if part is None else str(part) for part in content)])
    digest = hashlib.sha256(said.encode()).digest()
    seen[digest[:_DIGEST_KEPT]] += 1
    return f"sha256:{digest.hex()}:{seen[digest[:_DIGEST_KEPT]]}"


def _word(cell: str) -> str:
    return "-".join(cell.casefold().replace("_", " ").replace("-", " ").split())


def _some(words: Iterable[str]) -> str:
    return ", ".join(words)


def _short(cell: str) -> str:
    line = printable(" ".join(cell.split()))
    return line if len(line) <= _LONGEST_QUOTED else line[: _LONGEST_QUOTED - 1] + "…"
