"""Needs and offers: what somebody looks for or can provide, noted, met, taken out."""

from dataclasses import dataclass

from keepwarm.domain.details import NeedKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.needs import NeedLine, add_need, get_need, mark_need_met, needs_of, remove_need
from keepwarm.storage.people import get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.by_words import the_one_that_says
from keepwarm.usecases.keep_ties import restate


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNeed:
    """What somebody is looking for, or can provide, in a few words."""

    person_id: int
    kind: NeedKind
    text: str


def note_need(book: Book, command: NoteNeed) -> int:
    """Keep it; return its id. Raises Invalid where there are no words or it stands there already."""
    person, text = get_person(book, command.person_id), " ".join(command.text.split())
    if not text:
        raise Invalid("Nothing is written down yet; say in a few words what it is.")
    for line in needs_of(book, command.person_id):
        if (line.kind, folded(line.text), line.met_on) == (command.kind, folded(text), None):
            raise Invalid(f"It is noted already of {person.name}: {line.text}.")
    begin_batch(book, "need", person.name)
    need_id = add_need(book, command.person_id, command.kind, text)
    welcome(book, command.person_id)
    restate(book, command.person_id)
    return need_id


def meet_need(book: Book, person_id: int, need_id: int) -> bool:
    """Say that it was found, or stands no more; False where it was so already. Raises Missing."""
    person, line = get_person(book, person_id), get_need(book, person_id, need_id)
    begin_batch(book, "need", person.name)
    return mark_need_met(book, line)


def forget_need(book: Book, person_id: int, need_id: int) -> None:
    """Take it out of the book. Raises Missing."""
    person, line = get_person(book, person_id), get_need(book, person_id, need_id)
    begin_batch(book, "forget", person.name)
    remove_need(book, line)


def find_need(book: Book, person_id: int, kind: NeedKind, words: str) -> NeedLine:
    """The one need or offer of somebody in whose text the words are, of several the open one.

    Raises Missing, Ambiguous.
    """
    return the_one_that_says(
        [line for line in needs_of(book, person_id) if line.kind is kind],
        words,
        one=kind.value,
        several=f"{kind.value}s",
        whose=f"of {get_person(book, person_id).name}",
        see=f"keepwarm {kind.value}",
    )
