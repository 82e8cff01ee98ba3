"""How people say that something passed: "called", "she wrote", "coffee with", "got a text from"."""

import re
from typing import NamedTuple

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.translations.talk_grammar_media import MEDIUM, MEETING, THEM

_BOTH, _OUT, _IN = Direction.MUTUAL, Direction.OUT, Direction.IN

_NAMED = (
    r"(?!(?:i|we|she|he|they|and|then|just|also|who|it|the|a|an|my)\b)[^\W\d_][\w'.-]*(?: [^\W\d_][\w'-]*)?"
)
_OTHER = rf"(?:she|he|they|(?P<who>{_NAMED}))"
_LEAD = r"(?:(?:i|we|and|then|so|just|also|finally|quickly|briefly|only|had|have|having|today|yesterday)\s+)*"
_QUICK = r"(?:(?:a|an|the|quick|short|brief|long|good|nice|great|lovely|first|second|another|our|little)\s+)*"
_ONE = r"(?:(?:a|an|another|one|the|quick|short|long|nice|few|some|two|back)\s+)*"
_LENGTH = (
    r"(?:(?:\d[\w.,]*|an?|half|[a-z]+ty(?: [a-z]+)?|[a-z]+teen|ten|five)[ -]?(?:min"
    r"(?:ute)?s?\.?|hours?|h|hr|an hour)?[ -])?"
)
_NOT_A_THING = r"(?! (?:a|an|the|his|her|their|it|that|me a|my)\b(?! (?:minute|quarter|half)))"


class Way(NamedTuple):
    """Words that begin a telling; `channel` None is told by a medium in them, or not at all."""

    words: re.Pattern[str]
    channel: Channel | None
    direction: Direction
    then_who: bool = False


def _way(
    words: str, channel: Channel | None, direction: Direction, *, then_who: bool = False, lead: str = _LEAD
) -> Way:
    return Way(re.compile(rf"{lead}(?:{words})(?![\w'])"), channel, direction, then_who)


