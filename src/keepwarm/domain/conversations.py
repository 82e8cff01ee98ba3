"""Conversations: what went both ways, dated, from a history (MODEL.md, section 7)."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import zip_longest

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.history import Event, History, is_mutual
from keepwarm.domain.policy import REPLY_PAIR_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One exchange: when the reply came (or the meeting was), and by which channel."""

    t: float
    channel: Hashable

    @property
    def has_voice_or_face(self) -> bool:
        """Whether it was by voice or face, which is what forms a relationship."""
        return self.channel in VOICE_OR_FACE


def conversations(history: History) -> list[Conversation]:
    """The conversations of a history, in order of time.

    A reply pair is a turn and the turn the other way within 30 days of it; every turn of an exchange
    that answers the one before makes one. A mutual interaction is one by itself and closes what was
    open: the message before it is not also counted as answered by it, nor the message after it as
    an answer to it.
    """
    found: list[Conversation] = []
    turn: Event | None = None
    in_meeting = False
    for event, following in zip_longest(history.events, history.events[1:]):
        if in_meeting:
            in_meeting = False
        elif following is not None and is_mutual(event, following):
            found.append(Conversation(t=event.t, channel=event.channel))
            turn, in_meeting = None, True
        elif turn is None or event.direction != turn.direction:
            if turn is not None and event.t - turn.t <= REPLY_PAIR_DAYS:
                found.append(Conversation(t=event.t, channel=event.channel))
            turn = event
    return found
