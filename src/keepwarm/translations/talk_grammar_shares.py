"""How much of the talking was whose: "mostly me", "she talked most of the time"."""

import re

from keepwarm.domain.talk import Told
from keepwarm.translations.talk_grammar_clauses import Clause

_SHARES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?:{words})$"), share)
    for words, share in (
        (r"(?:it was )?(?:almost )?(?:all|only) me|i (?:did )?all (?:of )?the talking", 90),
        (
            r"(?:it was )?(?:almost )?(?:all|only) (?:her|him|them)|(?:she|he|they) did all "
            r"(?:of )?the talking",
            10,
        ),
        (
            r"(?:it was )?mostly me|i (?:talked|spoke) (?:most(?:ly)?(?: of the time)?|too much|a lot)"
            r"|i did (?:most of the|too much|all the) talk(?:ing)?|i talked more|(?:she|he|they) "
            r"(?:mostly|just) listened",
            75,
        ),
        (
            r"(?:it was )?mostly (?:her|him|them)|(?:she|he|they) (?:talked|spoke) (?:most(?:ly)?"
            r"(?: of the time)?|a lot)"
            r"|(?:she|he|they) did most of the talking|(?:she|he|they) talked more|i (?:mostly"
            r"|just|mainly) listened"
            r"|i listened(?: mostly)?",
            25,
        ),
        (r"(?:about )?(?:half and half|fifty[ -]fifty|50[:/-]50|both equally|we both talked)", 50),
    )
)


def read_share(clause: Clause) -> Told[int] | None:
    """How much of the talking was the owner's, where the clause says that."""
    plain = clause.plain.strip(" .!")
    for words, share in _SHARES:
        if words.match(plain):
            return Told(value=share, span=clause.span)
    return None