_THEY_DID = (
    _way(
        rf"{_OTHER} (?:has |have |'s )?(?:just )?(?:left|leaving) (?:me )?{_ONE}(?:voice ?mail"
        rf"|message)",
        Channel.CALL,
        _IN,
        lead="",
    ),
    _way(rf"{_OTHER} tried to (?:call|ring|phone|reach) me", Channel.CALL, _IN, lead=""),
    _way(
        rf"{_OTHER} (?:just )?sent (?:me|us) {_ONE}(?P<medium>{MEDIUM}|message)(?: message)?",
        None,
        _IN,
        lead="",
    ),
    _way(
        rf"{_OTHER} (?:just |then )?(?:called|rang|phoned)(?: me| us)?(?: back"
        rf"| up)?{_NOT_A_THING}",
        Channel.CALL,
        _BOTH,
        lead="",
    ),
    _way(
        rf"{_OTHER} (?:just |then )?(?:face ?timed|zoomed|skyped)(?: me| us)?", Channel.VIDEO, _BOTH, lead=""
    ),
    _way(rf"{_OTHER} (?:just |then )?texted(?: me| us| back)*{_NOT_A_THING}", Channel.TEXT, _IN, lead=""),
    _way(
        rf"{_OTHER} (?:just |then )?(?:whats ?apped|telegrammed)(?: me| us| back)*",
        Channel.CHAT,
        _IN,
        lead="",
    ),
    _way(rf"{_OTHER} (?:just |then )?(?:dm'?e?d)(?: me| us| back)*", Channel.SOCIAL, _IN, lead=""),
    _way(rf"{_OTHER} (?:just |then )?(?:e-?mailed|mailed)(?: me| us| back)*", Channel.EMAIL, _IN, lead=""),
    _way(
        rf"{_OTHER} (?:just |then )?(?:wrote|replied|answered|messaged|pinged)(?: to)?(?: me"
        rf"| us| back)*{_NOT_A_THING}",
        None,
        _IN,
        lead="",
    ),
    _way(
        rf"{_OTHER} (?:came (?:over|by|round)|visited(?: me| us)?|dropped (?:in|by)|stopped by)",
        Channel.IN_PERSON,
        _BOTH,
        lead="",
    ),
    _way(rf"{_OTHER} and (?:i|me) (?:met|had (?:a )?(?:{MEETING})|went)", Channel.IN_PERSON, _BOTH, lead=""),
    _way(rf"{_OTHER} and (?:i|me) (?:spoke|talked|chatted)", None, _BOTH, lead=""),
)
_I_DID = (
    _way(r"missed (?:a |the |her |his |their )?call(?:s)?(?: from)?", Channel.CALL, _IN, then_who=True),
    _way(
        r"(?:tried|trying) (?:to (?:call|ring|phone|reach)|calling|ringing|phoning|reaching)",
        Channel.CALL,
        _OUT,
        then_who=True,
    ),
    _way(
        rf"(?:left|leaving) (?:{THEM} |(?P<who>{_NAMED}?) (?=a |an ))?{_ONE}(?:voice ?mail"
        rf"|message|word)(?: for| with)?",
        Channel.CALL,
        _OUT,
        then_who=True,
    ),
    _way(
        rf"(?:got|get|received|took|had) {_ONE}(?P<medium>{MEDIUM}|message)(?: message)?"
        rf"(?: back)? from",
        None,
        _IN,
        then_who=True,
    ),
    _way(r"heard (?:back )?from", None, _IN, then_who=True),
    _way(
        rf"(?:exchanged|swapped|traded) {_ONE}(?P<medium>{MEDIUM}|messages)(?: with)?",
        None,
        _BOTH,
        then_who=True,
    ),
    _way(rf"(?:gave|give) (?:{THEM} )?a (?:call|ring|buzz|bell)", Channel.CALL, _BOTH, then_who=True),
    _way(
        r"(?:spoke|talked|chatted|was|been|caught up)(?: (?:to|with))? "
        r"(?=[\w .'-]{0,40}\bon the (?:tele)?phone\b)",
        Channel.CALL,
        _BOTH,
        then_who=True,
    ),
    _way(r"(?:called|rang|phoned|telephoned|rung)(?: up| back| with)?", Channel.CALL, _BOTH, then_who=True),
    _way(
        r"(?:zoomed|face ?timed|skyped|video ?called|video ?chatted)(?: with)?",
        Channel.VIDEO,
        _BOTH,
        then_who=True,
    ),
    _way(r"(?:texted|sms'?e?d)", Channel.TEXT, _OUT, then_who=True),
    _way(r"(?:whats ?apped|telegrammed|signalled|signaled)", Channel.CHAT, _OUT, then_who=True),
    _way(r"(?:dm'?e?d|poked)", Channel.SOCIAL, _OUT, then_who=True),
    _way(r"(?:e-?mailed|mailed)(?: to)?", Channel.EMAIL, _OUT, then_who=True),
    _way(r"(?:messaged|pinged)", None, _OUT, then_who=True),
    _way(
        r"(?:wrote|replied|answered)(?: back)?(?: to)?(?! (?:a|an|the) (?:book|article|paper"
        r"|post|blog))",
        None,
        _OUT,
        then_who=True,
    ),
    _way(
        rf"(?:posted|mailed) {_ONE}(?:letter|card|postcard|parcel|package)(?: to)?",
        Channel.POST,
        _OUT,
        then_who=True,
    ),
    _way(
        rf"(?:sent|wrote) {_ONE}(?P<medium>{MEDIUM}|message)(?: message)?(?: to)", None, _OUT, then_who=True
    ),
    _way(rf"(?:sent|wrote) (?:{THEM}|(?P<who>{_NAMED}?)) {_ONE}(?P<medium>{MEDIUM}|message)", None, _OUT),
    _way(r"(?:met|meeting)(?: up)?(?: with)?", Channel.IN_PERSON, _BOTH, then_who=True),
    _way(r"(?:saw|visited|went to see|dropped in on|dropped by)", Channel.IN_PERSON, _BOTH, then_who=True),
    _way(r"(?:ran|bumped) into", Channel.IN_PERSON, _BOTH, then_who=True),
    _way(
        rf"(?:went|going|go|gone)(?: out)? for {_QUICK}\w+(?: with)?", Channel.IN_PERSON, _BOTH, then_who=True
    ),
    _way(
        rf"{_LENGTH}{_QUICK}{_LENGTH}(?P<medium>video(?: (?:call|chat|meeting))|(?:zoom|teams"
        rf"|skype|facetime|google meet)(?: (?:call|chat|meeting))?)(?: with)?",
        None,
        _BOTH,
        then_who=True,
        lead=_LEAD,
    ),
    _way(
        rf"{_LENGTH}{_QUICK}{_LENGTH}(?:phone |telephone )?call(?: (?:with|to))?",
        Channel.CALL,
        _BOTH,
        then_who=True,
    ),
    _way(rf"{_QUICK}call from", Channel.CALL, _BOTH, then_who=True),
    _way(rf"{_QUICK}(?P<medium>e-?mail|text|message|letter|whatsapp) from", None, _IN, then_who=True),
    _way(rf"{_QUICK}(?P<medium>e-?mail|text|message|letter|whatsapp|postcard) to", None, _OUT, then_who=True),
    _way(rf"{_LENGTH}{_QUICK}{_LENGTH}(?:{MEETING})(?: with)?", Channel.IN_PERSON, _BOTH, then_who=True),
    _way(rf"{_QUICK}chat with", None, _BOTH, then_who=True),
    _way(
        r"(?:chatted|talked|spoke|spoken|caught up|catching up|been in touch)(?: (?:to|with))?",
        None,
        _BOTH,
        then_who=True,
    ),
)
WAYS = (*_THEY_DID, *_I_DID)
"""In the order in which they are tried: what the other did first, by their name or as she, he, they."""
