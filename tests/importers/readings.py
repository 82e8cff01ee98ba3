"""What an importer reads of people, as plain data: the form of the golden files."""

import base64
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NO_DETAILS
from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.domain.text import folded
from keepwarm.formats.kept_cells import kept_only

DATA = Path(__file__).parent.parent / "data"
BERLIN = ZoneInfo("Europe/Berlin")

_READING = ".reading.json"
_DAYS = ("%d %b %Y", "%d %m %Y", "%m %d %Y", "%Y %m %d")


def golden_files(folder: str, pattern: str = "*.csv") -> list[Path]:
    """The samples in a folder, each of which has its expected reading beside it."""
    found = (DATA / folder).glob(pattern)
    return sorted(sample for sample in found if not sample.name.endswith(_READING))


def expected(sample: Path) -> Any:
    """The expected reading; that of a sample in JSON has a name of its own."""
    beside = sample.with_suffix(_READING if sample.suffix == ".json" else ".json")
    return json.loads(beside.read_text(encoding="utf-8"))


def kept_cells(raw: bytes) -> dict[str, str]:
    """The columns of a row that was kept, by their titles."""
    header, record = csv.reader(StringIO(raw.decode(), newline=""))
    return dict(zip(header, record, strict=True))


def kept_values(item: FoundPerson) -> dict[str, str]:
    """What was kept of a contact, value by value, each under the source's own word for it."""
    if item.raw_format is RawFormat.LDIF_RECORD:
        return dict(_attributes(item.raw.decode("utf-8" if b"::" in item.raw else "cp1252")))
    if item.raw_format is RawFormat.JSON_OBJECT:
        return {name: _in_unicode(str(value)) for name, value in json.loads(item.raw).items() if value}
    return kept_cells(item.raw)


def _attributes(record: str) -> Iterator[tuple[str, str]]:
    """The attributes of an LDIF record; `member` and its like, numbered from the second on."""
    names: list[str] = []
    for line in record.replace("\r\n", "\n").replace("\n ", "").split("\n"):
        name, _, value = line.partition(":")
        if value and not line.startswith("#"):
            names.append(name)
            again = names.count(name)
            text = base64.b64decode(value[1:]).decode() if value.startswith(":") else value.strip()
            yield name if again == 1 else f"{name} {again}", text


def _in_unicode(value: str) -> str:
    """Text whose bytes were written as letters; Facebook does that to all of its texts."""
    return value.encode("latin-1").decode()


def readings(found: Iterable[Found]) -> list[dict[str, Any]]:
    return [reading(item) for item in found]


def reading(item: Found) -> dict[str, Any]:
    """One item without what is empty; `kept_only` names the columns that have no place of their own."""
    if isinstance(item, Refused):
        return {"place": item.place, "refused": item.reason}
    assert isinstance(item, FoundPerson)
    return {**typed(item), "kept": kept_values(item), "kept_only": kept_titles(item)}


def kept_titles(item: FoundPerson) -> list[str]:
    """The titles of the values that the typed view does not show, as often as there are such values."""
    left = kept_only(item.raw, item.raw_format, item.person, item.handles, item.details)
    return [title for title, _ in left]


def typed(item: FoundPerson) -> dict[str, Any]:
    """The typed view of a contact, without what is empty."""
    parts = {"person": item.person, "handles": item.handles, "details": item.details}
    plain = {name: _plain(part) for name, part in parts.items() if name != "details" or part != NO_DETAILS}
    return {"place": item.place, "uid": item.uid, **plain}


def _plain(value: Any) -> Any:
    """Dates as text, tuples as lists, and of what has fields those that say something."""
    if isinstance(value, PartialDate | date):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: _plain(one) for name, one in named.items() if one}
    return value


def lost_cells(item: FoundPerson) -> list[str]:
    """The titles of values that are neither in the typed view nor among those that are kept only."""
    left = kept_only(item.raw, item.raw_format, item.person, item.handles, item.details)
    kept = {(title.casefold(), folded(value)) for title, value in left}
    view = typed(item)
    return [
        title
        for title, value in kept_values(item).items()
        if kept.isdisjoint((form, folded(value)) for form in (title.casefold(), _without_number(title)))
        and not _shown(value, view)
    ]


def _without_number(title: str) -> str:
    """The title of a value that is one of several under it, which `kept_values` numbers."""
    return re.sub(r"(?<=[a-z]) \d+$", "", title).casefold()


def _shown(value: str, view: object) -> bool:
    """Whether each part of a value stands in the typed view, whatever its case and between its words.

    Less strict than what it checks, and written without a look at it.
    """
    everything = f" {folded(json.dumps(view, ensure_ascii=False).replace(chr(92) + 'n', ' '))} "
    return all(
        any(f" {form} " in everything for form in _forms(folded(part)))
        for part in value.split(":::")
        if folded(part)
    )


def _forms(value: str) -> Iterator[str]:
    """A value as it may stand in the view: as it is, a number of two digits, a day, a time, in Unicode."""
    yield value
    if value.isdecimal():
        yield value.zfill(2)
        yield folded(datetime.fromtimestamp(int(value[:10]), UTC).date().isoformat())
    for form in _DAYS:
        try:
            yield folded(datetime.strptime(value, form).date().isoformat())  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue


def every_row_is_one_item(table: Path, read: Callable[[Path], Iterable[Found]], header_row: int) -> bool:
    """Whether the places are the rows below the header that are not blank, each once, in order."""
    encoding = "utf-16" if table.read_bytes().startswith(b"\xff\xfe") else "latin-1"  # of rows, the number
    with table.open(encoding=encoding, newline="") as file:
        records = list(csv.reader(file))
    rows = [n for n, record in enumerate(records, 1) if n > header_row and any(map(str.strip, record))]
    return [item.place for item in read(table)] == [f"row {n}" for n in rows]
