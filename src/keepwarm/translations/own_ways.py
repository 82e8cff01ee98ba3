"""How somebody likes to be reached, from their own words alone: "text me, weekdays after six, never call"."""

import re
from dataclasses import dataclass

from keepwarm.domain.channels import Channel
from keepwarm.domain.week_hours import WeekHours
from keepwarm.translations.own_hours import parse_week_hours
from keepwarm.translations.talk_grammar_clauses import Clause, plain_words
from keepwarm.translations.talk_grammar_likes import read_preference
from keepwarm.translations.talk_grammar_media import MEDIUM, channel_of

_PARTED = re.compile(r"[,;.!\n]+|\b(?:but|and(?= (?:never|please|don't|do not|no|not)\b))\b")
_BARE = re.compile(
    rf"(?:please )?(?:a |an |by |on |via |just |only |best (?:by |on )?)*(?P<medium>{MEDIUM})(?![\w'])"
    r"(?: me)?(?: (?:is|are)(?: (?:best|better|fine|good|ok|okay))?)?(?P<hours> .+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWays:
    """What was understood: the channels they like, the best first, those they never want, and when."""

    liked: tuple[Channel, ...] = ()
    never: tuple[Channel, ...] = ()
    hours: WeekHours | None = None


def hear_ways(words: str) -> HeardWays:
    """What the words say of being reached; nothing where they say nothing of it."""
    liked: list[Channel] = []
    never: list[Channel] = []
    hours: WeekHours | None = None
    for part in _PARTED.split(words):
        text = part.strip()
        clause = Clause(start=0, text=text, plain=plain_words(text))
        told = read_preference(clause, 1)
        if told is not None:
            (never if told.value.never else liked).append(told.value.channel)
            hours = hours or told.value.hours
        elif (bare := _heard_bare(clause.plain)) is not None:
            liked.append(bare[0])
            hours = hours or bare[1]
        else:
            hours = hours or parse_week_hours(clause.plain)
    kept = tuple(one for one in dict.fromkeys(liked) if one not in never)
    return HeardWays(liked=kept, never=tuple(dict.fromkeys(never)), hours=hours if kept else None)


def _heard_bare(plain: str) -> tuple[Channel, WeekHours | None] | None:
    """A channel by its name alone, with hours behind it or none; other words behind it say something else."""
    found = _BARE.fullmatch(plain)
    channel = None if found is None else channel_of(found["medium"])
    if found is None or channel is None:
        return None
    hours = parse_week_hours(found["hours"]) if found["hours"] else None
    return None if found["hours"] and hours is None else (channel, hours)
