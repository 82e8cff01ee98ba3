"""The lines of an export of Signal, each one object of JSON: what they say, in memory for one of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_fields import Fields, line_of, parse_object

_LARGEST_LINE = 4 * 1024 * 1024
_FIRST_YEAR, _LAST_YEAR = 2014, 2099
"""Signal began in 2014."""

_LAST_MILLISECOND = 4_102_444_800_000
_NO_TIME = "has no time that can be; export it again"
DAMAGED = "is damaged; export it again"
TOO_LARGE = f"is larger than {_LARGEST_LINE // 1024**2} MiB and is not read"


class JsonLine(NamedTuple):
    """One line: its number, and what it says; None where that is no object, with the reason."""

    number: int
    fields: Fields | None
    trouble: str = ""


def json_lines(path: Path) -> Iterator[JsonLine]:
    """The lines that are not blank. Raises OSError."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LARGEST_LINE):
            number += 1
            whole = line.endswith(b"\n") or len(line) < _LARGEST_LINE
            while not line.endswith(b"\n") and (rest := file.readline(_LARGEST_LINE)):
                line = rest
            if not whole:
                yield JsonLine(number, None, TOO_LARGE)
            elif content := line.removeprefix(b"\xef\xbb\xbf").strip():
                fields = parse_object(content)
                yield JsonLine(number, fields, "" if fields is not None else DAMAGED)


def signal_moment(fields: Fields, name: str) -> datetime:
    """A time in milliseconds since 1970, as a number or in quotation marks. Raises Invalid."""
    written = line_of(fields, name)
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(_LAST_MILLISECOND))):
        raise Invalid(_NO_TIME)
    seconds, milliseconds = divmod(int(written), 1000)
    if not seconds < _LAST_MILLISECOND // 1000:
        raise Invalid(_NO_TIME)
    return sensible(datetime.fromtimestamp(seconds, UTC).replace(microsecond=1000 * milliseconds))


def sensible(at: datetime) -> datetime:
    """The same moment. Raises Invalid where it is before Signal began, or far from now."""
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise Invalid(_NO_TIME)
    return at


def signal_key(at: datetime, *, mine: bool, repeat: int = 1) -> str:
    """What Signal itself knows a message by: when it was sent, to the millisecond, and from which side."""
    milliseconds = int(at.timestamp()) * 1000 + at.microsecond // 1000
    written = f"signal:{milliseconds}:{'out' if mine else 'in'}"
    return written if repeat == 1 else f"{written}:{repeat}"
