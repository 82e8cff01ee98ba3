"""Is the book well? The version of SQLite, the file, every reference, and what is derived."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.storage.engine import sqlite_driver, wal_is_safe
from keepwarm.storage.soundness import broken_pages, broken_references, people_without_state
from keepwarm.storage.upgrade import upgrade


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str = ""


def check_book(library: Library, now: datetime) -> list[Finding]:
    """Look at everything; changes nothing. Raises Unavailable where the book cannot be opened at all."""
    findings = []
    if library.engine.dialect.name == "sqlite":
        version = sqlite_driver().sqlite_version
        safe = wal_is_safe(sqlite_driver().sqlite_version_info)
        detail = (
            version if safe else f"{version} is too old for write-ahead logging; a rollback journal is used"
        )
        findings.append(Finding(what="SQLite", well=True, detail=detail))
    with library.open(now) as book:
        pages = broken_pages(book)
        findings.append(Finding(what="the file's pages", well=not pages, detail=pages))
        references = broken_references(book)
        findings.append(Finding(what="references", well=not references, detail=references))
        missing = people_without_state(book)
        detail = f"{missing} people without one; 'keepwarm today' mends it" if missing else ""
        findings.append(Finding(what="tie states", well=not missing, detail=detail))
    return findings


def upgrade_book(library: Library) -> Path | None:
    """Bring an older book to this version; return where the copy of the older one lies, if any."""
    return upgrade(library)
