"""Which of what is known of somebody may be brought up with them: in a question, or as a first line.

The one rule for every place that puts words into the owner's mouth. What somebody told the owner is theirs to
hear again. What the owner thought, what a file or a mailbox brought, what is private, what is better not
mentioned, and whatever touches these, is not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.people import FactKind
from keepwarm.domain.private_words import sounds_private
from keepwarm.domain.search_words import words_in

TOLD_KINDS = frozenset(
    {
        FactKind.FAMILY,
        FactKind.OCCUPATION,
        FactKind.RECREATION,
        FactKind.MOTIVATION,
        FactKind.GOALS,
        FactKind.ACCOMPLISHMENTS,
        FactKind.INTERESTS,
        FactKind.NETWORKS,
        FactKind.SKILLS,
        FactKind.LIKES,
    }
)
"""What people tell of themselves; not what they dislike, and not the owner's own reasons and questions."""

_SHORTEST, _STEM = 4, 5
"""Letters that a telling word has at least, and by how many two are compared: divorce, divorced."""

_IN_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_WORDS_OF_ANY_TEXT = """
    about after also because been before does from have into like likes more much never only over since
    a an and are as at be but by did do for go got had has he her him his how i if in is it its me my no not
    of off on or our out own say see she so the to too up us was way we who why you
    some than that their them then there they this very were what when which will with would your
"""
_TELLS_NOTHING = frozenset(_WORDS_OF_ANY_TEXT.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something known about somebody; `source` says where from, and is "you" where the owner wrote it."""

    kind: FactKind
    text: str
    learned_on: date
    source: str = OWNER_SAID
    sensitive: bool = False

    @property
    def may_be_used(self) -> bool:
        """Whether it may be used with the person themself: told by them to the owner, not private.

        What other programs' files call a note may be anything.
        """
        return self.kind in TOLD_KINDS and not self.sensitive and self.source == OWNER_SAID

    @property
    def is_silent(self) -> bool:
        """Whether it must not come up, in any words."""
        return self.sensitive or self.kind is FactKind.DO_NOT_MENTION


def silent_words(told: Iterable[Told]) -> frozenset[str]:
    """The telling words of what must not come up."""
    return telling_words(one.text for one in told if one.is_silent)


def telling_words(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words that say what texts are about, by which others are seen to touch them.

    Of a text without any, every word is one that does not stand in everything ("her ex").
    """
    return frozenset(word for text in texts for word in tuple(_telling(text)) or _left(text))


def touches(text: str, silent: frozenset[str]) -> bool:
    """Whether a text speaks of what must not come up, or of anything private, marked so or not."""
    return sounds_private(text) or shares_words(text, silent)


def shares_words(text: str, silent: frozenset[str]) -> bool:
    """Whether a text has a telling word in common with what must not come up: rather too often than once."""
    return not silent.isdisjoint(word[:_STEM] for word in words_in(text))


def _left(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_in(text) if word not in _TELLS_NOTHING)


def _telling(text: str) -> Iterator[str]:
    capitals = {word.lower() for word in _IN_CAPITALS.findall(text)}
    for word in words_in(text):
        long_enough = len(word) >= _SHORTEST or (len(word) > 1 and not word.isascii())
        if word not in _TELLS_NOTHING and (long_enough or word in capitals):
            yield word[:_STEM]
