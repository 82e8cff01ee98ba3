"""What is kept of a message's words: subjects unless told otherwise, texts only if the owner says so."""

from dataclasses import replace
from enum import StrEnum

from keepwarm.domain.sources import Found, FoundChatMessage, FoundMeeting, FoundMessage


class Kept(StrEnum):
    """A part of what was written that may be kept beside who, when and by which channel."""

    SUBJECTS = "subjects"
    TEXTS = "texts"


KEPT_AT_FIRST = frozenset({Kept.SUBJECTS})
"""What a book keeps whose owner has not said anything of it."""


def without_words(item: Found, kept: frozenset[Kept]) -> Found:
    """The same without the words that are not to be kept."""
    match item:
        case FoundChatMessage() if Kept.TEXTS not in kept and item.text:
            return replace(item, text="")
        case FoundMessage() if Kept.SUBJECTS not in kept:
            return replace(item, subject="")
        case FoundMeeting() if Kept.SUBJECTS not in kept:
            return replace(item, summary="")
        case _:
            return item
