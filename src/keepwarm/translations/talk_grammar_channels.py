"""What passed, in a clause that tells of it: by which channel, who spoke, and with whom."""

import re
from typing import NamedTuple

from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.talk import Told
from keepwarm.translations.talk_grammar_clauses import Clause
from keepwarm.translations.talk_grammar_media import MEDIUM, THEM, channel_of
from keepwarm.translations.talk_grammar_people import name_at, others_at
from keepwarm.translations.talk_grammar_ways import WAYS, Way

_MUTUAL = re.compile(r"\bback and forth\b|\bto each other\b|\bone another\b")
_BY_MEDIUM = re.compile(
    rf"\b(?:on|over|via|by|through|using)(?: the| a| an)? (?P<medium>{MEDIUM})(?![\w'])(?! "
    rf"(?:list|group|number|post))"
)
_UNANSWERED = re.compile(
    r"\b(?:no (?:answer|reply|luck)|(?:didn't|did not|never) (?:answer|pick|reply|respond)|voice ?mail"
    rf"|left {THEM}? ?a message|left a (?:message|voice)|couldn't (?:reach|get)|engaged"
    rf"|got the machine|not reached)\b"
)


class Passed(NamedTuple):
    """What a clause says of the talk itself."""

    channel: Told[Channel] | None
    direction: Told[Direction]
    who: Told[str] | None
    others: tuple[Told[str], ...] = ()


def read_passed(clause: Clause) -> Passed | None:
    """What passed by a clause that tells of it; None for any other."""
    for way in WAYS:
        if found := way.words.match(clause.plain):
            return _passed(clause, way, found)
    return None


def _passed(clause: Clause, way: Way, found: re.Match[str]) -> Passed:
    groups = found.groupdict()
    span, medium = clause.within(*found.span()), groups.get("medium")
    channel, at = way.channel, span
    if channel is None and medium:
        channel = channel_of(medium)
    if by := _BY_MEDIUM.search(clause.plain):
        channel, at = channel_of(by["medium"]), clause.within(*by.span())
    direction = way.direction
    if medium and direction is not Direction.OUT and channel in VOICE_OR_FACE:
        direction = Direction.MUTUAL
    if _MUTUAL.search(clause.plain):
        direction = Direction.MUTUAL
    if channel is None and re.search(r"\b(?:wrote|replied)\b", found.group()):
        channel = Channel.EMAIL
    who = _who(clause, way, found)
    return Passed(
        channel=None if channel is None else Told(value=channel, span=at),
        direction=Told(value=direction, span=span),
        who=who,
        others=() if who is None else others_at(clause, who.span.end - clause.start),
    )


def _who(clause: Clause, way: Way, found: re.Match[str]) -> Told[str] | None:
    if found.groupdict().get("who"):
        start, end = found.span("who")
        return Told(value=clause.text[start:end], span=clause.within(start, end))
    return name_at(clause, found.end()) if way.then_who else None


def is_unanswered(plain: str) -> bool:
    """Whether the words say that nobody answered."""
    return _UNANSWERED.search(plain) is not None
