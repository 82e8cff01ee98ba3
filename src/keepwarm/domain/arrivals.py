"""What will become of each thing that a source brings: the fates, and the steps of an import, as data."""

from dataclasses import dataclass, field
from enum import StrEnum

from keepwarm.domain.details import Details, RelationKind
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Handle, Person
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import RawFormat


class Fate(StrEnum):
    """What becomes of one item of a file; `UNSURE` is new, beside somebody who may be the same."""

    NEW = "new"
    SAME = "same"
    MERGED = "merged with"
    UNSURE = "unsure"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Put somebody into the book; `from_history` where only a header or a row of history names them."""

    person_id: int
    person: Person
    handles: tuple[Handle, ...]
    from_history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletePerson:
    """Add to somebody in the book what is new about them; what the owner typed is never overwritten.

    `uid` is the source's own id of the record, which may correct what it said itself.
    What a mere header of history said gives way: a name, and how an address is written.
    """

    person_id: int
    person: Person
    handles: tuple[Handle, ...]
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsorbPerson:
    """Two in the book are one: everything of the other becomes this person's, and the other goes."""

    person_id: int
    other_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCard:
    """Keep the bytes that somebody came as."""

    person_id: int
    uid: str
    digest: str
    raw: bytes
    raw_format: RawFormat = RawFormat.VCARD
    other_uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDetails:
    """Keep what else is known of somebody, as far as it is new; relations come as steps of their own."""

    person_id: int
    details: Details


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRelation:
    """Keep that the other is this to the person, unless it is known."""

    person_id: int
    other_id: int
    kind: RelationKind
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInteraction:
    """Add something that passed between the owner and people."""

    interaction: Interaction
    person_ids: tuple[int, ...]


Step = AddPerson | CompletePerson | AbsorbPerson | KeepCard | AddDetails | AddRelation | AddInteraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One item of a source, its fate, and the steps that carry it out.

    `score` is how likely an unsure one is the same as somebody in the book, 0 to 1.
    """

    place: str
    fate: Fate
    person: str = ""
    person_id: int | None = None
    reason: Reason | None = None
    score: float | None = None
    steps: tuple[Step, ...] = field(default=())


def refused(place: str, reason: Reason, person: str = "") -> Arrival:
    """An item that is left out."""
    return Arrival(place=place, fate=Fate.REFUSED, reason=reason, person=person)
