"""Calls from the backups of the Android app "SMS Backup & Restore".

Only a call that somebody answered is a conversation both ways; all others are an attempt of one side.
"""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundInteraction, Refused
from keepwarm.formats.phone_backup import Attributes, addressee, number_key, root_of, time_of, told, whom
from keepwarm.formats.phone_records import Record, records_of

NAME = "SMS Backup & Restore calls"

_BEGIN = root_of("calls")
_INCOMING, _OUTGOING, _BLOCKED, _ELSEWHERE = "1", "2", "6", "7"
_DIRECTIONS = {
    _INCOMING: Direction.IN, _OUTGOING: Direction.OUT, "3": Direction.IN, "4": Direction.IN,
    "5": Direction.IN, _ELSEWHERE: Direction.IN,
}  # fmt: skip
"""Who began: incoming, outgoing, missed, voicemail, rejected, answered on another device."""

_ANSWERED = frozenset({_INCOMING, _OUTGOING, _ELSEWHERE})
_MOST_SECONDS = 24 * 60 * 60


def recognises(path: Path, head: bytes) -> bool:
    """XML whose outermost element is `calls`."""
    return path.is_file() and _BEGIN.match(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundInteraction | Refused]:  # noqa: ARG001 (times are in UTC)
    """Each call in the order of the file, or why it is nothing between two people."""
    try:
        with path.open("rb") as file:
            for record in records_of(file, "calls", ("call",)):
                if isinstance(record, Refused):
                    yield record
                    continue
                place = f"call {record.number}"
                try:
                    yield _call(place, record)
                except Invalid as problem:
                    yield Refused(place=place, reason=str(problem))
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _call(place: str, record: Record) -> FoundInteraction:
    if record.damage:
        raise Invalid(record.damage)
    said, kind = record.said, told(record.said, "type")
    if kind == _BLOCKED:
        raise Invalid("came from a number that the phone blocks; no conversation")
    if kind not in _DIRECTIONS:
        raise Invalid("says neither who called nor whether it was answered; make the backup again")
    milliseconds, at = time_of(said)
    other = addressee(told(said, "number"), "a call with a service")
    seconds = _seconds(said) if kind in _ANSWERED else 0
    interaction = Interaction(
        at=at,
        channel=Channel.CALL,
        direction=Direction.MUTUAL if seconds else _DIRECTIONS[kind],
        minutes=-(-seconds // 60) if 0 < seconds <= _MOST_SECONDS else None,
        key=f"call:{number_key(other)}:{milliseconds}:{kind}",
    )
    someone = whom(other, told(said, "contact_name"))
    return FoundInteraction(place=place, whom=(someone,), interaction=interaction, strangers_wait=True)


def _seconds(said: Attributes) -> int:
    """How long they talked; 0 where it was not answered."""
    written = told(said, "duration")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0
