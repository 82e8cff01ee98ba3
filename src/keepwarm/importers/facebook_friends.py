"""Facebook's list of friends, from the download of one's own information in JSON.

It has names and days, and no way to reach anybody. Being friends there is no conversation: nothing here
becomes an interaction.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Person
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.domain.text import folded
from keepwarm.formats.doubled_utf8 import undoubled
from keepwarm.formats.json_objects import Behind, Piece
from keepwarm.formats.json_stream import Cut, Found, walk
from keepwarm.formats.spoken_names import short

NAME = "Facebook friends"

_LARGEST_FILE = 4 * 1024 * 1024
_LIST = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"friends(?:_v2)?"\s*+:\s*+\[')
_FRIEND = re.compile(rb'\{\s*+"(?:name|timestamp)"\s*+:')
_NOBODY = re.compile(rb"\s*+\]")
_WAYS = frozenset({("friends_v2",), ("friends",)})
_AFTER_2099 = 4_102_444_800
_NO_LIST = "is no list of friends; download your information again, in JSON"
_TOO_LARGE = f"is larger than {_LARGEST_FILE // 1024**2} MiB, which no list of friends is"
_DAMAGED = "is damaged; download your information again"
_NO_END = "the list of friends does not end; download your information again"
_SOMETHING_ELSE = "is no list of friends and is not read"


def recognises(path: Path, head: bytes) -> bool:
    """An object that begins with a list of friends (`friends_v2`, until 2021 `friends`).

    Not every friend in it need be whole.
    """
    return path.is_file() and _find_list(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:
    """Each friend by name, in the order of the file, or why it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        yield Refused(place="the file", reason=f"cannot be read ({error.strerror}); try again")
        return
    begin = _find_list(content)
    if begin is None or len(content) > _LARGEST_FILE:
        yield Refused(place="the file", reason=_NO_LIST if begin is None else _TOO_LARGE)
        return
    seen: Counter[str] = Counter()
    for number, piece in enumerate(_pieces(content, begin), 1):
        if isinstance(piece, Piece):
            yield _friend(f"friend {number}", piece, zone, seen)
        else:
            yield from _behind(piece)


def _find_list(content: bytes) -> int | None:
    """Where the first friend stands, or would; None where the file is none of friends."""
    if (found := _LIST.match(content)) is None:
        return None
    begin = found.end()
    return begin if _NOBODY.match(content, begin) or _FRIEND.search(content, begin) else None


def _pieces(content: bytes, begin: int) -> Iterator[Piece | Behind]:
    """The friends in the list that begins at a place, and at last what stands behind them."""
    behind, ended = begin, True
    for event in walk(BytesIO(content), _WAYS):
        if isinstance(event, Found):
            behind = event.span.end
            yield Piece(raw=content[event.span.begin : behind], whole=event.span.whole)
        elif isinstance(event, Cut):
            ended = False
    yield Behind(raw=content[behind:], ended=ended)


def _friend(place: str, piece: Piece, zone: ZoneInfo, seen: Counter[str]) -> FoundPerson | Refused:
    try:
        name, at = _name_and_time(piece)
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    day = datetime.fromtimestamp(at, zone).date() if at else None
    person = Person(name=name, note=f"Friends on Facebook since {day}" if day else "")
    uid = _uid(name, at, seen)
    return FoundPerson(place=place, person=person, uid=uid, raw=piece.raw, raw_format=RawFormat.JSON_OBJECT)


def _name_and_time(piece: Piece) -> tuple[str, int]:
    """The name, and when they became friends in seconds since 1970; 0 where it is not known.

    Raises Invalid with what is wrong and the way out.
    """
    try:
        friend = json.loads(piece.raw) if piece.whole else None
    except (ValueError, RecursionError):
        friend = None
    if not isinstance(friend, dict):
        raise Invalid(_DAMAGED)
    written, at = friend.get("name"), friend.get("timestamp")
    name = short(undoubled(written)) if isinstance(written, str) else ""
    if not name:
        raise Invalid("has no name; add them by hand if you know who it is")
    return name, at if type(at) is int and 0 < at < _AFTER_2099 else 0


def _uid(name: str, at: int, seen: Counter[str]) -> str:
    """Name and time, which stay the same in every download; numbered where a file has them twice."""
    if not at:
        return ""
    both = f"{short(folded(name))} {at}"
    seen[both] += 1
    return f"facebook:{both}" if seen[both] == 1 else f"facebook:{both}:{seen[both]}"


def _behind(rest: Behind) -> Iterator[Refused]:
    if not rest.ended:
        yield Refused(place="the rest of the file", reason=_NO_END)
    elif rest.raw.strip(b" \t\r\n]}"):
        yield Refused(place="the rest of the file", reason=_SOMETHING_ELSE)
