"""Whether what somebody told or offered has to do with what the owner looks for."""

from keepwarm.domain.facts_told import telling_words
from keepwarm.domain.search_words import words_in

_SHORTEST = 4
"""Letters of a word that may also begin a longer one (flat, flats); a shorter one has to be the word."""


def words_needed(wanted: str) -> frozenset[str]:
    """The beginnings of the telling words of what is looked for, of a plural that of its singular."""
    return frozenset(map(_singular, telling_words([wanted]))) if wanted.strip() else frozenset()


def fits(text: str, needed: frozenset[str]) -> bool:
    """Whether a word of the text begins as one that is needed."""
    return any(_begins(word, one) for word in words_in(text) for one in needed)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word.endswith("s") and not word.endswith("ss") else word


def _begins(word: str, one: str) -> bool:
    return word.startswith(one) if len(one) >= _SHORTEST else word == one
