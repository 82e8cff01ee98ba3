"""Which channel for today's list: what they told first, a "never" never (MODEL.md, section 5, first form)."""

from collections.abc import Sequence

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.reasons import Reason

_NEEDS_NO_HANDLE = frozenset({Channel.IN_PERSON})


def advised_channel(
    preferences: Sequence[Preference],
    *,
    placed: Channel | None = None,
    last_in: Channel | None = None,
    reachable: Sequence[Channel] = (),
    tried: Channel | None = None,
) -> tuple[Channel | None, Reason]:
    """The channel to use and why; None with the reason where there is none.

    In order: what they told, by rank; the channel a next step was `placed` on; what they used last
    coming in; what they can be reached on, in the caller's order. A channel that is anywhere marked
    "never" is left out. `tried` is one that was just tried and not answered: it yields to another
    of the same kind of knowledge, and what they told still goes before what nobody told.
    """
    never = {preference.channel for preference in preferences if preference.never}
    told = [p.channel for p in sorted(_told(preferences), key=lambda p: (p.rank, p.channel.value))]
    known = [channel for channel in (placed, last_in) if channel is not None] + list(reachable)
    for code, channels in (("channel_told", told), ("channel_known", known)):
        allowed = [channel for channel in channels if channel not in never]
        if allowed:
            channel = next((channel for channel in allowed if channel != tried), allowed[0])
            return channel, _reason(code, channel, placed, last_in, reachable)
    return None, Reason.of("every_channel_is_never" if told or known else "no_way_to_reach")


def _told(preferences: Sequence[Preference]) -> list[Preference]:
    return [p for p in preferences if p.known_by is KnownBy.TOLD and not p.never]


def _reason(
    code: str,
    channel: Channel,
    placed: Channel | None,
    last_in: Channel | None,
    reachable: Sequence[Channel],
) -> Reason:
    if code == "channel_told":
        has_handle = channel in reachable or channel in _NEEDS_NO_HANDLE
        return Reason.of(code if has_handle else "channel_told_without_handle", channel=channel.value)
    if channel == placed:
        return Reason.of("channel_placed", channel=channel.value)
    if channel == last_in:
        return Reason.of("channel_they_used_last", channel=channel.value)
    return Reason.of("channel_at_hand", channel=channel.value)
