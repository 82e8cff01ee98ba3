"""How a name is sorted, and what to call its bearer, in any culture.

Sorted is by the family name as it is written: what stands before it in lower case (van der, de la, al-)
is passed over, so that "van der Berg" stands under B and "Van der Berg" under V. Of names that are not
taken apart the whole is sorted. Han is sorted by how it sounds, where that is known.
"""

import re

from keepwarm.domain.people import Person
from keepwarm.domain.scripts import is_eastern
from keepwarm.domain.text import folded

_PARTICLE = re.compile(r"['’]?[^\W\d_]+(?:[-'’]|\s+)")
_BETWEEN_PARTS = "\t"
"""Sorts before every letter and space, so that the Bergs come before the Berg Hansens."""

FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""The languages that say the family name first, whatever the script."""


def sort_key(name: str, *, given: str = "", family: str = "", phonetic: str = "") -> str:
    """What people are sorted by, in the order of its code points."""
    if phonetic and is_eastern(family or name):
        return folded(phonetic) + _BETWEEN_PARTS + folded(name)
    if not folded(family):
        return folded(name)
    main = without_particles(family)
    particles = family.strip().removesuffix(main)
    return _BETWEEN_PARTS.join((folded(main), folded(given), folded(particles), folded(name)))


def without_particles(family: str) -> str:
    """The family name from its first capital on; what is in lower case throughout keeps its last word."""
    rest = family.strip()
    while (particle := _PARTICLE.match(rest)) and particle[0].islower():
        rest = rest[particle.end() :]
    return rest


def called(person: Person) -> str:
    """What to call somebody in a greeting or a short line; never by the family name alone.

    That is the nickname, else the given name, else the whole name. In China, Japan and Korea a given
    name is for the closest only, so a name in their scripts is said whole; and an initial is no name.
    """
    if person.nickname.strip():
        return person.nickname.strip()
    given = person.given.strip()
    if given and not is_eastern(given) and len(folded(given).replace(" ", "")) > 1:
        return given
    name = person.name.strip()
    if name == person.family.strip():
        return " ".join(part for part in (person.prefix.strip(), name) if part)
    return name


def full_name_in_order(
    *, given: str, family: str, prefix: str = "", middle: str = "", suffix: str = "", language: str = ""
) -> str:
    """The whole name from its parts, as its culture says it.

    The family name comes first where it is written in Han, kana or Hangul, and in the languages of
    FAMILY_FIRST: of other names the letters do not tell, so `language` (BCP 47) has to. A Vietnamese
    middle name stands before the given name, a Hungarian one after it.
    """
    spoken = language.partition("-")[0].lower()
    if spoken == "vi":
        inner = (family, middle, given)
    elif spoken in FAMILY_FIRST or is_eastern(family):
        inner = (family, given, middle)
    else:
        inner = (given, middle, family)
    return " ".join(" ".join((prefix, *inner, suffix)).split())
