"""Interactions: what passed between the owner and people, and when it counts as a conversation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from keepwarm.domain.channels import Channel

MOST_RECIPIENTS = 10
"""A message to more people than this is a broadcast and counts as nothing (MODEL.md, preamble)."""

WHOLE_SHARE = 100
"""Per cent."""


class Direction(StrEnum):
    """Who spoke, seen from the owner."""

    OUT = "out"
    IN = "in"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that passed between the owner and one or more people.

    `at` is an aware datetime in UTC; `minutes` its length where known; `key` is the source's own
    stable name for it, by which a second import recognises it. `counts` is false for broadcasts:
    mass mail, lists, machines. `my_share` is how much of the talking was the owner's, 0 to 100 per cent,
    where they said so.
    """

    at: datetime
    channel: Channel
    direction: Direction
    minutes: int | None = None
    summary: str = ""
    recipients: int = 1
    counts: bool = True
    key: str | None = None
    my_share: int | None = None
