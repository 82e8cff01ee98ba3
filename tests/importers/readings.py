"""What an importer reads in a table of people, as plain data: the form of the golden files."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.domain.text import folded

DATA = Path(__file__).parent.parent / "data"
BERLIN = ZoneInfo("Europe/Berlin")


def golden_files(folder: str) -> list[Path]:
    """The tables of a folder of samples, each of which has its expected reading beside it."""
    return sorted((DATA / folder).glob("*.csv"))


def expected(table: Path) -> Any:
    return json.loads(table.with_suffix(".json").read_text(encoding="utf-8"))


def kept_cells(raw: bytes) -> dict[str, str]:
    """The columns of a row that was kept, by their titles."""
    header, record = csv.reader(StringIO(raw.decode(), newline=""))
    return dict(zip(header, record, strict=True))


def readings(found: Iterable[Found]) -> list[dict[str, Any]]:
    return [reading(item) for item in found]


def reading(item: Found) -> dict[str, Any]:
    """One item without what is empty; `kept_only` names the columns that have no place of their own."""
    if isinstance(item, Refused):
        return {"place": item.place, "refused": item.reason}
    assert isinstance(item, FoundPerson)
    assert item.raw_format is RawFormat.CSV_ROW
    person = {name: value for name, value in asdict(item.person).items() if value}
    if item.person.birthday is not None:
        person["birthday"] = str(item.person.birthday)
    handles = [{name: value for name, value in asdict(one).items() if value} for one in item.handles]
    typed = {"place": item.place, "uid": item.uid, "person": person, "handles": handles}
    cells = kept_cells(item.raw)
    return {**typed, "kept": cells, "kept_only": [t for t, cell in cells.items() if not _shown(cell, typed)]}


def _shown(cell: str, typed: object) -> bool:
    """Whether each value of a cell stands in the typed view, whatever its case and between its words."""
    everything = folded(json.dumps(typed, ensure_ascii=False).replace("\\n", " "))
    values = (_in_numbers(folded(value)) for value in cell.split(":::"))
    return all(f" {value} " in f" {everything} " for value in values if value)


def _in_numbers(value: str) -> str:
    """`08 feb 2026` as it is folded from 2026-02-08; anything else as it is."""
    try:
        return folded(datetime.strptime(value, "%d %b %Y").date().isoformat())  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return value


def every_row_is_one_item(table: Path, read: Callable[[Path], Iterable[Found]], header_row: int) -> bool:
    """Whether the places are the rows below the header that are not blank, each once, in order."""
    encoding = "utf-16" if table.read_bytes().startswith(b"\xff\xfe") else "utf-8-sig"
    with table.open(encoding=encoding, newline="") as file:
        records = list(csv.reader(file))
    rows = [n for n, record in enumerate(records, 1) if n > header_row and any(map(str.strip, record))]
    return [item.place for item in read(table)] == [f"row {n}" for n in rows]
