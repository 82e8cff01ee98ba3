"""Conversations: what went both ways, dated, from a history (MODEL.md, section 7)."""

from collections.abc import Hashable
from itertools import compress, pairwise
from operator import ne
from typing import NamedTuple

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.history import History
from keepwarm.domain.policy import REPLY_PAIR_DAYS

_MET = 2
"""Stands for both sides at once."""


class Conversation(NamedTuple):
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
    talked = talks(history, history.meetings)
    return [Conversation(history.times[place], history.channel_at(place)) for place in talked]


def talks(history: History, meetings: list[int]) -> list[int]:
    """The places of the events that make the conversations; `meetings` are those of the history."""
    times, sides = history.times, bytearray(history.sides)
    for place in meetings:
        sides[place] = sides[place + 1] = _MET
    turns = [0, *compress(range(1, len(sides)), map(ne, sides[1:], sides))]
    answers = [
        place
        for turn, place in pairwise(turns)
        if sides[turn] ^ sides[place] == 1 and times[place] - times[turn] <= REPLY_PAIR_DAYS
    ]
    return sorted(answers + meetings) if meetings else answers
