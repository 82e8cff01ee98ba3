"""What one item of a thread of Facebook's is: a message, a call, or nothing between two people."""

import re
from datetime import UTC, datetime, timedelta

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, FoundInteraction, Whom
from keepwarm.domain.text import folded
from keepwarm.formats.facebook_threads import Thread, is_gone, said_in, sender_of
from keepwarm.formats.json_fields import Fields, says_yes, text_of
from keepwarm.formats.numbered_keys import NumberedKeys
from keepwarm.formats.vcard_text import plain

_HOLDS = (
    "content", "text", "photos", "videos", "audio_files", "gifs", "files", "sticker", "share", "media",
)  # fmt: skip
_JOINED_OR_LEFT = frozenset({"Subscribe", "Unsubscribe"})
_NOT_THERE = "placeholder"
_ANNOUNCED = re.compile(
    r"Reacted \S{1,16} to your message\s*|You are now connected on Messenger\W*"
    r"|You can now message and call each other\b.*"
    r"|.{1,100} (?:created the group|named the group .*|changed the (?:theme|chat theme|group photo)\b.*"
    r"|set (?:the|your|his|her|their) (?:quick reaction|nickname|emoji)\b.*|(?:un)?pinned a message\W*)",
    re.DOTALL,
)
"""What Facebook itself writes into a thread, in English; in other languages it cannot be told from people."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_IN_SECONDS = 100_000_000_000
_FIRST, _LAST = datetime(2004, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Facebook began in February 2004."""

_LONGEST_CALL = 24 * 60 * 60
_NOBODY = "names nobody, since the account is gone; add them by hand if you know who it is"


class Talks:
    """Reads the items of one thread."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self._whom = {name: Whom(words=name) for name in thread.people}
        self._owner = self._whom.get(thread.owner)
        self._keys = NumberedKeys()

    def read(self, place: str, item: Fields) -> FoundChatMessage | FoundInteraction:
        """The message or call. Raises Invalid with the reason to refuse it."""
        if why := _why_left_out(item):
            raise Invalid(why)
        name = sender_of(item)
        if is_gone(name):
            raise Invalid(_NOBODY)
        milliseconds, at = _time_of(item)
        text = said_in(item, "content") or said_in(item, "text")
        said = f"facebook-message:{self._thread.key}:{milliseconds}:{folded(name) or name}"
        key = self._keys.key(said, text, text_of(item, "call_duration"))
        sender = self._whom.get(name) or Whom(words=name)
        others = tuple(whom for other, whom in self._whom.items() if other != name and not is_gone(other))
        if not others:
            raise Invalid(_NOBODY)
        if "call_duration" in item or text_of(item, "type") == "Call":
            return self._call(place, at, key, item, sender, others)
        return FoundChatMessage(
            place=place,
            at=at,
            channel=Channel.SOCIAL,
            sender=sender,
            others=others,
            key=key,
            owner=self._owner,
            text=plain(text)[:LONGEST_TEXT].rstrip(),
        )

    def _call(
        self, place: str, at: datetime, key: str, item: Fields, sender: Whom, others: tuple[Whom, ...]
    ) -> FoundInteraction:
        """A call of two. Raises Invalid where it is of several, or who of them the owner is is not known."""
        if len(others) > 1:
            raise Invalid("is a call of several, and does not say who took part; log it by hand")
        if self._owner is None:
            raise Invalid("is a call, and which of the two you are is not known; log it by hand")
        said = item.get("call_duration")
        seconds = said if type(said) is int and said > 0 else 0
        is_mine = sender == self._owner
        interaction = Interaction(
            at=at,
            channel=Channel.CALL,
            direction=Direction.MUTUAL if seconds else Direction.OUT if is_mine else Direction.IN,
            minutes=-(-seconds // 60) if 0 < seconds <= _LONGEST_CALL else None,
            key=key,
        )
        other = others[0] if is_mine else sender
        return FoundInteraction(place=place, whom=(other,), interaction=interaction, strangers_wait=True)


def _why_left_out(item: Fields) -> str:
    """Why an item is nothing that somebody wrote to somebody; empty where it is."""
    if says_yes(item, "is_unsent") or says_yes(item, "isUnsent") or text_of(item, "type") == _NOT_THERE:
        return "was taken back by who wrote it; nothing is to be done"
    if text_of(item, "type") in _JOINED_OR_LEFT:
        return "says who joined or left; no conversation"
    if _ANNOUNCED.fullmatch(said_in(item, "content")):
        return "was written by Facebook itself; no conversation"
    if "call_duration" not in item and not any(item.get(name) for name in _HOLDS):
        return "holds nothing any more; nothing is to be done"
    return ""


def _time_of(item: Fields) -> tuple[int, datetime]:
    """The time in milliseconds since 1970, and in UTC. Raises Invalid with what is wrong and the way out."""
    count = item.get("timestamp_ms", item.get("timestamp"))
    if type(count) is not int or not 0 < count < _IN_SECONDS * 1000:
        raise Invalid("has no time; download your information again")
    milliseconds = count * 1000 if count < _IN_SECONDS else count
    at = _EPOCH + timedelta(milliseconds=milliseconds)
    if not _FIRST <= at < _LAST:
        raise Invalid(f"has a time in the year {at.year}, when there was no Facebook; correct the year")
    return milliseconds, at
