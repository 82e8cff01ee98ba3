"""Facebook's messages, thread by thread, and Instagram's, which come in the same form: who wrote to whom.

A file does not say who the owner is: a thread of two bears the name of the other, and in a group the owner is
known by name.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundChatMessage, FoundInteraction, Refused
from keepwarm.formats.facebook_talks import Talks
from keepwarm.formats.facebook_threads import message_at, survey_thread

NAME = "Facebook messages"

_BEGIN = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"')
_MARKS = (
    (b'"participants"', b'"messages"', b'"sender_name"', b'"timestamp'),
    (b'"participants"', b'"messages"', b'"senderName"', b'"threadName"'),
)
_DAMAGED = "is damaged; download your information again"
_NO_END = "is missing, since the file ends early; download your information again"
_UNANSWERED = "is a request that only one of you has written in; no conversation"

Item = FoundChatMessage | FoundInteraction | Refused


def recognises(path: Path, head: bytes) -> bool:
    """An object with participants and messages, each of which names its sender."""
    return (
        path.is_file()
        and _BEGIN.match(head) is not None
        and any(all(mark in head for mark in marks) for marks in _MARKS)
    )


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Item]:  # noqa: ARG001 (times are in UTC)
    """Each message in the order of the file, or why it is nothing between two people."""
    try:
        with path.open("rb") as file, path.open("rb") as again:
            thread = survey_thread(file, again)
            if thread.is_unanswered:
                yield Refused(place="the thread", reason=_UNANSWERED)
                return
            talks = Talks(thread)
            for number, span in enumerate(thread.spans(), 1):
                place, message = f"message {number}", message_at(again, span)
                try:
                    yield (
                        Refused(place=place, reason=_DAMAGED)
                        if message is None
                        else talks.read(place, message)
                    )
                except Invalid as problem:
                    yield Refused(place=place, reason=str(problem))
            if thread.is_cut:
                yield Refused(place="the rest of the file", reason=_NO_END)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")
