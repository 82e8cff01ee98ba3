"""What a source said of somebody that the typed view shows nowhere: the cells that are kept only.

Together with the typed view they hold every value of the source. Where it is not certain that a value is
shown, it is kept: one too many is a line more in an export, one too few is lost.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import zip_longest

from keepwarm.domain.details import Details
from keepwarm.domain.people import Handle, Person
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.csv_table import column_name
from keepwarm.formats.doubled_utf8 import undoubled
from keepwarm.formats.google_cells import BETWEEN, PRIMARY
from keepwarm.formats.ldif import written_values
from keepwarm.formats.readable_days import readable_days
from keepwarm.formats.thunderbird_titles import ATTRIBUTES, LANGUAGES
from keepwarm.formats.typed_words import TypedWords, compared, compared_lines, typed_words
from keepwarm.formats.vcard_text import plain

Cells = list[tuple[str, str]]
"""Each value beside the source's own word for it, in the order of the source."""

_LABEL = re.compile(r"([a-z-]+\d{1,6}-)(?:label|type|service)", re.ASCII)
_LIST = re.compile(r"[;,\n]")
_LONGEST_ADDRESS = 1_200
_DEEPEST = 50
_BIRTH_PARTS = {"birth-year": "year", "birth-month": "month", "birth-day": "day"}


def kept_only(
    raw: bytes, raw_format: RawFormat, person: Person, handles: Sequence[Handle], details: Details
) -> Cells:
    """The values of a kept row, record or object that are shown nowhere, each beside its title.

    Titles are the source's own; those of values within values are parted by points, members of a list are
    numbered from 1 (`phones.2.number`). Bytes that are not what they are said to be stand whole, without a
    title. Of vCards and pictures there is nothing here: they go out as they are.
    """
    cells = [(title, value) for title, value in _cells(raw, raw_format) if value.strip()]
    typed = typed_words(person, handles, details)
    beside = _values_beside(cells)
    return [
        (title, value)
        for title, value in cells
        if not (
            _is_shown_label(value, beside[label[1]], typed)
            if (label := _LABEL.fullmatch(column_name(title)))
            else _is_shown(title, value, typed)
        )
    ]


def _cells(raw: bytes, raw_format: RawFormat) -> Iterator[tuple[str, str]]:
    if raw_format is RawFormat.CSV_ROW:
        yield from _columns(raw.decode(errors="replace"))
    elif raw_format is RawFormat.LDIF_RECORD:
        yield from ((name, plain(value)) for name, value in written_values(raw))
    elif raw_format is RawFormat.JSON_OBJECT:
        yield from _members(raw.decode(errors="replace"))


def _columns(text: str) -> Cells:
    try:
        header, *records = csv.reader(StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError):
        return [("", plain(text))]
    return [cell for record in records for cell in zip_longest(header, record, fillvalue="")]


def _members(text: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        yield "", plain(text)
    else:
        yield from _leaves("", found, 0)


def _leaves(title: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    """The texts, numbers and truths in a value of JSON; what lies too deep stands as it was written."""
    if depth < _DEEPEST and isinstance(value, dict | list):
        named = value.items() if isinstance(value, dict) else enumerate(value, 1)
        for name, member in named:
            yield from _leaves(f"{title}.{name}" if title else str(name), member, depth + 1)
    elif isinstance(value, str):
        yield title, plain(undoubled(value))
    elif value is not None:
        yield title, json.dumps(value, ensure_ascii=False)


def _values_beside(cells: Cells) -> dict[str, list[str]]:
    """The values that a label stands for, by what their titles have in common (`e-mail2-`)."""
    beside: dict[str, list[str]] = defaultdict(list)
    for title, value in cells:
        column = column_name(title)
        stem, dash, _ = column.rpartition("-")
        if dash and not _LABEL.fullmatch(column):
            beside[stem + dash].extend(_several(value))
    return beside


def _several(value: str) -> list[str]:
    return [part for part in value.split(BETWEEN) if part.strip()]


def _is_shown_label(written: str, values: Sequence[str], typed: TypedWords) -> bool:
    """Whether each label of a cell stands by a value that is shown, and each value has one of the labels."""
    labels = [label for part in _several(written) if (label := compared(part)) != PRIMARY]
    forms = [{compared(value), *readable_days(value)} for value in values]
    paired = [
        [any((label, form) in typed.labelled for form in of_one) for label in labels] for of_one in forms
    ]
    return not labels or (bool(paired) and all(map(any, paired)) and all(map(any, zip(*paired, strict=True))))


def _is_shown(title: str, value: str, typed: TypedWords) -> bool:
    return all(_is_shown_part(title, part, typed) for part in _several(value))


def _is_shown_part(title: str, value: str, typed: TypedWords) -> bool:
    text = compared(value)
    return (
        text in typed.whole
        or text == PRIMARY
        or (bool(text) and f" {text} " in typed.phonetic)
        or _is_birth_part(title, text, typed)
        or any(_is_run(compared_lines(value), lines) for lines in typed.lines)
        or not typed.days.isdisjoint(readable_days(value))
        or _is_list(value, typed)
        or (len(text) <= _LONGEST_ADDRESS and tuple(sorted(text.split())) in typed.addresses)
    )


def _is_birth_part(title: str, text: str, typed: TypedWords) -> bool:
    """Thunderbird has a birthday in three columns."""
    part = _BIRTH_TITLES.get(column_name(title))
    if part is None or typed.birthday is None or not (text.isascii() and text.isdigit()):
        return False
    return text.lstrip("0") == str(getattr(typed.birthday, part))


def _is_run(some: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Whether the lines stand together among others."""
    if not some or len(some) > len(lines):
        return False
    starts = (place for place, line in enumerate(lines) if line == some[0])
    return any(lines[start : start + len(some)] == some for start in starts)


def _is_list(value: str, typed: TypedWords) -> bool:
    """Whether the cell is a list of tags or of people, all of which are shown."""
    members = [member for part in _LIST.split(value) if (member := compared(part))]
    return bool(members) and typed.listed.issuperset(members)


def _find_birth_titles() -> dict[str, str]:
    titles = {attribute: _BIRTH_PARTS[name] for attribute, name in ATTRIBUTES.items() if name in _BIRTH_PARTS}
    for words in LANGUAGES:
        for title, names in words.columns.items():
            if found := next((_BIRTH_PARTS[name] for name in names if name in _BIRTH_PARTS), None):
                titles[title] = found
    return titles


_BIRTH_TITLES = _find_birth_titles()
