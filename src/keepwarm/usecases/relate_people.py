"""Relations between people: somebody in the book, or a name, which makes somebody known by relation."""

from dataclasses import dataclass

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.people import LONGEST_NAME, Person, Standing
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import add_person, get_person, named_person
from keepwarm.storage.relations import add_relation, remove_relation
from keepwarm.usecases.keep_ties import refresh_people

_LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatePeople:
    """What the other is to the person: `CHILD` says that the other is their child.

    `other` names somebody in the book; where nobody is called so, or `is_new` says that it is somebody
    else, the name is put into the book as known by relation. `label` says more than the kind ("stepson").
    """

    person_id: int
    other: str
    kind: RelationKind
    label: str = ""
    is_new: bool = False


def relate_people(book: Book, command: RelatePeople) -> int:
    """Keep the relation; return the id of the other.

    Raises Invalid where it is known already or would be to oneself, Ambiguous where several are called so.
    """
    row = get_person(book, command.person_id)
    other = " ".join(command.other.split())
    if not other:
        raise Invalid("Write who it is: a name, or an address of theirs.")
    if len(other) > LONGEST_NAME:
        raise Invalid(f"This name is longer than {LONGEST_NAME} characters; write how you call them.")
    found = None if command.is_new else _find(book, other)
    other_id, name = found or (0, other)
    if other_id == command.person_id:
        raise Invalid(f"{row.name} cannot be related to themself; name somebody else.")
    begin_batch(book, "relate", f"{row.name} and {name}")
    if found is None:
        other_id = add_person(book, Person(name=other, standing=Standing.BY_RELATION), ())
    label = " ".join(command.label.split())[:_LONGEST_LABEL]
    if not add_relation(book, command.person_id, other_id, command.kind, label=label, source=OWNER_SAID):
        raise Invalid(f"It is known already what {name} is to {row.name}.")
    refresh_people(book, {command.person_id, other_id})
    return other_id


def part_people(book: Book, person_id: int, relation_id: int) -> None:
    """Take a relation back. Raises Missing where there is none."""
    row = get_person(book, person_id)
    begin_batch(book, "unrelate", row.name)
    remove_relation(book, person_id, relation_id)


def _find(book: Book, words: str) -> tuple[int, str] | None:
    """Somebody in the book, or None where nobody is called so. Raises Ambiguous."""
    try:
        row = named_person(book, words)
    except Missing:
        return None
    return row.person_id, row.name
