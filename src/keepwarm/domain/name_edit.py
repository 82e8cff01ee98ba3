"""A name and its parts, of which the owner wrote one otherwise: the other follows where that is plain.

Address books on phones show the parts, so a person who was renamed must not keep an old family name there.
"""

from collections.abc import Mapping

Words = list[str]

_GONE = ""
"""Stands where a word is found no more; no word of a name is like it."""


def parts_after(before: str, after: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The part that changes with the whole name, by its field; none where it cannot be told.

    Where the parts made up the whole name, and the new one lacks exactly one of them, that part is now what
    is new in it.
    """
    held = {field: part.split() for field, part in parts.items() if part.strip()}
    if sorted(before.split()) != sorted(word for part in held.values() for word in part):
        return {}
    rest, lacking = after.split(), []
    for field, part in held.items():
        at = _find(rest, part)
        if at is None:
            lacking.append(field)
        else:
            rest = [*rest[:at], *rest[at + len(part) :]]
    return {lacking[0]: " ".join(rest)} if len(lacking) == 1 else {}


def name_after(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The whole name where parts of it were written otherwise; one that was not in it changes nothing."""
    words, new = name.split(), dict[int, str]()
    for field, part in after.items():
        old = before.get(field, "").split()
        at = _find(words, old) if old else None
        if at is not None:
            new[at] = part
            words[at : at + len(old)] = [_GONE] * len(old)
    changed = (new.get(at, word) for at, word in enumerate(words))
    return " ".join(" ".join(changed).split()) or name


def _find(words: Words, part: Words) -> int | None:
    """Where the words of a part stand one behind the other."""
    return next((at for at in range(len(words)) if words[at : at + len(part)] == part), None)
