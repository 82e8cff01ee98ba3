"""What is open after a talk: promises of both, the next contact, and what was given and asked for."""

import re
from datetime import date, timedelta

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import Favour, FavourState, FoundPromise, FoundStep
from keepwarm.domain.people import Side
from keepwarm.domain.talk import Told
from keepwarm.translations.talk_grammar_clauses import Clause
from keepwarm.translations.talk_grammar_days import find_coming, find_past
from keepwarm.translations.talk_grammar_media import MEDIUM, MEETING, THEM

_OTHER = r"(?:(?:she|he|they)|(?P<who>(?!(?:i|we|it)\b)[^\W\d_][\w'.-]*(?: [^\W\d_][\w'-]*)?))"
_I = r"(?:(?:and|but|then|so|also) )?(?:i )?(?:also |have |just )?"
_MY_WILL = r"(?:i'll|i will|i'd|i would|i am going to|i'm going to|i'm gonna|going to|i can|i could)"
_DOES = (
    r"(?:send|introduce|call|ask|bring|give|get back|look|check|find|write|let (?:me|us)"
    r"|e-?mail|text|share|forward"
    r"|put|try|help|talk to|speak to|tell|lend|show|pay|arrange|organi[sz]e|set up|connect"
    r"|pass|read|review|think"
    r"|come back|recommend|mention|ring|phone|prepare|draft|invite|book|post|message"
    r"|support|meet|confirm|reply"
    r"|answer|provide|make|do|see)\b"
)

_SOMEBODY = (
    r"(?!(?:me|us|a|an|the|my|her|his|their|it|some|for|to|if|whether)\b)[^\W\d_][\w.'-]*"
    r"(?: [^\W\d_][\w'-]*)?"
)
_WHOM = rf"(?:{THEM}|{_SOMEBODY}(?= (?:the|an?|my|our|some|two|his|her|their)\b))"
_WHOM_ASKED = rf"(?:{THEM}|{_SOMEBODY}(?= (?:for|to|if|whether)\b))"

_MINE = tuple(
    re.compile(words)
    for words in (
        rf"{_I}promised (?:{THEM} )?(?:that )?(?:i'd |i would |i'll |to )(?P<text>.+)",
        rf"{_I}promised (?:{_WHOM} )?(?P<text>.+)",
        rf"{_I}(?:told|assured) (?:{THEM}|[^\W\d_][\w.-]*) (?:that )?{_MY_WILL} (?P<text>.+)",
        rf"{_I}(?:said|agreed) (?:that )?(?:{_MY_WILL}|to) (?P<text>.+)",
        rf"{_I}owe (?:{THEM} )?(?P<text>.+)",
        rf"(?:and |but |so )?{_MY_WILL} (?:also )?(?P<text>.+)",
        r"(?:i |we )?(?:need|have|got|want|must|should|ought)(?: to)? (?:remember to )?"
        r"(?P<text>(?!(?:a|an|the|had|been)\b)\w+ .+)",
        r"(?:to ?do|my turn|action(?: for me)?):? (?:to )?(?P<text>.+)",
        r"remember to (?P<text>.+)",
    )
)
_THEIRS = tuple(
    re.compile(words)
    for words in (
        rf"{_OTHER} (?:has |have |also )?promised (?:me |us )?(?:that )?(?:(?:she|he|they)(?:'d"
        rf"|'ll| would| will) |to )?(?P<text>.+)",
        rf"{_OTHER} (?:said|told me|told us|agreed|offered)(?: that)? (?:(?:she|he|they)(?:'d"
        rf"|'ll| would| will|'s going to| is going to)) (?P<text>{_DOES}.*)",
        rf"{_OTHER} agreed to (?P<text>.+)",
        rf"{_OTHER} owes? (?:me|us) (?P<text>.+)",
        rf"{_OTHER}(?:'ll| will|'s going to| is going to| are going to|'re going to| wants to) "
        rf"(?:also |then )?(?P<text>(?={_DOES}).*\b(?:me|us|my|our)\b.*)",
        rf"{_OTHER}(?:'ll| will|'s going to| is going to| are going to|'re going to) (?:also "
        rf"|then )?(?P<text>{_DOES}.*)",
    )
)

