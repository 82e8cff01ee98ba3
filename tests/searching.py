"""What the index of a book holds, read from the index itself, and what it would hold made from nothing."""

from collections import defaultdict

from sqlalchemy import select

from keepwarm.storage.book import Book
from keepwarm.storage.schema import people_search
from keepwarm.storage.search import forget_search, index_everybody
from keepwarm.storage.term_index import has_full_text, owner_mark

Indexed = dict[int, tuple[str, frozenset[str]]]


def indexed(book: Book) -> Indexed:
    """The name and the terms of everybody, as the database finds them."""
    mark = len(owner_mark(book.owner.owner_id))
    rows = book.rows(select(people_search).where(book.owns(people_search)))
    if not has_full_text(book):
        listed = "SELECT person_id, tsvector_to_array(terms) FROM people_search WHERE owner_id = %(owner)s"
        held = book.connection.exec_driver_sql(listed, {"owner": book.owner.owner_id}).all()
        terms = {person_id: frozenset(term[mark:] for term in found) for person_id, found in held}
        return {row.person_id: (row.name, terms[row.person_id]) for row in rows}
    book.connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_terms"
        " USING fts5vocab('main', 'people_terms', 'instance')"
    )
    by_row: dict[int, set[str]] = defaultdict(set)
    for term, row_id in book.connection.exec_driver_sql("SELECT term, doc FROM temp.all_terms"):
        by_row[row_id].add(term[mark:])
    assert by_row.keys() == {row.row_id for row in rows}
    return {row.person_id: (row.name, frozenset(by_row[row.row_id])) for row in rows}


def made_from_nothing(book: Book) -> Indexed:
    """The same after all of it was thrown away and made again."""
    everybody = [row.person_id for row in book.rows(select(people_search).where(book.owns(people_search)))]
    forget_search(book, everybody)
    index_everybody(book)
    return indexed(book)
