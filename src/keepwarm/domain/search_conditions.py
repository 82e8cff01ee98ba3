"""A filter as conditions on the terms of the index: what is asked of words, places, tags and standing.

Stage, rhythm and the last contact change with the day and are no terms.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from keepwarm.domain.filters import HELD, Choices, Filter
from keepwarm.domain.people import HandleKind, Standing
from keepwarm.domain.search_terms import Kind, term_of_tag, value_term
from keepwarm.domain.search_words import is_one_letter, words_looked_for

UNLISTED = (Standing.BY_RELATION, Standing.CORRESPONDENT)
"""Who is in no list of people unless asked for."""

_EVERY_STANDING = frozenset(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Met by whoever has this term, or with `begins` one that begins like it."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Met by whoever meets one of them; there is one at least."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Met by whoever meets them all, of which there is one at least, and none of the others."""

    parts: "tuple[Condition, ...]"
    none: "tuple[Condition, ...]" = ()


Condition = Term | AnyOf | AllOf

ANYBODY = Term(text=Kind.ANYBODY)
_NOBODY = Term(text=Kind.NOBODY)


def condition_of(wanted: Filter) -> AllOf | None:
    """Who is meant, as far as terms can say it; None where they need not be looked at.

    Who is known by relation only, or waits to be added, is meant where the filter names their standing.
    """
    parts = (*words_asked(Kind.WORD, wanted.words), *_chosen(wanted.choices))
    none = tuple(_chosen(wanted.but_not))
    if not parts and not none and not wanted.choices.standings:
        return None
    unasked = () if wanted.choices.standings else tuple(value_term_of(one) for one in UNLISTED)
    return AllOf(parts=parts or (ANYBODY,), none=(*none, *unasked))


def in_name(wanted: Filter) -> AllOf | None:
    """That every word of the filter is in somebody's name; None where there are no words."""
    parts = words_asked(Kind.NAME, wanted.words)
    return AllOf(parts=parts) if parts else None


def words_asked(kind: Kind, query: str) -> tuple[Condition, ...]:
    """That every word of a query begins a word of this kind; a single letter, one of somebody's names."""
    return tuple(
        _any_of(
            Term(text=(Kind.NAME if kind is Kind.WORD and is_one_letter(word) else kind) + word, begins=True)
            for word in spellings
        )
        for spellings in words_looked_for(query)
    )


def value_term_of(standing: Standing) -> Term:
    """That somebody is to be treated so."""
    return Term(text=value_term(Kind.STANDING, standing))


def _chosen(choices: Choices) -> Iterator[Condition]:
    if choices.standings and choices.standings != _EVERY_STANDING:
        yield _any_of(value_term_of(one) for one in sorted(choices.standings))
    if choices.channels:
        serving = (kind for kind in HandleKind if choices.channels.intersection(kind.channels))
        found = [Term(text=value_term(Kind.HAS, HELD[kind])) for kind in serving]
        yield _any_of(found) if found else _NOBODY
    if choices.traits:
        yield _any_of(Term(text=value_term(Kind.HAS, one)) for one in sorted(choices.traits))
    if choices.tags:
        yield _any_of(Term(text=term_of_tag(tag)) for tag in sorted(choices.tags))
    yield from _one_of(Kind.CITY, choices.cities)
    yield from _one_of(Kind.COUNTRY, choices.countries)
    yield from _one_of(Kind.ORGANIZATION, choices.organizations)


def _one_of(kind: Kind, values: Collection[str]) -> Iterator[Condition]:
    """That one of several values is met, each by all of its words; a value of no word asks for nothing."""
    found = [AllOf(parts=parts) for value in sorted(values) if (parts := words_asked(kind, value))]
    if found:
        yield _any_of(found)


def _any_of(parts: Iterable[Condition]) -> Condition:
    found = tuple(parts)
    return found[0] if len(found) == 1 else AnyOf(parts=found)
