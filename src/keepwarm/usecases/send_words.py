"""Words that the owner may send: by which channels of somebody, with the message begun where it can be."""

from collections.abc import Mapping, Sequence

from keepwarm import channels
from keepwarm.channels.numbers import as_dialled
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, Preference

_WRITTEN = (Channel.TEXT, Channel.CHAT, Channel.EMAIL, Channel.SOCIAL)


def ways_to_send(
    handles: Sequence[Handle],
    preferences: Sequence[Preference],
    home: str,
    words: str,
    unused: frozenset[Channel] = frozenset(),
) -> Mapping[Channel, str]:
    """What opens each written channel with the first handle that serves it; never one marked so.

    Nor one that the owner does not use. `home` is the ISO 3166 code of the owner's country. What they like
    comes first.
    """
    never = {one.channel for one in preferences if one.never} | unused
    rank = {one.channel: one.rank for one in preferences if not one.never}
    found: dict[Channel, str] = {}
    for handle in handles:
        for channel, link in channels.links(as_dialled(handle, home), words).items():
            if channel in _WRITTEN and channel not in never:
                found.setdefault(channel, link)
    return dict(sorted(found.items(), key=lambda one: rank.get(one[0], len(_WRITTEN) + 1)))
