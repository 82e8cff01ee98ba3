"""The head of a content line: `item1.TEL;TYPE=HOME,VOICE`, everything before the colon."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NAME = re.compile(r"[\w/+-]+")
_PARAMETER = re.compile(r';((?:[^;"]+|"[^"]*"|")*)')
_VALUE = re.compile(r'(?:[^,"]+|"[^"]*"|")+')
_CARET = re.compile(r"\^([n'^])")
_CARET_MEANS = {"n": "\n", "'": '"', "^": "^"}
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Group, name and parameters of a content line.

    `name` and the parameters' names are upper case; each value of a parameter is a pair of its own,
    without quotes and with RFC 6868 resolved. A bare parameter of vCard 2.1 (`TEL;HOME`) is a TYPE,
    or an ENCODING where it names one.
    """

    name: str
    group: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> list[str]:
        """All values of one parameter, as written."""
        return [value for key, value in self.params if key == name]

    def types(self) -> list[str]:
        """The TYPE values in lower case, also those that stand in one pair of quotes."""
        return [
            word
            for value in self.values("TYPE")
            for part in value.split(",")
            if (word := part.strip().lower())
        ]

    @property
    def quoted_printable(self) -> bool:
        """Whether the value is written in quoted-printable."""
        return any(value.upper() == "QUOTED-PRINTABLE" for value in self.values("ENCODING"))

    @property
    def base64(self) -> bool:
        """Whether the value is written in base64."""
        return any(value.upper() in ("B", "BASE64") for value in self.values("ENCODING"))

    @property
    def charset(self) -> str:
        """The character set that the line claims, empty where it claims none."""
        return next(iter(self.values("CHARSET")), "")


_LONGEST_KEPT = 200


def find_head(text: str) -> Head | None:
    """Read what stands before the colon; None where that can be no property."""
    return _kept_head(text) if len(text) <= _LONGEST_KEPT else _head(text)


@lru_cache(maxsize=4096)
def _kept_head(text: str) -> Head | None:
    # Cards repeat a few heads over and over; long ones hold a label or an id and do not come again.
    return _head(text)


def _head(text: str) -> Head | None:
    front, semicolon, rest = text.partition(";")
    group, _, name = front.strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    params = _params(semicolon + rest) if semicolon else ()
    return Head(name=name.upper(), group=group, params=params)


def _params(text: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for found in _PARAMETER.finditer(text):
        name, equals, values = found[1].partition("=")
        if not equals:
            bare = name.strip().upper() in _BARE_ENCODINGS
            name, values = ("ENCODING" if bare else "TYPE"), name
        key = name.strip().upper()
        pairs += [(key, _written(value)) for value in _VALUE.findall(values)]
    return tuple(pairs)


def _written(value: str) -> str:
    """A parameter's value without its quotes, RFC 6868 resolved."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    if "^" in value:
        value = _CARET.sub(lambda found: _CARET_MEANS[found[1]], value)
    return value
