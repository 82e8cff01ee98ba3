"""What the owner means by some words: the one line that says them, those that are called so."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from keepwarm.domain.errors import Ambiguous, Missing
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.text import folded


class Worded(Protocol):
    """A line that says something, and may be done with."""

    @property
    def text(self) -> str: ...

    @property
    def is_open(self) -> bool: ...


K = TypeVar("K", bound=Hashable)
W = TypeVar("W", bound=Worded)


def the_one_that_says(lines: Iterable[W], words: str, *, one: str, several: str, whose: str, see: str) -> W:
    """The one line in whose text the words are; of several the one that is still open; no words name none.

    `one`, `several` and `whose` say in the refusal what was looked through ("referral", "referrals", "with
    Ada"), `see` where all of it stands. Raises Missing, Ambiguous.
    """
    wanted = folded(words)
    found = [line for line in lines if wanted and wanted in folded(line.text)]
    if len(found) > 1:
        found = [line for line in found if line.is_open] or found
    if not found:
        raise Missing(f"No {one} {whose} says {words!r}; see '{see}'.")
    if len(found) > 1:
        texts = "; ".join(line.text for line in found)
        raise Ambiguous(f"Several {several} {whose} say {words!r} ({texts}); write more of one.")
    return found[0]


def those_named(words: str, names: Mapping[int, str]) -> list[int]:
    """Of some names by their ids the one whose id it is, else `those_called` so."""
    named = parse_public_id(words)
    return [named] if named is not None and named in names else those_called(words, names)


def those_called(words: str, names: Mapping[K, str], said: Mapping[K, str] | None = None) -> list[K]:
    """Those whose whole name the words are, else those of whose name they are a part.

    Where more is `said` of them, which takes in the name, a part of that.
    """
    wanted, texts = folded(words), names if said is None else said
    found = [one for one, text in texts.items() if wanted and wanted in folded(text)]
    return [one for one in found if folded(names[one]) == wanted] or found
