"""The index of terms as each database keeps it: SQLite's full-text table, PostgreSQL's GIN index.

The mark of the owner begins every term, so that what one book asks never walks through the terms of
another. A term has letters and digits alone, so nothing that anybody typed is an operator of a query.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    Text,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.types import UserDefinedType

from keepwarm.domain.search_conditions import AllOf, AnyOf, Condition, Term
from keepwarm.storage.book import Book
from keepwarm.storage.schema import FULL_TEXT, people_search

_full_text = table(FULL_TEXT, column("rowid", BigInteger), column("terms", Text), column(FULL_TEXT))

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MARK = 6


class _Query(UserDefinedType[str]):
    """A question to PostgreSQL's terms."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        """Its name there."""
        return "TSQUERY"


def owner_mark(owner_id: int) -> str:
    """What each term of a book begins with. Two owners may share one: a statement still holds the owner."""
    rest, found = owner_id & (2**64 - 1), ""
    for _ in range(_MARK):
        rest, digit = divmod(rest, len(_DIGITS))
        found += _DIGITS[digit]
    return found


def has_full_text(book: Book) -> bool:
    """Whether terms are in SQLite's full-text table, and not beside the name."""
    return book.connection.dialect.name == "sqlite"


def meets(book: Book, condition: Condition) -> ColumnElement[bool]:
    """The condition on `people_search` that somebody meets this one."""
    mark = owner_mark(book.owner.owner_id)
    if has_full_text(book):
        return people_search.c.row_id.in_(_matching(as_match(condition, mark)))
    return people_search.c.terms.op("@@")(cast(as_tsquery(condition, mark), _Query()))


def in_order(book: Book, found: Select[Any], condition: Condition, total: int) -> Select[Any]:
    """A selection from `people_search`, of those who meet the condition, by name.

    `total` is how many they are: of many, all names are gone through until there are enough; of few, the
    index comes first. Left to itself either database takes the wrong way now and then, and a hundred times
    as long.
    """
    is_met = meets(book, condition)
    by_name = (people_search.c.name, people_search.c.person_id)
    if total >= MANY:
        if has_full_text(book):
            query = as_match(condition, owner_mark(book.owner.owner_id))
            is_met = literal_column("+people_search.row_id", BigInteger).in_(_matching(query))
        return found.where(is_met).order_by(*by_name)
    few = found.where(is_met).offset(0).subquery()
    return select(few.c.person_id).order_by(few.c.name, few.c.person_id)


MANY = 3_000
"""People: to go through all names until a page is full costs about as much as to sort so many."""


@contextmanager
def searching(book: Book) -> Iterator[None]:
    """While this is open, PostgreSQL reads no whole table where the index serves.

    Its planner counts pages, and not that terms have to be unpacked to be compared.
    """
    if has_full_text(book):
        yield
        return
    book.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    yield
    book.connection.exec_driver_sql("SET LOCAL enable_seqscan = on")


def _matching(query: str) -> Select[Any]:
    return select(_full_text.c.rowid).where(_full_text.c[FULL_TEXT].op("MATCH")(query))


def as_match(condition: Condition, mark: str) -> str:
    """A condition in the words of FTS5."""
    return _said(condition, lambda term: f'"{mark}{term.text}"' + ("*" if term.begins else ""), _FTS5)


def as_tsquery(condition: Condition, mark: str) -> str:
    """A condition in the words of PostgreSQL."""
    return _said(condition, lambda term: f"'{mark}{term.text}'" + (":*" if term.begins else ""), _TSQUERY)


_FTS5 = (" AND ", " OR ", " NOT ")
_TSQUERY = (" & ", " | ", " & !")


def _said(condition: Condition, word: Callable[[Term], str], signs: tuple[str, str, str]) -> str:
    every, either, but_not = signs
    match condition:
        case Term():
            return word(condition)
        case AnyOf(parts=parts):
            return f"({either.join(_said(part, word, signs) for part in parts)})"
        case AllOf(parts=parts, none=none):
            said = f"({every.join(_said(part, word, signs) for part in parts)})"
            if none:
                said += f"{but_not}({either.join(_said(part, word, signs) for part in none)})"
            return f"({said})"


def write_terms(book: Book, rows: Collection[Mapping[str, Any]]) -> None:
    """Put people into the index: `person_id`, `name`, `digest` and `terms`, a list; none of them is there."""
    mark, owner_id = owner_mark(book.owner.owner_id), book.owner.owner_id
    ready = [{**row, "owner_id": owner_id, "terms": [mark + term for term in row["terms"]]} for row in rows]
    if not ready:
        return
    if has_full_text(book):
        first = _last_row(book) + 1
        texts = [
            {"rowid": row_id, "terms": " ".join(row.pop("terms"))} for row_id, row in enumerate(ready, first)
        ]
        book.execute(insert(_full_text), texts)
        book.execute(
            insert(people_search),
            [row | {"row_id": text["rowid"]} for row, text in zip(ready, texts, strict=True)],
        )
    else:
        terms = func.array_to_tsvector(cast(bindparam("terms"), ARRAY(Text)))
        book.execute(insert(people_search).values(terms=terms), ready)


def _last_row(book: Book) -> int:
    """The last row of the full-text table, whichever owner's it is."""
    last = select(_full_text.c.rowid).order_by(_full_text.c.rowid.desc()).limit(1)
    return book.connection.scalar(last) or 0


def forget_terms(book: Book, person_ids: Collection[int]) -> None:
    """Take people out of the index; as many as one statement takes."""
    is_one = people_search.c.person_id.in_(person_ids)
    if has_full_text(book):
        held = select(people_search.c.row_id).where(book.owns(people_search), is_one)
        rows = [{"row": row_id} for row_id in book.connection.scalars(held)]
        if rows:
            book.execute(delete(_full_text).where(_full_text.c.rowid == bindparam("row")), rows)
    book.execute(delete(people_search).where(book.owns(people_search), is_one))
