"""People in the book: adding them, changing them, and finding the one who was named."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select

from keepwarm.domain.claims import FIELDS, OWNER_SAID
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Ambiguous, Missing
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.people import LONGEST_NAME, Handle, HandleKind, Person, Preference, Standing
from keepwarm.domain.search_conditions import ANYBODY, AllOf, Condition, words_asked
from keepwarm.domain.search_terms import Kind
from keepwarm.domain.search_words import finds
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.handles import handle_row
from keepwarm.storage.journal import CHUNK, delete_row, insert_row, insert_rows, storable_text, update_row
from keepwarm.storage.schema import handles, people, people_search, preferences
from keepwarm.storage.term_index import meets


class Nobody(Missing):
    """Words that name nobody: `what` without a way out, for doors that know a nearer one."""

    def __init__(self, what: str, *, may_be_added: bool = False) -> None:
        self.what, self.or_else = what, ", or add them first" if may_be_added else ""
        super().__init__(f"{what}; choose from People{self.or_else}.")


def person_row(person_id: int, person: Person, *, source: str, book: Book) -> dict[str, Any]:
    """A person as a row of the table."""
    names = {field: getattr(person, field) for field in FIELDS if field != "birthday"}
    return {
        "person_id": person_id,
        **names,
        "name": shortened(person.name),
        **birthday_columns(person.birthday),
        "note": person.note,
        "standing": person.standing.value,
        "spoken_confirmed_on": None,
        "spoken_asked_on": None,
        "source": source,
        "added_at": book.now,
    }


def shortened(name: str) -> str:
    """A name of the length that an index takes."""
    return name[:LONGEST_NAME].rstrip()


def person_of(row: Row[Any]) -> Person:
    """The person in a row of the table."""
    names = {field: getattr(row, field) for field in FIELDS if field != "birthday"}
    return Person(
        **names,
        birthday=None if row.birthday is None else PartialDate.parse(row.birthday),
        note=row.note,
        standing=Standing(row.standing),
    )


def birthday_columns(birthday: PartialDate | None) -> dict[str, str | None]:
    """A birthday as it is known, and the day of the year by which an index finds it."""
    if birthday is None:
        return {"birthday": None, "month_day": None}
    whole = birthday.month is not None and birthday.day is not None
    return {
        "birthday": str(birthday),
        "month_day": f"{birthday.month:02d}-{birthday.day:02d}" if whole else None,
    }


def add_person(book: Book, person: Person, found: Sequence[Handle]) -> int:
    """Put somebody into the book as the owner typed them; return their id."""
    person_id = new_id()
    insert_row(book, people, person_row(person_id, person, source=OWNER_SAID, book=book))
    rows = [
        handle_row(book, person_id, handle, place, source=OWNER_SAID) for place, handle in enumerate(found)
    ]
    insert_rows(book, handles, rows)
    return person_id


def change_standing(book: Book, person_id: int, standing: Standing) -> bool:
    """Say how somebody is to be treated from now on; False where it was so already."""
    return update_row(book, people, {"person_id": person_id}, {"standing": standing.value})


def change_note(book: Book, person_id: int, note: str) -> bool:
    """Write the whole note about somebody anew; False where it said so already."""
    return update_row(book, people, {"person_id": person_id}, {"note": note})


def answer_spoken(book: Book, person_id: int, *, lately: bool, on: date) -> bool:
    """Keep the answer to "spoken lately?"; a yes confirms a voice, and makes no contact day."""
    answer = {"spoken_asked_on": on, "spoken_confirmed_on": on if lately else None}
    return update_row(book, people, {"person_id": person_id}, answer)


def set_preference(book: Book, person_id: int, preference: Preference) -> None:
    """Keep what somebody said about one channel, in place of what they said of it before."""
    key = {"person_id": person_id, "channel": preference.channel.value}
    row = {
        "never": preference.never,
        "rank": preference.rank,
        "known_by": preference.known_by.value,
        "said_on": preference.said_on,
        "purposes": ",".join(sorted(preference.purposes)),
        "hours": "" if preference.hours is None else str(preference.hours),
        "words": preference.words,
        "said_at": preference.said_at,
    }
    there = select(preferences.c.channel).where(
        book.owns(preferences),
        preferences.c.person_id == person_id,
        preferences.c.channel == preference.channel.value,
    )
    if book.connection.scalar(there) is None:
        insert_row(book, preferences, key | row)
    else:
        update_row(book, preferences, key, row)


def forget_preference(book: Book, person_id: int, channel: str) -> None:
    """Take back what was kept about one channel."""
    delete_row(book, preferences, {"person_id": person_id, "channel": channel})


def get_person(book: Book, person_id: int) -> Row[Any]:
    """The row of one person. Raises Missing."""
    row = book.execute(select(people).where(book.owns(people), people.c.person_id == person_id)).one_or_none()
    if row is None:
        raise Missing("Nobody in your book has this id.")
    return row


def existing_ids(book: Book, person_ids: Collection[int]) -> set[int]:
    """Those of the ids behind which there is somebody."""
    there: set[int] = set()
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        chunk = everybody[start : start + CHUNK]
        found = select(people.c.person_id).where(book.owns(people), people.c.person_id.in_(chunk))
        there.update(book.connection.scalars(found))
    return there


def named_person(book: Book, words: str) -> Row[Any]:
    """The one person whom the words name: an id, an address, a whole name, or else a part of one.

    Raises Nobody where they name nobody, Missing for the id of nobody, Ambiguous where they name several.
    """
    person_id = parse_public_id(words)
    if person_id is not None:
        return get_person(book, person_id)
    words = storable_text(words)
    if not folded(words):
        raise Nobody("A person is named by a word at least")
    for found in (_by_handle(book, words), _by_name(book, words), _by_part(book, words)):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(_told_apart(row) for row in found[:5])
            raise Ambiguous(
                f"{words!r} fits {len(found)} people ({names}); write more of the name, or an address."
            )
    raise Nobody(f"Nobody in your book is called {words!r}", may_be_added=True)


def _told_apart(row: Row[Any]) -> str:
    return f"{row.name} of {row.organization}" if row.organization else str(row.name)


def _by_handle(book: Book, words: str) -> list[Row[Any]]:
    keys = {Handle(kind=kind, value=words).key for kind in (HandleKind.EMAIL, HandleKind.PHONE)} - {""}
    holders = select(handles.c.person_id).where(book.owns(handles), handles.c.key.in_(keys))
    return book.rows(select(people).where(book.owns(people), people.c.person_id.in_(holders)))


def _by_name(book: Book, words: str) -> list[Row[Any]]:
    called = select(people_search.c.person_id).where(
        book.owns(people_search), people_search.c.name == search_name(words)
    )
    return book.rows(select(people).where(book.owns(people), people.c.person_id.in_(called)).limit(20))


def search_name(name: str) -> str:
    """A whole name as it is searched, of a length that an index takes."""
    return folded(name)[:LONGEST_NAME]


def _by_part(book: Book, words: str) -> list[Row[Any]]:
    """Those of whose name the words are parts, or else of whose name, addresses and organization."""
    if in_names := words_asked(Kind.NAME, words):
        called = _meeting(book, AllOf(parts=in_names))
        if found := book.rows(_by_name_of(book, called).limit(20)):
            return found
    among = book.rows(_by_name_of(book, matching_ids(book, words)).limit(_MOST_LOOKED_AT))
    return _known_by(book, words, among)[:20]


_MOST_LOOKED_AT = 200
"""People of whose name a word is no part, when somebody is named by an address or an organization."""


def _by_name_of(book: Book, ids: Select[Any]) -> Select[Any]:
    them = select(people).where(book.owns(people), people.c.person_id.in_(ids))
    return them.order_by(people.c.name, people.c.person_id)


def _known_by(book: Book, words: str, rows: list[Row[Any]]) -> list[Row[Any]]:
    """Those whom the words name by name, address or organization, and not by what was noted or said."""
    said = {row.person_id: [row.name, row.nickname, row.organization] for row in rows}
    held = select(handles.c.person_id, handles.c.value)
    for person_id, value in book.execute(held.where(book.owns(handles), handles.c.person_id.in_(list(said)))):
        said[person_id].append(value)
    return [row for row in rows if finds(words, said[row.person_id])]


def matching_ids(book: Book, query: str) -> Select[Any]:
    """A selection of the ids of everybody whom the words find, whatever their standing."""
    parts = words_asked(Kind.WORD, query)
    return _meeting(book, AllOf(parts=parts) if parts else ANYBODY)


def _meeting(book: Book, condition: Condition) -> Select[Any]:
    return select(people_search.c.person_id).where(book.owns(people_search), meets(book, condition))
