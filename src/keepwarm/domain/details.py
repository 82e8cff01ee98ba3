"""What else is known of a person: roles over time, tags, relations, dates that matter, favours."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import FactKind, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody does, or did, at an organisation; the present one may stand on the person itself."""

    organization: str = ""
    department: str = ""
    title: str = ""
    began: PartialDate | None = None
    ended: PartialDate | None = None


class RelationKind(StrEnum):
    """What the other is to the person: `CHILD` reads "the other is this person's child"."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    REPORT = "report"
    ASSISTANT = "assistant"
    ASSISTS = "assists"
    INTRODUCED_BY = "introduced-by"
    INTRODUCED = "introduced"
    MEMBER = "member"
    MEMBER_OF = "member-of"
    OTHER = "other"

    @property
    def inverse(self) -> "RelationKind":
        """What the person is to the other."""
        return _INVERSES.get(self, self)


_PAIRS = (
    (RelationKind.PARENT, RelationKind.CHILD),
    (RelationKind.MANAGER, RelationKind.REPORT),
    (RelationKind.ASSISTANT, RelationKind.ASSISTS),
    (RelationKind.INTRODUCED_BY, RelationKind.INTRODUCED),
    (RelationKind.MEMBER, RelationKind.MEMBER_OF),
)
_INVERSES = dict(_PAIRS) | {there: here for here, there in _PAIRS}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """Somebody whom a source names as related: by its own id for them, by name, or both.

    `label` is the source's own word where the kind is not all that it says ("stepfather").
    """

    kind: RelationKind
    name: str = ""
    uid: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A date that matters, which comes round each year: an anniversary, a name day; not the birthday."""

    label: str
    on: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedFact:
    """Something learned about a person, and the day; None where the source gives none."""

    kind: FactKind
    text: str
    learned_on: date | None = None


class FavourState(StrEnum):
    """How far a favour has come (PRODUCT.md, favour)."""

    IDEA = "idea"
    OFFERED = "offered"
    WANTED = "wanted"
    DECLINED = "declined"
    DONE = "done"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """A line of the ledger: who gave, or is to give (`MINE`: the owner), what, and how far it has come.

    `money` says that it is about money, which is listed last and never proposed.
    """

    side: Side
    text: str
    state: FavourState
    noted_on: date | None = None
    money: bool = False


class NeedKind(StrEnum):
    """Whether somebody is looking for something, or can provide it (PRODUCT.md, need and offer)."""

    NEED = "need"
    OFFER = "offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPromise:
    """What one of the two said they would do; `done_on` is None while it is open."""

    side: Side
    text: str
    due_on: date | None = None
    made_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStep:
    """The next contact that a source has planned."""

    text: str
    due_on: date | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that a source says of a person beside the person itself and the handles.

    `members` are the source's ids of those who belong to a group, of which the person is the card.
    `photo` is a picture's bytes where the bytes that are kept do not hold it.
    """

    roles: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[FoundRelation, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    facts: tuple[LearnedFact, ...] = ()
    favours: tuple[Favour, ...] = ()
    promises: tuple[FoundPromise, ...] = ()
    steps: tuple[FoundStep, ...] = ()
    members: tuple[str, ...] = ()
    photo: bytes = b""


NO_DETAILS = Details()
"""Of most people a source says nothing else."""
