"""What passed between the owner of a Monica account and a contact: calls, messages and activities."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundInteraction, Refused, Whom
from keepwarm.formats.json_fields import Fields, all_fields_of, fields_of, line_of, says_yes, text_of
from keepwarm.formats.monica_days import find_time
from keepwarm.formats.monica_handles import UNKNOWN_TYPE, FieldType

_DIGEST_KEPT = 16
_NO_TIME = "has no time, without which it cannot be taken in; log it by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """What is needed to read them: the owner's clock, and the types of contact fields."""

    zone: ZoneInfo
    field_types: Mapping[str, FieldType]


Talk = FoundInteraction | Refused


def calls_of(place: str, whom: Whom, calls: list[Fields], talks: Talks) -> Iterator[Talk]:
    """The calls of a contact, by the direction of who called."""
    for number, call in enumerate(calls, 1):
        said = fields_of(call, "properties")
        yield _talk(
            f"call {number} of {place}",
            (whom,),
            (said, "called_at", talks.zone),
            channel=Channel.CALL,
            direction=Direction.IN if says_yes(said, "contact_called") else Direction.OUT,
            summary=text_of(said, "content"),
            key=_key(call, whom),
        )


def messages_of(place: str, whom: Whom, conversations: list[Fields], talks: Talks) -> Iterator[Talk]:
    """Each message of each conversation; a conversation without messages is one interaction."""
    for number, conversation in enumerate(conversations, 1):
        said = fields_of(conversation, "properties")
        channel = talks.field_types.get(line_of(said, "contact_field_type"), UNKNOWN_TYPE).channel
        here = f"conversation {number} of {place}"
        messages = all_fields_of(said, "messages")
        for message_number, message in enumerate(messages, 1):
            written = fields_of(message, "properties")
            timed = (written, "written_at") if text_of(written, "written_at") else (said, "happened_at")
            yield _talk(
                f"message {message_number} in {here}",
                (whom,),
                (*timed, talks.zone),
                channel=channel,
                direction=Direction.OUT if says_yes(written, "written_by_me") else Direction.IN,
                summary=text_of(written, "content"),
                key=_key(message, whom, conversation, message_number),
            )
        if not messages:
            timed_by_day = (said, "happened_at", talks.zone)
            yield _talk(here, (whom,), timed_by_day, channel=channel, key=_key(conversation, whom))


def activity(
    place: str, whom: tuple[Whom, ...], fields: Fields, types: Mapping[str, str], talks: Talks
) -> Talk:
    """An activity with everybody who took part; of one without words the type is named."""
    said = fields_of(fields, "properties")
    title = line_of(said, "summary") or types.get(line_of(said, "type"), "")
    return _talk(
        place,
        whom,
        (said, "happened_at", talks.zone),
        channel=Channel.IN_PERSON,
        summary="\n".join(filter(None, (title, text_of(said, "description")))),
        key=_key(fields, whom[0]),
    )


def _talk(
    place: str,
    whom: tuple[Whom, ...],
    when: tuple[Fields, str, ZoneInfo],
    *,
    channel: Channel,
    direction: Direction = Direction.MUTUAL,
    summary: str = "",
    key: str,
) -> Talk:
    at = find_time(*when)
    if at is None:
        return Refused(place=place, reason=_NO_TIME)
    interaction = Interaction(
        at=at, channel=channel, direction=direction, summary=summary, recipients=len(whom), key=key
    )
    return FoundInteraction(place=place, whom=whom, interaction=interaction)


def _key(fields: Fields, whom: Whom, within: Fields | None = None, number: int = 0) -> str:
    """A name that stays in every export: the uuid, else a digest of what it says of whom."""
    if uuid := line_of(fields, "uuid"):
        return f"monica:{uuid}"
    around = line_of(within, "uuid") if within is not None else ""
    told = repr((whom.uid, around, number, sorted(fields.items(), key=str))).encode(errors="replace")
    return f"monica:{hashlib.sha256(told).hexdigest()[:_DIGEST_KEPT]}"


def participants(whom: list[Whom]) -> tuple[Whom, ...]:
    """Everybody who took part, each once. Raises Invalid where it is nobody."""
    if not whom:
        raise Invalid("names nobody of this file who took part; log it by hand")
    return tuple(dict.fromkeys(whom))
