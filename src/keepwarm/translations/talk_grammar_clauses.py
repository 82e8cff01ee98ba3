"""A telling in clauses: at commas, full stops and line breaks, and where a new thought begins without one.

A voice that is typed writes no punctuation, so a clause also ends before words that begin one: "she is",
"promised her", "call again". Where such words hang on what stands before ("told her I would"), it goes on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from keepwarm.domain.talk import Span
from keepwarm.translations.talk_grammar_days import DAY_OF_MONTH

_HARD = re.compile(
    r"[;!?\n\r\u2028]+|,(?!\d)|\.(?!\w)(?P<stop>)|\s+[-–—]+\s+|(?<!next)(?<!next step)(?<!next time):(?=\s)"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|dr|mr|mrs|ms|prof|st|jr|sr|approx|e\.g|i\.e)$")
_SENTENCE = re.compile(r"\.\s+(?:she|he|they|we|i|it|her|his|their|next|promised|told)\b")
_AND = re.compile(r"\s*\b(?:and|but|then|so|also|plus)\s+$")
_THEY = r"(?:she|he|they)"
_THEM = r"(?:her|him|them)"
_OPENS = re.compile(
    rf"""(?<![\w'-])(?:
      (?:{_THEY}|we)(?:'\w+)?\ \w | it(?:'s|\ is|\ was)\ \w
    | (?<=\band\ )(?:wants|needs|loves|likes|hates|works|plays|lives|keeps|speaks|hopes|plans
        |has\ (?:a|an|two|three))\b
    | i(?:'ll|'m|'d|'ve)\ \w
    | i\ (?:will|promised|owe|said|gave|told|asked|did|mostly|talked|sent|introduced|need|have\ to|should
        |offered|must|am\ going|helped|recommended|listened)\b
    | (?:her|his|their)\ \w+\ (?:is|was|has|had|lives|works|got|wants|loves|plays|just)\b
    | promised\b | told\ (?:{_THEM}|me)\b | asked\ (?:{_THEM}|me|if|for|whether)\b | offered\b | recommended\b
    | (?:gave|sent|lent|introduced|helped|showed)\ {_THEM}\b | owes?\ (?:me|{_THEM})\b
    | next(?:\ step|\ time)?: | next\ (?:step|time)\b
    | (?:call|calling|ring|text|email|meet|meeting|talk|speak|write|zoom)(?:\ {_THEM})?\ (?:again|back)\b
    | try(?:ing)?(?:\ {_THEM})?\ again\b | follow\ up\b | let(?:'|\ u)s\b | see\ {_THEM}\ again\b
    | prefers?\b | never\ (?:by|call|text|e-?mail|ring|phone|write|on)\b
    | please\ (?:don't|do\ not|call|text)\b
    | (?:don't|do\ not)\ (?:call|ring|phone|text|e-?mail|write)\b
    | (?:better|best|easiest)\ (?:by|to|on|via)\b
    | mostly\ (?:me|{_THEM})\b | half\ and\ half\b
    | no\ (?:answer|reply)\b | (?:left|leaving)\ (?:{_THEM}\ |me\ )?a\ (?:message|voice)
    | didn't\ (?:pick|answer|reach)
    )""",
    re.VERBOSE,
)
_HANGS = re.compile(
    r"""(?:^|[\s'])(?:that|if|whether|because|when|while|what|how|where|why|who|which|as|until|till|after|before|since
    |though|said|says?|thinks?|thought|hopes?|wishes|knows?|knew|than|to|i|we|she|he|they|not|also|has|have|had
    |is|was|just|already|really|could|would|will|ll|might|may|should|the|a|an|my|me|mostly|please|of|about|wrote
    |(?:told|promised|tell|asked)\s(?:me|her|him|them|us)|promised|mentioned|out|apparently|agreed|with|for|rather)$""",
    re.VERBOSE,
)
_SUBJECT = re.compile(
    r"(?!(?:called|rang|phoned|met|saw|texted|emailed|zoomed|wrote|coffee|lunch"
    r"|call|no)\b)\w[\w.'-]*(?: \w[\w.'-]*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of the words, as they were written and in lower case with straight quotes, of one length."""

    start: int
    text: str
    plain: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    def within(self, start: int, end: int) -> Span:
        """Where a part of it stands."""
        return Span(self.start + start, self.start + end)


def plain_words(text: str) -> str:
    """The text in lower case with straight quotes; each character stays where it is."""
    low = "".join(small if len(small := one.lower()) == 1 else one for one in text)
    return low.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ").replace("\t", " ")


def clauses_of(words: str) -> Iterator[Clause]:
    """The clauses in their order; what parts them belongs to none."""
    plain = plain_words(words)
    for start, end in _parted(words, plain):
        for first, last in _opened(plain, start, end):
            if (clause := _trimmed(words, plain, first, last)) is not None:
                yield clause


def _parted(words: str, plain: str) -> Iterator[tuple[int, int]]:
    """At punctuation, but not inside `A.`, `3.30` or a day, nor among the names of "Ada, Bob and Cem"."""
    begin = names_end = 0
    days = [found.span() for found in DAY_OF_MONTH.finditer(plain)]
    for mark in _HARD.finditer(plain):
        is_dot = mark["stop"] is not None
        is_short = is_dot and _ABBREVIATED.search(plain[begin : mark.start()]) is not None
        if is_short and not _SENTENCE.match(plain, mark.start()):
            continue
        if any(first < mark.start() < last for first, last in days):
            continue
        if mark.group() == ",":
            names_end = max(names_end, _names_end(words, mark.start()))
        if mark.end() <= names_end:
            continue
        yield begin, mark.start()
        begin = mark.end()
    yield begin, len(plain)


def _names_end(words: str, comma: int) -> int:
    """Where names with capitals end that stand around a comma, with an "and" before the last; 0 without."""
    before = _WORD_BEFORE.search(words, max(0, comma - _LONGEST_WORD), comma)
    listed = _LISTED.match(words, comma) if before is not None and before[0][0].isupper() else None
    if listed is None:
        return 0
    named = [word for word in _WORD.findall(listed.group()) if word not in _BETWEEN]
    return listed.end() if all(word[0].isupper() and word != "I" for word in named) else 0


_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*|&")
_WORD_BEFORE = re.compile(rf"(?:{_WORD.pattern})$")
_LONGEST_WORD = 40
_A_NAME = r"[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){0,2}?"
_LISTED = re.compile(rf"(?:,\s+{_A_NAME})+,?\s+(?:and|&)\s+[^\W\d_][\w'\u2019.-]*")
_BETWEEN = frozenset(("and", "&"))


def _opened(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Before words that begin a clause of their own; the "and" between belongs to neither."""
    begin = start
    for opens in _OPENS.finditer(plain, start, end):
        before = plain[begin : opens.start()]
        joint = _AND.search(before)
        told = before[: joint.start()] if joint else before.rstrip()
        if not told.strip() or (not joint and _goes_on(told.strip(), opens.group())):
            continue
        yield begin, begin + len(told)
        begin = opens.start()
    yield begin, end


def _goes_on(told: str, opening: str) -> bool:
    """Whether words that could begin a clause belong to those before: what hangs on them, or their verb."""
    if _HANGS.search(told):
        return True
    has_subject = re.match(r"(?:she|he|they|we|it|i|her|his|their|next|let)\b", opening) is not None
    return not has_subject and _SUBJECT.fullmatch(told) is not None


def _trimmed(words: str, plain: str, first: int, last: int) -> Clause | None:
    while first < last and (words[first].isspace() or words[first] in "-–—"):
        first += 1
    while last > first and words[last - 1].isspace():
        last -= 1
    return Clause(start=first, text=words[first:last], plain=plain[first:last]) if first < last else None