_CONTACT = (
    r"(?:call|ring|phone|text|e-?mail|write(?: to)?|meet(?: up)?|see|visit|zoom|facetime"
    r"|whatsapp|message|talk(?: to| with)?|speak(?: to| with)?|check in|check back"
    r"|follow up|catch up|get together|get back|reach out|touch base)"
)
_AFTER_CONTACT = (
    rf"(?: {THEM}| each other| with {THEM}| to {THEM})?(?: again| back| up)?(?: (?:for|with"
    rf"|about|on|in|next|tomorrow|at|over|this|to)\b.*)?"
)
_STEPS = tuple(
    re.compile(words)
    for words in (
        r"(?:the )?next(?: steps?| time| contact)?: *(?:is |to )?(?P<text>.*)",
        r"(?:the )?next (?:steps?|time|contact)(?: is| to|,)? (?P<text>.+)",
        rf"(?:let's|let us|we should|we shall|we'll|we will|we agreed to|agreed to|we want to"
        rf"|we're going to|we said we'd|shall|to) (?P<text>(?:{_CONTACT}|have|do|go|get|grab"
        rf"|take|try).*)",
        r"(?:we're|we are) (?P<text>(?:having|meeting|seeing|going|doing|talking|speaking"
        r"|calling|zooming).*)",
        rf"(?:i'll|i will|i'm going to|will|going to|should|i should|need to|i need to) "
        rf"(?P<text>{_CONTACT}{_AFTER_CONTACT})",
        rf"(?P<text>(?:{_CONTACT}|calling|meeting|talking|speaking)(?: {THEM})? (?:again|back)\b.*)",
        rf"(?:(?:i'll|i will|will|going to) )?"
        rf"(?P<text>try(?:ing)?(?: {THEM}| calling| ringing)? (?:again|back)\b.*)",
        r"(?P<text>(?:follow up|check in|check back|touch base|catch up again|get back)\b.*)",
    )
)
_DATED = re.compile(
    rf"(?P<text>(?:(?:a |an |the |our )?(?:quick |short )?(?:{MEETING}|zoom|call|video call"
    rf"|phone call|teams)|{_CONTACT}|having|seeing|meeting|drinks?)\b.*)"
)
_BARE = re.compile(rf"(?:{MEETING}|zoom|call|video call|phone call|teams)\b")
_PLACES = (
    (re.compile(r"\b(?:zoom|video|teams|skype|facetime|google meet)"), Channel.VIDEO),
    (re.compile(rf"\b(?!catch)(?:meet|see|visit|{MEETING}|get together|in person)"), Channel.IN_PERSON),
    (re.compile(r"\b(?:call|ring|phone)"), Channel.CALL),
    (re.compile(r"\b(?:text|sms)"), Channel.TEXT),
    (re.compile(r"\b(?:e-?mail|write)"), Channel.EMAIL),
    (re.compile(r"\b(?:whatsapp|signal|telegram)"), Channel.CHAT),
    (re.compile(r"\blinkedin"), Channel.SOCIAL),
)
_HALF_A_YEAR = timedelta(days=182)
_NOT_GIVEN = (
    rf"(?!(?:a |an |the |another )?(?:quick |short |long |nice )?(?:{MEDIUM}|message|ring"
    rf"|hug|buzz|bell|reply|answer|wave)\b(?! of|'s))"
)
_GAVE = r"(?:gave|lent|sent|passed|forwarded|showed|brought|bought|got|found|shared|handed)"
_DID = (
    r"(?:introduced|recommended|helped|connected|referred|put in|vouched|invited|supported"
    r"|fixed|reviewed|proofread|mentored|endorsed|picked up|drove)"
)
_IF = r"(?:if|whether)"


def _said(side: Side, state: FavourState, words: str) -> tuple[Side, FavourState, re.Pattern[str]]:
    return side, state, re.compile(words)


