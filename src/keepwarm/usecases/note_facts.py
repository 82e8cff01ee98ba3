"""What the owner learned about somebody, and the days of their life: noted, written anew, taken out."""

from collections.abc import Callable
from dataclasses import dataclass

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Occasion
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Book
from keepwarm.storage.facts import (
    add_fact,
    add_occasion,
    facts_of,
    find_fact,
    get_fact,
    occasions_of,
)
from keepwarm.storage.facts import change_fact as write_fact
from keepwarm.storage.facts import forget_fact as drop_fact
from keepwarm.storage.facts import forget_occasion as drop_occasion
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.storage.search import index_people
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.by_words import those_called
from keepwarm.usecases.keep_ties import restate

_LONGEST_LABEL = 100


class Unconfirmed(Invalid):
    """Something private, which is kept once the owner has said so a second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFact:
    """Something learned about somebody, under its kind.

    `sensitive` marks what is of health, religion, politics or children: kept once it is `confirmed`, and
    shown on the person's page alone.
    """

    person_id: int
    kind: FactKind
    text: str
    sensitive: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteFact:
    """A fact as it is to stand from now on; `confirmed` as of `KeepFact`."""

    person_id: int
    fact_id: int
    kind: FactKind
    text: str
    sensitive: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDay:
    """A day of somebody's life that comes round, and what it is: an anniversary, a name day, an exam."""

    person_id: int
    label: str
    on: PartialDate


def keep_fact(book: Book, command: KeepFact) -> int:
    """Keep a fact; return its id.

    Raises Invalid where there are no words, or where they are noted already, and Unconfirmed before
    something private is kept.
    """
    text = _checked(command.text)
    person = get_person(book, command.person_id)
    if command.sensitive and not command.confirmed:
        raise Unconfirmed("What is private is kept only once you confirm it: they may ask to read it.")
    _refuse_twice(book, command.person_id, command.kind, text)
    begin_batch(book, "note", person.name)
    fact_id = add_fact(
        book, command.person_id, command.kind, text, on=book.today, sensitive=command.sensitive
    )
    welcome(book, command.person_id)
    _bring_up_to_date(book, command.person_id)
    return fact_id


def rewrite_fact(book: Book, command: RewriteFact) -> bool:
    """Write a fact anew; False where it said so already. What the owner words is the owner's from then on.

    The day on which it was learned stays. Raises as `keep_fact` does, and Missing for one that is not theirs.
    """
    text = _checked(command.text)
    person, row = get_person(book, command.person_id), get_fact(book, command.person_id, command.fact_id)
    if command.sensitive and not (command.confirmed or row.sensitive):
        raise Unconfirmed("What is private is kept only once you confirm it: they may ask to read it.")
    if (command.kind.value, text) != (row.kind, row.text):
        _refuse_twice(book, command.person_id, command.kind, text)
    begin_batch(book, "note", person.name)
    said = {"kind": command.kind.value, "text": text, "sensitive": command.sensitive}
    source = row.source if text == row.text else OWNER_SAID
    changed = write_fact(book, command.fact_id, **said, source=source)
    if changed:
        _bring_up_to_date(book, command.person_id)
    return changed


def take_out_fact(book: Book, person_id: int, fact_id: int) -> None:
    """Take a fact out. Raises Missing for one that is not theirs."""
    begin_batch(book, "forget", get_person(book, person_id).name)
    drop_fact(book, person_id, fact_id)
    _bring_up_to_date(book, person_id)


def keep_day(book: Book, command: KeepDay) -> int:
    """Keep a day of somebody's life; return its id.

    Raises Invalid where nothing says what it is, or where it is noted already.
    """
    label = " ".join(storable_text(command.label).split())
    person = get_person(book, command.person_id)
    if not label:
        raise Invalid("Write what day it is: an anniversary, a name day, an exam.")
    if len(label) > _LONGEST_LABEL:
        raise Invalid(f"What day it is takes {_LONGEST_LABEL} characters at most; write it shorter.")
    held = {(row.label.casefold(), row.day) for row in occasions_of(book, command.person_id)}
    if (label.casefold(), str(command.on)) in held:
        raise Invalid(f"{label} is noted already for this day.")
    begin_batch(book, "note", person.name)
    occasion_id = add_occasion(book, command.person_id, Occasion(label=label, on=command.on))
    welcome(book, command.person_id)
    return occasion_id


def take_out_day(book: Book, person_id: int, occasion_id: int) -> None:
    """Take a day of somebody's life out. Raises Missing for one that is not theirs."""
    begin_batch(book, "forget", get_person(book, person_id).name)
    drop_occasion(book, person_id, occasion_id)


def take_out_what_says(book: Book, person_id: int, words: str) -> str:
    """Take out the fact, or the day, that the words say, else in whose text they are; return its text.

    Raises Missing where there is none, Ambiguous where there are several.
    """
    name = get_person(book, person_id).name
    texts: dict[tuple[Callable[[Book, int, int], None], int], str] = {
        **{(take_out_fact, row.fact_id): row.text for row in facts_of(book, person_id)},
        **{(take_out_day, row.occasion_id): row.label for row in occasions_of(book, person_id)},
    }
    found = those_called(words, texts)
    if not found:
        raise Missing(f"Nothing of that kind is noted of {name}; see 'keepwarm show'.")
    if len(found) > 1:
        raise Ambiguous(f"{words!r} is in {len(found)} things noted of {name}; write more of the words.")
    take_out, row_id = found[0]
    take_out(book, person_id, row_id)
    return texts[found[0]]


def _checked(text: str) -> str:
    text = storable_text(text).strip()
    if not text:
        raise Invalid("There is nothing written down yet; add a few words.")
    return text


def _refuse_twice(book: Book, person_id: int, kind: FactKind, text: str) -> None:
    if find_fact(book, person_id, kind, text) is not None:
        raise Invalid("This is noted already, in these very words.")


def _bring_up_to_date(book: Book, person_id: int) -> None:
    """What follows from facts: whether a reason and a question are noted, and what a search finds."""
    restate(book, person_id)
    index_people(book, (person_id,))
