"""What People searches: names, handles, organizations, places, tags, notes, facts and what was talked about.

Both databases are given the same terms, made here by one tokenizer; see `domain.search_terms`.
"""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from keepwarm.domain.search_terms import Profile, terms_of
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.people import search_name
from keepwarm.storage.profiles import read_profiles
from keepwarm.storage.schema import people, people_search
from keepwarm.storage.talk_words import forget_talk_words, words_talked
from keepwarm.storage.term_index import forget_terms, write_terms


def index_people(book: Book, person_ids: Collection[int]) -> None:
    """Make what these people are found by again; nothing is written of whom it is the same as before."""
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        chunk = everybody[start : start + CHUNK]
        held = _digests(book, chunk)
        fresh = list(_fresh_rows(book, chunk, held))
        there = {row["person_id"] for row in fresh} & held.keys()
        if there:
            forget_terms(book, there)
        write_terms(book, fresh)


def index_everybody(book: Book) -> None:
    """Make it again for the whole book."""
    index_people(book, book.connection.scalars(select(people.c.person_id).where(book.owns(people))).all())


def forget_search(book: Book, person_ids: Collection[int]) -> None:
    """Let nobody find these people, who are about to go; as many as one statement takes."""
    forget_terms(book, person_ids)
    forget_talk_words(book, person_ids)


def _digests(book: Book, chunk: list[int]) -> dict[int, int]:
    held = select(people_search.c.person_id, people_search.c.digest)
    return dict(book.rows(held.where(book.owns(people_search), people_search.c.person_id.in_(chunk))))


def _fresh_rows(book: Book, chunk: list[int], held: dict[int, int]) -> Iterator[dict[str, Any]]:
    """The rows of those who are found by something else than before."""
    talked = words_talked(book, chunk)
    for person_id, (name, profile) in read_profiles(book, chunk).items():
        row = _row(person_id, name, profile, talked.get(person_id, ()))
        if held.get(person_id) != row["digest"]:
            yield row


def _row(person_id: int, name: str, profile: Profile, talked: Collection[str]) -> dict[str, Any]:
    terms, by_name = terms_of(profile, talked), search_name(name)
    said = "\n".join((by_name, *terms)).encode(errors="replace")
    digest = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)
    return {"person_id": person_id, "name": by_name, "digest": digest, "terms": terms}