_FAVOURS = (
    _said(
        Side.MINE,
        FavourState.WANTED,
        rf"{_OTHER} (?:wants|wanted|needs|would like) (?:me|us) to (?P<text>.+)",
    ),
    _said(Side.MINE, FavourState.OFFERED, rf"{_I}offered (?:{THEM} )?(?:to )?(?P<text>.+)"),
    _said(Side.MINE, FavourState.DONE, rf"{_I}{_GAVE} {_WHOM} (?P<text>{_NOT_GIVEN}.+)"),
    _said(
        Side.MINE,
        FavourState.DONE,
        rf"{_I}(?:shared|passed on|forwarded) (?P<text>{_NOT_GIVEN}.+ (?:with|to) {THEM}\b.*)",
    ),
    _said(Side.MINE, FavourState.DONE, rf"{_I}(?P<text>{_DID} .+)"),
    _said(
        Side.THEIRS,
        FavourState.WANTED,
        rf"{_I}asked(?: {_WHOM_ASKED})? (?:for|{_IF} (?:she|he|they)(?:'d| could| can| would"
        rf"| might)|to) (?P<text>.+)",
    ),
    _said(
        Side.THEIRS,
        FavourState.OFFERED,
        rf"{_OTHER} (?:has |have |also |kindly )?offered (?:me |us )?(?:to )?(?P<text>.+)",
    ),
    _said(
        Side.THEIRS,
        FavourState.DONE,
        rf"{_OTHER} (?:has |have |also |kindly )?{_GAVE} (?:me|us) (?P<text>{_NOT_GIVEN}.+)",
    ),
    _said(
        Side.THEIRS,
        FavourState.DONE,
        rf"{_OTHER} (?:has |have |also |kindly )?(?P<text>{_DID} (?:me|us|my|in a)\b.*)",
    ),
    _said(Side.THEIRS, FavourState.DONE, rf"{_OTHER} (?:has |have |also )?(?P<text>recommended .+)"),
    _said(
        Side.MINE,
        FavourState.WANTED,
        rf"{_OTHER} (?:has |have |also )?asked(?: me| us)? (?:for|{_IF} (?:i|we) (?:could|can"
        rf"|would|might|knew|know)|to) (?P<text>.+)",
    ),
)


def read_promise(clause: Clause, today: date) -> Told[FoundPromise] | None:
    """What one of the two said they would do, by when, and whose word it is."""
    for side, ways in ((Side.MINE, _MINE), (Side.THEIRS, _THEIRS)):
        for words in ways:
            found = words.fullmatch(clause.plain)
            if found is not None and not (side is Side.MINE and found.groupdict().get("who")):
                text, due_on = without_day(clause.text[slice(*found.span("text"))], today)
                if text:
                    return Told(value=FoundPromise(side=side, text=text, due_on=due_on), span=clause.span)
    return None


def read_step(clause: Clause, today: date, *, talked: bool) -> Told[FoundStep] | None:
    """The next contact; `talked` says that the talk itself is told elsewhere, so that this is none."""
    for words in _STEPS:
        if found := words.fullmatch(clause.plain):
            return _step(clause, found, today)
    found, day = _DATED.fullmatch(clause.plain), find_coming(clause.plain, today)
    if (
        found is None
        or day is None
        or _is_rather_past(clause, day.on, today)
        or re.search(r"\b(?:yesterday|ago|last)\b", clause.plain)
    ):
        return None
    if talked or day.only_coming or not _BARE.match(clause.plain):
        return _step(clause, found, today)
    return None


def _is_rather_past(clause: Clause, on: date, today: date) -> bool:
    """Whether "lunch on 5 november", said on the 22nd, was rather a fortnight ago than is in a year."""
    return on < today or (on - today > _HALF_A_YEAR and find_past(clause.plain, today) is not None)


def _step(clause: Clause, found: re.Match[str], today: date) -> Told[FoundStep]:
    told = clause.text[slice(*found.span("text"))]
    text, due_on = without_day(told, today)
    plain = told.lower()
    channel = next((channel for words, channel in _PLACES if words.search(plain)), None)
    if plain.startswith(("ask", "tell", "bring", "show", "give")):
        channel = None
    return Told(value=FoundStep(text=text, due_on=due_on, channel=channel), span=clause.span)


def read_favour(clause: Clause) -> Told[Favour] | None:
    """What one gave the other, offered, or was asked for."""
    for side, state, words in _FAVOURS:
        found = words.fullmatch(clause.plain)
        if found is not None:
            text = clause.text[slice(*found.span("text"))].strip(" .")
            if text:
                return Told(value=Favour(side=side, text=text, state=state), span=clause.span)
    return None


def without_day(text: str, today: date) -> tuple[str, date | None]:
    """The words without the day that they name, and the day."""
    found = find_coming(text.lower() if len(text.lower()) == len(text) else text, today)
    if found is None:
        return text.strip(" ."), None
    rest = f"{text[: found.start].rstrip()} {text[found.end :].lstrip()}".strip(" .,")
    return rest, found.on
