"""MECARD, the short card of QR codes (NTT DoCoMo): `MECARD:N:Lovelace,Ada;TEL:+442079460018;;`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN = re.compile(r"MECARD:", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>[A-Za-z-]+):(?P<value>(?:\\.|[^;\\])*)(?:;|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"(?<!\\),")
_LONGEST = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MeCard:
    """What such a card says; the name is given name first."""

    name: str = ""
    organization: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def is_mecard(text: str) -> bool:
    """Whether a code holds such a card."""
    return _BEGIN.match(text.lstrip()) is not None


def read_mecard(text: str) -> MeCard:
    """The card in a code's text; what it does not say is empty."""
    said = list(_fields(text.strip()[:_LONGEST]))
    return MeCard(
        name=next((_name(value) for name, value in said if name == "N"), ""),
        organization=next((_plain(value) for name, value in said if name == "ORG"), ""),
        phones=_all(said, "TEL", "TEL-AV"),
        mails=_all(said, "EMAIL"),
        pages=_all(said, "URL"),
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    begin = _BEGIN.match(text)
    for found in _FIELD.finditer(text, begin.end() if begin else 0):
        yield found["name"].upper(), found["value"]


def _all(said: list[tuple[str, str]], *names: str) -> tuple[str, ...]:
    values = (_plain(value) for name, value in said if name in names)
    return tuple(dict.fromkeys(filter(None, values)))


def _name(value: str) -> str:
    """The name as one says it, of "Lovelace,Ada"; without a comma it is whole already."""
    family, *given = _COMMA.split(value, maxsplit=1)
    return " ".join(filter(None, map(_plain, (*given, family))))


def _plain(value: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", value).split())
