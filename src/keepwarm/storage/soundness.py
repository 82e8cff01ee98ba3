"""Whether the database under a book is sound."""

from sqlalchemy import func, select

from keepwarm.storage.book import Book
from keepwarm.storage.schema import people, tie_states


def broken_pages(book: Book) -> str:
    """What SQLite's own check finds wrong, empty where it finds nothing; a server checks its own pages."""
    if book.connection.dialect.name != "sqlite":
        return ""
    said = book.connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
    return "" if said == ["ok"] else "; ".join(said)


def broken_references(book: Book) -> str:
    """Rows that point nowhere; PostgreSQL admits none."""
    if book.connection.dialect.name != "sqlite":
        return ""
    broken = book.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return f"{len(broken)} rows point nowhere" if broken else ""


def people_without_state(book: Book) -> int:
    """How many people have no stored tie state, which every write should have left them."""
    joined = people.outerjoin(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )
    lacking = (
        select(func.count()).select_from(joined).where(book.owns(people), tie_states.c.person_id.is_(None))
    )
    return book.connection.scalar(lacking) or 0
