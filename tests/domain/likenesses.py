"""Descriptions for tests: by hand, and any at all of a small world."""

from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.likeness import Commonness, Likeness
from keepwarm.domain.people import Handle, HandleKind


def handle(value: str) -> Handle:
    """The handle that a value looks like."""
    if "@" in value and "/" not in value:
        return Handle(kind=HandleKind.EMAIL, value=value)
    kind = HandleKind.PROFILE if "/" in value else HandleKind.PHONE
    return Handle(kind=kind, value=value)


def described(
    name: str, *handles: str, org: str = "", birthday: str = "", uids: str = "", source: str = ""
) -> Likeness:
    """A description in a line."""
    return Likeness(
        names=(name,) if name else (),
        organization=org,
        handles=tuple(map(handle, handles)),
        birthday=PartialDate.parse(birthday) if birthday else None,
        uids=frozenset(uids.split()),
        sources=frozenset({source} if source else ()),
    )


def book(*people: Likeness) -> Commonness:
    """How common things are among these."""
    known = Commonness()
    for one in people:
        known.add(one)
    return known


NAMES = (
    "Ada Lovelace",
    "Lovelace, Ada",
    "A. Lovelace",
    "Ada Lovelce",
    "Anna Berg",
    "Peter Berg",
    "Anna",
    "Bob Poe",
    "Robert Poe",
    "Dr. Robert Poe Jr.",
    "Jörg Müller",
    "Joerg Mueller",
    "佐藤花子",
    "Мария Иванова",
    "Maria Ivanova",
)
HANDLES = (
    "ada@x.example",
    "ADA@x.example",
    "info@x.example",
    "bob.poe@x.example",
    "+49 170 1234567",
    "0170 1234567",
    "+44 20 7946 0000 ext 1",
    "020 7946 0000",
    "12",
    "linkedin.com/in/ada",
    "https://www.linkedin.com/in/bob/",
    "https://x.example",
)
BIRTHDAYS = ("1815-12-10", "--12-10", "1815", "1815-10-12", "1980-01-01")

likenesses = st.builds(
    Likeness,
    names=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
    nickname=st.sampled_from(("", "", "Addie")),
    organization=st.sampled_from(("", "Acme", "ACME Inc.", "Acme Research", "Plum & Partners")),
    handles=st.lists(st.sampled_from(HANDLES).map(handle), max_size=3, unique=True).map(tuple),
    uids=st.frozensets(st.sampled_from(("u1", "u2")), max_size=1),
    birthday=st.none() | st.sampled_from(BIRTHDAYS).map(PartialDate.parse),
    sources=st.frozensets(st.sampled_from(("vcard: a", "history: b")), max_size=1),
)
