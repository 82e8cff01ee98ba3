"""A message of an export of Telegram Desktop: who, when, what, and how long a call was."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import LONGEST_TEXT, Whom
from keepwarm.formats.json_fields import Fields, line_of
from keepwarm.formats.telegram_index import TelegramIndex
from keepwarm.formats.vcard_text import plain

_FIRST_YEAR, _LAST_YEAR = 2013, 2099
"""Telegram began in 2013."""

_LAST_SECOND = 4_102_444_800
_LONGEST_CALL_SECONDS = 7 * 24 * 3_600
_NO_TIME = "has no time that can be; export it from Telegram again"


def telegram_moment(fields: Fields, zone: ZoneInfo) -> datetime:
    """When it was sent: in seconds since 1970, in older exports on the owner's clock. Raises Invalid."""
    seconds = line_of(fields, "date_unixtime")
    try:
        if seconds.isascii() and seconds.isdigit() and int(seconds) < _LAST_SECOND:
            at = datetime.fromtimestamp(int(seconds), UTC)
        else:
            local = datetime.fromisoformat(line_of(fields, "date"))
            at = (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(_NO_TIME) from None
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise Invalid(_NO_TIME)
    return at


def telegram_text(fields: Fields) -> str:
    """What was written, without its formats, cut to what a source brings."""
    text = fields.get("text")
    parts = text if isinstance(text, list) else [text]
    words = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return plain("".join(word for word in words if isinstance(word, str))[: 2 * LONGEST_TEXT])[:LONGEST_TEXT]


def call_minutes(fields: Fields) -> int | None:
    """How long a call was, a part of a minute counted as one; None for one that nobody answered."""
    seconds = fields.get("duration_seconds")
    if type(seconds) is not int or not 0 < seconds < _LONGEST_CALL_SECONDS:
        return None
    return -(-seconds // 60)


def telegram_whom(person_id: str, name: str, index: TelegramIndex) -> Whom:
    """Somebody by their name, their number where the contacts have it, and Telegram's own id for them."""
    phone = index.phones.get(person_id) or index.phones.get(name, "")
    numbers = (Handle(kind=HandleKind.PHONE, value=phone),) if phone else ()
    account = Handle(kind=HandleKind.CHAT, value=f"user{person_id}", service="telegram")
    return Whom(words=name, handles=(*numbers, account), uid=f"telegram:{person_id}")
