"""What was learned: which words say something of the other, under which kind it goes, and what is private."""

import re

from keepwarm.domain.people import FactKind
from keepwarm.domain.private_words import sounds_private
from keepwarm.domain.talk import Told, ToldFact
from keepwarm.translations.talk_grammar_clauses import Clause

KINDS: tuple[tuple[FactKind, str], ...] = (
    (
        FactKind.DISLIKES,
        r"hates?|dislikes?|(?:doesn't|don't|does not) (?:like|enjoy)|can't stand|cannot stand",
    ),
    (FactKind.DO_NOT_MENTION, r"(?:don't|do not|better not) mention|doesn't want to talk about"),
    (
        FactKind.GOALS,
        r"wants? to|wanted to|hop(?:es|ing) to|plan(?:s|ning) (?:to|an?|the)|needs?|would "
        r"(?:like|love) to|'d (?:like|love) to|goal|aim(?:s|ing) to"
        r"|trying to|looking (?:for|to)|wants? (?:a|an|more)|dreams? of|saving (?:up )?for"
        r"|about to|training for"
        r"|applying|preparing",
    ),
    (
        FactKind.ACCOMPLISHMENTS,
        r"won|passed|graduated|published|launched|award|prize|degree|finished|completed|raised"
        r"|sold (?:the|her|his) company"
        r"|record|certified|ran (?:a|the|her|his)(?: first)?(?: half)? marathon",
    ),
    (
        FactKind.FAMILY,
        r"wife|husband|partner|mother|father"
        r"|mum|mom|dad|parents?|sisters?|brothers?|sons?|daughters?|kids?|child|children|baby"
        r"|twins|married|marrying"
        r"|wedding|engaged|divorc\w*|separated|family|grand(?:mother|father|parents|ma|pa|son"
        r"|daughter|children)|aunt|uncle|cousin|nephew|niece"
        r"|pregnant|born|dogs?|cats?|puppy|boyfriend|girlfriend|fianc\w+|in-laws?",
    ),
    (
        FactKind.OCCUPATION,
        r"jobs?|works?|working|worked|company|boss|office|promot\w+|hired|fired|laid off"
        r"|started (?:at|with|as|a)|starts at"
        r"|starting at|joined|role|position|manager|manages|freelanc\w*|startup|start-up"
        r"|clients?|retir\w+|project|career"
        r"|profession|teaches|teacher|lawyer|doctor|nurse|engineer|pilot|employ\w+|business"
        r"|runs a|founded|quit|resigned",
    ),
    (FactKind.GOALS, r"mov(?:ing|es?)|relocating|emigrating|off to live"),
    (
        FactKind.NETWORKS,
        r"member|knows|on the board|chairs?|club|association|alumni|friends with|network"
        r"|rotary|committee|volunteers?"
        r"|community|chamber of commerce",
    ),
    (
        FactKind.SKILLS,
        r"speaks|good at|great at|expert|knows how|fluent|can (?:code|program|draw|fix"
        r"|translate|sew|build)|skilled",
    ),
    (
        FactKind.MOTIVATION,
        r"cares? about|matters to|motivat\w+|passion\w*|believes in|what drives|important to"
        r"|worried about|proud of",
    ),
    (FactKind.LIKES, r"likes?|loves?|enjoys?|fan of|favou?rite|into|adores?|fond of"),
    (
        FactKind.RECREATION,
        r"play(?:s|ing|ed)?|sail\w*|ski(?:s|ing)?|runs|running|jog\w*|marathon|cycl\w+|hik\w+"
        r"|garden\w*|bees|beekeeping"
        r"|off to|travel\w*|trips?|holidays?|vacation|chess|football|soccer|tennis|golf|band"
        r"|guitar|piano|cello|violin|choir|yoga"
        r"|swim\w*|danc\w+|paint\w*|pottery|fishing|climb\w+|surf\w*|knit\w*|bak(?:es|ing)"
        r"|cook(?:s|ing)|camping|diving",
    ),
)
"""The kinds in the order in which their words are looked for; what has none of them is an interest.

A move is a plan of theirs, and is looked for after their relatives and their work: it is theirs alone only
where it is told of neither.
"""

_KINDS = tuple((kind, re.compile(rf"(?<![\w])(?:{words})(?![\w])")) for kind, words in KINDS)

