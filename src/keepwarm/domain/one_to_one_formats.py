"""Which formats fit both for a one-to-one: advice with its reasons, from what they told and did."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.meeting import Format
from keepwarm.domain.one_to_ones import channel_of
from keepwarm.domain.people import Preference
from keepwarm.domain.reasons import Reason

_MOST = 3
_IN_PERSON = (Format.WALK, Format.COFFEE, Format.MEAL)
"""What is proposed of meeting face to face; whose place it is, the two say themselves."""

_TOLD, _USED, _SHORT_WEEK, _OTHERWISE, _AGAIN = -4, -2, -2, 0, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suited:
    """What advice on a format looks at.

    `used` are the channels on which the two have spoken. `last` is the format of the one before, `left` for
    how many one-to-ones the week still has room.
    """

    preferences: tuple[Preference, ...] = ()
    used: frozenset[Channel] = frozenset()
    unused: frozenset[Channel] = frozenset()
    can_ring: bool = False
    last: Format | None = None
    left: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatAdvice:
    """One format, and why."""

    format: Format
    reasons: tuple[Reason, ...]


def fitting_formats(suited: Suited) -> tuple[FormatAdvice, ...]:
    """At most three, the most fitting first, never one on a channel that either side rules out.

    What they told comes first, then what the two have done; a call is short where the week is nearly full;
    and what it was last time stands behind what it has not been yet.
    """
    ruled_out = {one.channel for one in suited.preferences if one.never} | suited.unused
    formats = [one for one in (Format.CALL, Format.VIDEO, *_IN_PERSON) if channel_of(one) not in ruled_out]
    in_order = sorted(formats, key=lambda one: _weight(one, suited))
    return tuple(FormatAdvice(format=one, reasons=tuple(_reasons(one, suited))) for one in in_order[:_MOST])


def _weight(format_: Format, suited: Suited) -> int:
    channel = channel_of(format_)
    weight = _OTHERWISE
    weight += _TOLD if channel in _liked(suited.preferences) else 0
    weight += _USED if channel in suited.used else 0
    weight += _SHORT_WEEK if format_ is Format.CALL and suited.left <= 1 else 0
    weight += 1 if format_ is Format.CALL and not suited.can_ring else 0
    return weight + (_AGAIN if format_ is suited.last else 0)


def _reasons(format_: Format, suited: Suited) -> Iterator[Reason]:
    channel = channel_of(format_)
    if channel in _liked(suited.preferences):
        yield Reason.of("format_told", channel=channel.value)
    elif channel in suited.used:
        yield Reason.of("format_used", channel=channel.value)
    if format_ is Format.CALL:
        yield Reason.of("format_is_short", left=suited.left)
        if not suited.can_ring:
            yield Reason.of("format_no_number")
    elif format_ is Format.VIDEO:
        yield Reason.of("format_any_distance")
    elif channel is Channel.IN_PERSON:
        yield Reason.of("format_distance_unknown")
    if format_ is suited.last:
        yield Reason.of("format_last_time", format=format_.value)


def _liked(preferences: Collection[Preference]) -> frozenset[Channel]:
    return frozenset(one.channel for one in preferences if not one.never and one.channel in VOICE_OR_FACE)
