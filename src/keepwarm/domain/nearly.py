"""Whom one conversation would make a connection (PRODUCT.md, K4)."""

from dataclasses import replace
from math import floor

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import Event, History
from keepwarm.domain.stages import Evidence, grounds_of

_MOMENT = 1e-6
"""Days; what happens now lies before the moment of looking."""


def is_one_talk_away(evidence: Evidence, now: float) -> bool:
    """Whether a tie that is no connection would be one after a single talk by voice, held now."""
    if _is_connected(evidence, now):
        return False
    past = evidence.history.before(now).events
    talk = (Event(now, "out", Channel.CALL, 1), Event(now, "in", Channel.CALL, 1))
    return _is_connected(replace(evidence, history=History.of((*past, *talk))), now + _MOMENT)


def _is_connected(evidence: Evidence, now: float) -> bool:
    return floor(now) <= grounds_of(evidence, now).connected_until
