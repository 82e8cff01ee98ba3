"""Whom one conversation would make a connection (PRODUCT.md, K4)."""

from collections.abc import Iterable
from dataclasses import replace
from math import floor

from keepwarm.domain.channels import Channel
from keepwarm.domain.history import Event, History
from keepwarm.domain.reasons import Reason
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


def what_one_talk_adds(missing: Iterable[Reason]) -> Reason:
    """What there is and what one talk would add, in one reason, by what is missing for a connection."""
    codes = {reason.code for reason in missing}
    if "too_long_ago" in codes:
        return Reason.of("one_talk_after_long")
    if "no_voice_or_face" in codes:
        return Reason.of("one_talk_by_voice")
    return Reason.of("one_talk_on_another_day" if "one_conversation_day" in codes else "one_talk_more")


def _is_connected(evidence: Evidence, now: float) -> bool:
    return floor(now) <= grounds_of(evidence, now).connected_until
