"""Everything that an importer reads, people and what passed with them, as plain data for golden files."""

import hashlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.sources import Found


def whole_readings(found: Iterable[Found]) -> list[dict[str, Any]]:
    """Each item by what it is, without what is empty and without the bytes that are kept."""
    return [{"is": type(item).__name__, **plain(item)} for item in found]


def plain(value: Any) -> Any:
    """Words, numbers, lists and what has fields by their names; bytes by how many and which they are."""
    if isinstance(value, PartialDate | date | datetime | StrEnum):
        return str(value)
    if is_dataclass(value):
        named = {one.name: getattr(value, one.name) for one in fields(value) if one.name != "raw"}
        return {name: plain(inner) for name, inner in named.items() if inner not in (None, "", (), b"")}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, bytes):
        return f"{len(value)} bytes, {hashlib.sha256(value).hexdigest()[:8]}"
    return value
