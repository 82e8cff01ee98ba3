"""Channels: the ways to reach people, and what each is good for."""

from enum import StrEnum


class Channel(StrEnum):
    """A way to reach people. The value is the word used in files, on the command line and in JSON."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    EMAIL = "email"
    SOCIAL = "social"
    POST = "post"

    @property
    def has_voice_or_face(self) -> bool:
        """Whether it carries a voice or a face, which is what forms a relationship."""
        return self in VOICE_OR_FACE


VOICE_OR_FACE = frozenset({Channel.IN_PERSON, Channel.VIDEO, Channel.CALL})


class Purpose(StrEnum):
    """What a contact is for, which the channel has to suit (MODEL.md, section 5)."""

    FORM = "form"
    KEEP_UP = "keep-up"
    INFORM = "inform"
    ASK = "ask"
    COMFORT = "comfort"
    SCHEDULE = "schedule"
