"""A content line that we write ourselves, in vCard 3.0 or 4.0: parameters, quotes and folds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

Version = Literal["3.0", "4.0"]
"""The versions that are written; cards in 2.1 are read and patched."""

AnyVersion = Literal["2.1", "3.0", "4.0"]

FOLD_AT = 75
"""Octets of a line without its end (RFC 2426, 2.6; RFC 6350, 3.2)."""

_UNSAFE = frozenset(';:,"^\n')
_CARETS = (("^", "^^"), ("\n", "^n"), ('"', "^'"))
# One parameter with several values; every other one is written once a value.
_LISTS = ("TYPE", "PID", "SORT-AS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One property: its name in the case in which it is written, parameters' names in upper case.

    `value` has its escapes in place and holds no line break.
    """

    name: str
    value: str
    group: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The name by which properties are compared."""
        return self.name.upper()

    def values(self, name: str) -> list[str]:
        """All values of one parameter."""
        return [value for key, value in self.params if key == name]

    def types(self) -> list[str]:
        """The TYPE values in lower case."""
        return [value.lower() for value in self.values("TYPE")]

    def without(self, *names: str) -> Self:
        """The same row without some of its parameters."""
        return replace(self, params=tuple(pair for pair in self.params if pair[0] not in names))

    def having(self, *pairs: tuple[str, str]) -> Self:
        """The same row with parameters in front, in place of those of the same names."""
        named = {key for key, _ in pairs}
        kept = tuple(pair for pair in self.params if pair[0] not in named)
        return replace(self, params=(*pairs, *kept))


def row_bytes(row: Row) -> bytes:
    """The row as it stands in a file: UTF-8, CRLF, folded at 75 octets between characters."""
    text = f"{row_head(row)}:{row.value}"
    return b"".join(piece + b"\r\n" for piece in folded(text.encode("utf-8", "replace")))


def row_head(row: Row) -> str:
    """Group, name and parameters."""
    group = f"{row.group}." if row.group else ""
    return group + row.name + "".join(f";{name}={values}" for name, values in _written(row.params))


def _written(params: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    lists: dict[str, list[str]] = {}
    for name, value in params:
        if name in _LISTS:
            lists.setdefault(name, []).append(parameter(value))
    for name, value in params:
        if name not in _LISTS:
            yield name, parameter(value)
        elif name in lists:
            yield name, ",".join(lists.pop(name))


def parameter(value: str) -> str:
    """A parameter's value, in quotes where it holds more than words (RFC 6868 for what quotes cannot)."""
    if value and value == value.strip() and not _UNSAFE.intersection(value):
        return value
    for char, written in _CARETS:
        value = value.replace(char, written)
    return f'"{value}"' if value else ""


def folded(row: bytes) -> Iterator[bytes]:
    """The physical lines of a row in UTF-8; a fold never cuts a character."""
    begin, room = 0, FOLD_AT
    while len(row) - begin > room:
        end = begin + room
        while row[end] & 0xC0 == 0x80:
            end -= 1
        yield (b" " if begin else b"") + row[begin:end]
        begin, room = end, FOLD_AT - 1  # the space that marks the fold counts too
    yield (b" " if begin else b"") + row[begin:]
