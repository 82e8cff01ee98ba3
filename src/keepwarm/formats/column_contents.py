"""What the cells of a column are, where its title says nothing: mail addresses, numbers, profiles, names."""

import re
from collections.abc import Sequence

from keepwarm.domain.columns import ColumnMeaning
from keepwarm.formats.written_days import DayOrder, find_written_day

_MOST, _NEARLY_ALL = 0.6, 0.9
_MAIL = re.compile(r"(?<![^@\s])[^@\s]+@[^@\s]+\.[^@\s.]{2,}")  # not from each letter of a long word anew
_PHONE = re.compile(r"[+(\d][\d\s().\-/]{5,}(?:(?:x|ext\.?)\s*\d+)?", re.ASCII)
_SEPARATED = re.compile(r"^[+0(]|\d[\s().\-/]+\d", re.ASCII)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{1,3}\.)?"
    r"(linkedin\.com/in|facebook\.com|instagram\.com|twitter\.com|x\.com|github\.com|xing\.com|bsky\.app)"
    r"/[^\s,;]+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [^\W\d_][\w.'\u2019-]*){0,4}")
_LONGEST_NAME = 60
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "herr",
        "frau",
        "hr",
        "fr",
        "mme",
        "mlle",
        "m",
        "sr",
        "sra",
        "srta",
        "dott",
        "ing",
        "dhr",
        "mevr",
        "pan",
        "pani",
        "sir",
        "dame",
        "rev",
        "phd",
    ]
)
_SERVICE_NAMES = {"x": "twitter", "bsky": "bluesky"}


def meaning_of_cells(cells: Sequence[str]) -> ColumnMeaning | None:
    """What most of the cells are; None where they say nothing that is sure.

    A day could be any day, so it says nothing; nor does a number that is no more than digits.
    """
    for meaning in (ColumnMeaning.EMAIL, ColumnMeaning.PROFILE, ColumnMeaning.PHONE):
        if fits(meaning, cells):
            return meaning
    return None


def fits(meaning: ColumnMeaning, cells: Sequence[str]) -> bool:
    """Whether most of the cells that say anything look as this meaning has it; only four have a look."""
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    looks = {
        ColumnMeaning.EMAIL: _is_mail,
        ColumnMeaning.PROFILE: _is_profile,
        ColumnMeaning.PHONE: _is_phone,
        ColumnMeaning.PREFIX: _is_honorific,
    }
    if meaning is ColumnMeaning.NAME:
        return _are_names(filled)
    look = looks[meaning]
    return bool(filled) and sum(map(look, filled)) >= _MOST * len(filled)


def service_of_page(value: str) -> str:
    """The service of a profile's address, empty where it is no known one."""
    found = _PROFILE.match(value)
    if found is None:
        return ""
    host = found[1].partition(".")[0].lower()
    return _SERVICE_NAMES.get(host, host)


def _is_mail(cell: str) -> bool:
    return _MAIL.search(cell) is not None


def _is_profile(cell: str) -> bool:
    return _PROFILE.match(cell) is not None


def _is_phone(cell: str) -> bool:
    if _PHONE.fullmatch(cell) is None or _SEPARATED.search(cell) is None:
        return False
    digits = sum(map(str.isdigit, cell))
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and find_written_day(cell, DayOrder.DAY_FIRST) is None


def _is_honorific(cell: str) -> bool:
    return all(word.strip(".").casefold() in _HONORIFICS for word in cell.split())


def _is_name(cell: str) -> bool:
    """Some words, the first and the last of which do not begin small."""
    if len(cell) > _LONGEST_NAME or _NAME.fullmatch(cell) is None:
        return False
    words = cell.split()
    return not words[0][0].islower() and not words[-1][0].islower()


def _are_names(cells: Sequence[str]) -> bool:
    """Whether nearly all look like names of people, and each is another."""
    if not cells:
        return False
    named = [cell for cell in cells if _is_name(cell)]
    different = len({cell.casefold() for cell in cells})
    return len(named) >= _NEARLY_ALL * len(cells) and different >= _NEARLY_ALL * len(cells)
