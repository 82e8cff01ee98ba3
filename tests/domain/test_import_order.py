"""In whatever order sources come, the same people come of them."""

from collections.abc import Iterable, Sequence
from itertools import count
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.matching import Known
from keepwarm.domain.own import Own
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.plan_arrivals import Planner
from keepwarm.domain.sources import Correspondent, FoundMessage, FoundPerson
from keepwarm.domain.text import folded
from tests.books import NOW

ME = Own(addresses=frozenset({"me@example.org"}))
NAMES = st.sampled_from(("Ada Lovelace", "ADA LOVELACE", "Ada Byron", "Mary Shelley", "Countess"))
HANDLES = st.sampled_from(
    [
        *(Handle(kind=HandleKind.EMAIL, value=f"{who}@example.org") for who in ("ada", "mary", "home")),
        *(Handle(kind=HandleKind.PHONE, value=number) for number in ("+44 20 1", "+44 20 2")),
        Handle(kind=HandleKind.PROFILE, value="https://www.linkedin.com/in/ada"),
    ]
)
UIDS = st.sampled_from(("", "", "u-1", "u-2"))
CONTACTS = st.builds(
    lambda name, handles, uid: FoundPerson(
        place="card",
        person=Person(name=name),
        handles=tuple(handles),
        uid=uid,
        raw=f"{name} {[one.value for one in handles]} {uid}".encode(),
    ),
    NAMES,
    st.lists(HANDLES, max_size=3),
    UIDS,
)
SOURCES = st.lists(CONTACTS, min_size=1, max_size=5)

Portrait = tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str]]


def portraits(*sources: Iterable[FoundPerson | FoundMessage]) -> list[Portrait]:
    """Everybody who comes of the sources, each by all names, handles and ids."""
    known = Known()
    ids = count(1)
    for source in sources:
        list(Planner(known, ME, lambda: next(ids), NOW).arrivals(source))
    people = [
        (
            frozenset(map(folded, one.names)),
            frozenset((handle.kind.value, handle.key) for handle in one.handles),
            one.uids,
        )
        for one in known.people.values()
    ]
    return sorted(people, key=repr_of)


def repr_of(portrait: Portrait) -> list[list[str]]:
    return [sorted(map(str, part)) for part in portrait]


@given(one=SOURCES, other=SOURCES)
def test_two_sources_give_the_same_people_in_either_order(
    one: list[FoundPerson], other: list[FoundPerson]
) -> None:
    assert portraits(one, other) == portraits(other, one)


@given(SOURCES, st.randoms(use_true_random=False))
def test_a_source_gives_the_same_people_in_any_order_of_its_contacts(
    contacts: list[FoundPerson], chance: Random
) -> None:
    shuffled = chance.sample(contacts, len(contacts))
    assert portraits(contacts) == portraits(shuffled)


@given(SOURCES)
def test_a_source_again_gives_nobody_else(contacts: list[FoundPerson]) -> None:
    assert portraits(contacts, contacts, contacts) == portraits(contacts)


@given(SOURCES)
def test_nothing_to_recognise_somebody_by_is_lost(contacts: Sequence[FoundPerson]) -> None:
    people = portraits(contacts)
    for contact in contacts:
        said = {(handle.kind.value, handle.key) for handle in contact.handles}
        assert any(
            folded(contact.person.name) in names and said <= handles and {contact.uid} - {""} <= uids
            for names, handles, uids in people
        )


@given(SOURCES, st.sampled_from(("ada", "mary", "home", "nobody")))
def test_a_mailbox_and_contacts_give_the_same_people_in_either_order(
    contacts: list[FoundPerson], who: str
) -> None:
    message = FoundMessage(
        place="message 1",
        at=NOW,
        sender=Correspondent(address=f"{who}@example.org"),
        recipients=(Correspondent(address="me@example.org"),),
        subject="",
        key="1",
    )
    before, after = (
        sorted(sorted(handles) for _, handles, _ in people)
        for people in (portraits([message], contacts), portraits(contacts, [message]))
    )
    assert [held for held in after if ("email", f"{who}@example.org") in held]
    assert before == after
