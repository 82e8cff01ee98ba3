"""The columns of a table of people: what each is taken for, and what the owner says instead."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from keepwarm.domain.errors import Invalid
from keepwarm.domain.text import folded

_MOST_DIGITS = 4


class ColumnMeaning(StrEnum):
    """What the cells of a column are of a person; `KEEP` has no place here and is kept with the row."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    MIDDLE = "middle"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    ORGANIZATION = "organization"
    TITLE = "title"
    DEPARTMENT = "department"
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    PROFILE = "profile"
    ADDRESS = "address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    CODE = "code"
    COUNTRY = "country"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    NOTE = "note"
    TAGS = "tags"
    RELATION = "relation"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedColumn:
    """A column of a table: its title as written, what it is taken for, and some of its first values."""

    title: str
    meaning: ColumnMeaning
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProposal:
    """What each column of a table is taken for, in the order of the table."""

    columns: tuple[ProposedColumn, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the titles in their order, whatever their case and spaces, in hexadecimal."""
        titles = (" ".join(column.title.casefold().split()) for column in self.columns)
        return hashlib.sha256("\n".join(titles).encode(errors="replace")).hexdigest()

    @property
    def keys(self) -> tuple[str, ...]:
        """What names each column alone: its title, or its number from 1 where the title does not."""
        said = [folded(column.title) for column in self.columns]
        return tuple(
            str(number) if not one or _is_number(one) or said.count(one) > 1 else column.title
            for number, (column, one) in enumerate(zip(self.columns, said, strict=True), 1)
        )

    @property
    def mapping(self) -> dict[str, str]:
        """Each column's meaning, by its key."""
        return {key: column.meaning.value for key, column in zip(self.keys, self.columns, strict=True)}


def chosen_columns(proposal: ColumnProposal, said: Mapping[str, str]) -> ColumnProposal:
    """The proposal with these columns taken for what is said; the others stay.

    A number names the column of that place, from 1; anything else every column of that title, whatever
    its case and punctuation. Raises Invalid, in words that follow the name of the table.
    """
    columns = list(proposal.columns)
    for key, word in said.items():
        meaning = get_meaning(word)
        for place in _places_of(proposal, key):
            columns[place] = replace(columns[place], meaning=meaning)
    return replace(proposal, columns=tuple(columns))


def parse_columns(pairs: Sequence[str]) -> dict[str, str]:
    """The columns that are named as `Full name=name`, each with its meaning. Raises Invalid."""
    said = {}
    for pair in pairs:
        key, equals, word = pair.rpartition("=")
        if not equals or not key.strip():
            raise Invalid(f'{pair!r} names no column; write its title and a meaning, like "Full name=name".')
        said[key.strip()] = get_meaning(word).value
    return said


def get_meaning(word: str) -> ColumnMeaning:
    """The meaning of this name. Raises Invalid with those that there are."""
    try:
        return ColumnMeaning(word.strip().casefold())
    except ValueError:
        known = ", ".join(ColumnMeaning)
        raise Invalid(f"{word.strip()!r} is nothing that a column can mean; write one of {known}.") from None


def _places_of(proposal: ColumnProposal, key: str) -> list[int]:
    if _is_number(key) and 0 < int(key) <= len(proposal.columns):
        return [int(key) - 1]
    said = folded(key)
    places = [place for place, column in enumerate(proposal.columns) if said == folded(column.title)]
    if not places or not said or _is_number(key):
        raise Invalid(f"has no column {key!r}; it has {', '.join(proposal.keys)}")
    return places


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= _MOST_DIGITS
