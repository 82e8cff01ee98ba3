"""How the other was called: "Ada", "Dr. Lovelace", "ada lovelace" where nothing has a capital."""

import re

from keepwarm.domain.talk import Told
from keepwarm.translations.talk_grammar_clauses import Clause
from keepwarm.translations.talk_grammar_numbers import NUMBER_WORDS

_NO_NAMES = """
    a about after again ago all also an and around as asked at back because before both briefly but
    by call called can coffee could did dinner do does during earlier everybody everyone few for fri
    friday from gave going good got great had half has have having he he'd he'll he's her here him
    his i i'll if in into is it it's its just last later left likes lives long looking loves lunch
    me met mon monday mostly moved moving my near never new next nice no not of old on once or our
    outside over people prefers promised quarter quickly re really regarding said saturday says sent
    she she'd she'll she's short so some somebody someone started starting sunday than that the
    their them then there these they they're this those through thu thursday to today together told
    tomorrow tonight tue tuesday twice until up us very via wants was we wed wednesday when while
    who will with works would wrote yesterday
"""
_STOPS = NUMBER_WORDS | frozenset(_NO_NAMES.split())
_TOKEN = re.compile(r"\s*([^\W\d_][\w'\u2019.-]*)")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "la", "le", "di", "da", "dos", "del", "el", "al", "bin", "ten")
)
_MOST_WORDS = 3
_MOST_OTHERS = 9
_JOINED = re.compile(r"\s*,?\s+(?P<and>and|&|\+)\s+|\s*,\s+")
_NOTHING_DONE = re.compile(
    r"\s*(?:$|[.,(:]|\s(?:at|on|in|for|about|over|by|via|from|near|after|before|and|&|again|together|today|yesterday"
    r"|this|last|an?|half|\d+)\b)"
)
"""What may stand after one who was there too; of "and Bob left early" Bob is not known to be met."""
_LONGEST_INITIAL = 2


def name_at(clause: Clause, start: int) -> Told[str] | None:
    """The name that stands at a place: its words with capitals, or up to the next little word without."""
    begin = end = start
    capitals = None
    for count in range(_MOST_WORDS + 2):
        token = _TOKEN.match(clause.text, end)
        if token is None:
            break
        word = token[1]
        low = word.lower()
        if low in _STOPS or (len(low) > _LONGEST_INITIAL and low.rstrip(".") in _STOPS):
            break
        is_capital = word[0].isupper()
        if capitals is None:
            capitals, begin = is_capital, token.start(1)
        elif (capitals and not (is_capital or word in _PARTICLES)) or (not capitals and count >= _MOST_WORDS):
            break
        end = token.end(1)
    if capitals is None:
        return None
    value = clause.text[begin:end]
    if value.endswith("'s"):
        return None
    return Told(value=value, span=clause.within(begin, end))


def _may_be_done(clause: Clause, name: Told[str]) -> bool:
    """Whether a word without a capital is rather what was done: "called Ada and talked about it"."""
    return clause.text != clause.plain or name.value.split()[0].endswith("ed")


def others_at(clause: Clause, end: int) -> tuple[Told[str], ...]:
    """Who else was there, by the names that follow the first: "Ada, Bob and Grace Hopper"."""
    found: list[Told[str]] = []
    sure = 0
    while len(found) < _MOST_OTHERS and (joint := _JOINED.match(clause.plain, end)):
        name = name_at(clause, joint.end())
        if name is None:
            break
        end = name.span.end - clause.start
        if not clause.text[name.span.start - clause.start].isupper() and _may_be_done(clause, name):
            break
        if not _NOTHING_DONE.match(clause.plain, end):
            break
        found.append(name)
        if joint["and"]:
            sure = len(found)
    return tuple(found[:sure])
