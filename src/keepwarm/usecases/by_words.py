"""The one line that the owner means by some of its words."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from keepwarm.domain.errors import Ambiguous, Missing
from keepwarm.domain.text import folded


class Worded(Protocol):
    """A line that says something, and may be done with."""

    @property
    def text(self) -> str: ...

    @property
    def is_open(self) -> bool: ...


W = TypeVar("W", bound=Worded)


def the_one_that_says(lines: Iterable[W], words: str, *, one: str, several: str, whose: str, see: str) -> W:
    """The one line in whose text the words are; of several the one that is still open.

    `one`, `several` and `whose` say in the refusal what was looked through ("referral", "referrals", "with
    Ada"), `see` where all of it stands. Raises Missing, Ambiguous.
    """
    wanted = folded(words)
    found = [line for line in lines if wanted in folded(line.text)]
    if len(found) > 1:
        found = [line for line in found if line.is_open] or found
    if not found:
        raise Missing(f"No {one} {whose} says {words!r}; see '{see}'.")
    if len(found) > 1:
        texts = "; ".join(line.text for line in found)
        raise Ambiguous(f"Several {several} {whose} say {words!r} ({texts}); write more of one.")
    return found[0]