_SPEECH = re.compile(
    r"(?:(?:and|but|so|also|because|that|btw|by the way),? )*"
    r"(?:(?:(?:she|he|they|i|it) )?(?:also |just )?"
    r"(?:told me|told us|says?|said|mentioned|mentions|turns out|turned out|apparently"
    r"|learned|learnt|found out|heard|discovered"
    r"|thinks|explained|talked about how|seems)(?: that)? (?!to\b))?"
)
_BECAME = re.compile(r"(?:she|he|they)(?:'s|'re| is| are| was| were)(?: also| now| just| still)? (?=\w)")
_PRONOUN = re.compile(r"(?:she|he|they) (?=\w)|(?:she|he|they)(?='(?:ll|d|ve) )")
_WILL = {"'ll ": "will ", "'d ": "would ", "'ve ": "have "}
_POSSESSIVE = re.compile(r"(?:her|his|their|both|the (?:kids|children|family|baby|company|business)) \w")
_NAMED = re.compile(
    r"(?P<who>(?!(?:i|we|it|this|that|there|what|you)\b)[^\W\d_][\w.'-]*"
    r"(?: [^\W\d_][\w'-]*)?)(?:'s (?=\w+ing\b)| (?:is|was) | (?=(?:has|loves|likes|hates"
    r"|wants|works|plays|lives"
    r"|speaks|keeps|knows|moved|started|won|studies|runs|teaches|enjoys|collects|got|will|promised)\b))"
)
_CUES = re.compile(
    r"(?:just |recently |now |still |also )?(?:mov(?:ing|ed)|relocating|has|have|had"
    r"|loves?|likes?|hates?|wants|wanted|works|working"
    r"|lives|living|plays|playing|speaks|started|starting|starts|new (?:job|role|flat"
    r"|house|baby|dog|company|boss|boat|hobby)|got (?:married"
    r"|promoted|engaged|divorced|a (?:new|dog|cat|job))|became|looking for|interested in"
    r"|cares|keeps|keeping|stud(?:ies|ying)|learning|reading"
    r"|member of|collects|teaches|teaching|training for|planning|hoping|dreams|married"
    r"|divorced|engaged|expecting|retir(?:ing|ed)"
    r"|doesn't like|does not like|can't stand|fan of|favou?rite|passionate|worried about"
    r"|good at|fluent in|into|travel(?:s|ling|ing)"
    r"|writing|building|launching|launched|finished|published|passed|won|left|quit|sold"
    r"|bought|buying|selling|volunteers|enjoys)\b"
)
_MINE = re.compile(r"(?:i|we|my|our|i'm|i've|we're|you)\b")
_SMALL_TALK = re.compile(
    r"(?:very |really |quite |so |all |doing |pretty |a bit )*(?:well|fine|good|great|ok"
    r"|okay|busy|happy|tired|there|back|lovely|nice"
    r"|in a hurry|late|glad|here|in|out|out of office)(?: (?:and|now|again|today|too).*)?"
)
_EMPTY = re.compile(
    r"(?:said|says|was|is|has|did|does|asked|told me|thinks?|knows?|mentioned|sends? "
    r"(?:her|his) (?:love|regards))"
)


def read_fact(clause: Clause) -> Told[ToldFact] | None:
    """What a clause says of the other; None where it tells of something else."""
    spoken = _SPEECH.match(clause.plain)
    begin = spoken.end() if spoken else 0
    text = _said_of_them(clause, begin)
    plain = text.lower()
    if not text or _SMALL_TALK.fullmatch(plain) or _EMPTY.fullmatch(plain):
        return None
    return Told(value=told_fact(text), span=clause.span)


def told_fact(text: str) -> ToldFact:
    """The fact that words make, under the kind of its words."""
    plain = text.lower().replace("\u2019", "'")
    kind = next((kind for kind, words in _KINDS if words.search(plain)), FactKind.INTERESTS)
    return ToldFact(kind=kind, text=text, sensitive=sounds_private(plain))


def named_subject(clause: Clause) -> tuple[str, int] | None:
    """Who is spoken of by name at the beginning of a clause, and where what is said of them begins."""
    found = _NAMED.match(clause.plain)
    if found is None or not clause.text[0].isupper() or _POSSESSIVE.match(clause.plain):
        return None
    return clause.text[slice(*found.span("who"))], found.end()


def _said_of_them(clause: Clause, begin: int) -> str:
    plain, text = clause.plain[begin:], clause.text[begin:]
    if found := _BECAME.match(plain):
        return text[found.end() :].strip(" .")
    if found := _PRONOUN.match(plain):
        rest = text[found.end() :].strip(" .")
        short = next((short for short in _WILL if rest.lower().startswith(short)), "")
        return _WILL[short] + rest[len(short) :] if short else rest
    if _POSSESSIVE.match(plain) or _CUES.match(plain):
        return text.strip(" .")
    if begin == 0 and (named := named_subject(clause)) and not _MINE.match(plain):
        who, start = named
        return text.strip(" .") if "." in who or len(who.split()) > 1 else text[start:].strip(" .")
    return text.strip(" .") if begin and spoken_of_somebody(plain) else ""


def spoken_of_somebody(plain: str) -> bool:
    """Whether what follows "turns out" or "told me that" is of the other at all."""
    return len(plain.split()) > 1 and not _MINE.match(plain)
