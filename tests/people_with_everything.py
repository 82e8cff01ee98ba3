"""People about whom something of everything is known, put into a book, and all that it then knows of one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import AddDetails, AddInteraction, AddPerson, AddRelation, KeepCard, Step
from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import FIELDS
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import (
    Details,
    Favour,
    FavourState,
    FoundPromise,
    FoundStep,
    LearnedFact,
    Occasion,
    RelationKind,
    Role,
)
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.matching import digest_of
from keepwarm.domain.people import FactKind, Handle, HandleKind, Person, Side, Standing
from keepwarm.domain.text import folded
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.schema import (
    cards,
    claims,
    facts,
    favours,
    handles,
    next_steps,
    occasions,
    participants,
    people,
    promises,
    relations,
    roles,
    tags,
)

DAYS = st.sampled_from((None, date(2026, 3, 1), date(2026, 4, 2)))
WORDS = st.sampled_from(("bees", "chess", "a book"))
WORDS_OR_NONE = st.just("") | WORDS
PERSONS = st.builds(
    Person,
    name=st.sampled_from(("Ada Lovelace", "ada lovelace", "Augusta King", "Ada")),
    given=st.sampled_from(("", "Ada", "Augusta")),
    family=st.sampled_from(("", "Lovelace", "King")),
    nickname=WORDS_OR_NONE,
    organization=st.sampled_from(("", "Analytical Engines", "Royal Society")),
    title=WORDS_OR_NONE,
    birthday=st.sampled_from((None, PartialDate(month=12, day=10), PartialDate(year=1815))),
    note=st.sampled_from(("", "keeps bees", "keeps bees\nplays chess", "likes tea")),
    standing=st.sampled_from((Standing.ORDINARY, Standing.LEAVE_BE)),
)
LABELS = st.sampled_from(("", "home", "work"))
HANDLES = st.one_of(
    st.builds(
        Handle,
        kind=st.just(HandleKind.EMAIL),
        value=st.sampled_from(("ada@example.org", "Ada@Example.org", "king@example.org")),
        label=LABELS,
        preferred=st.booleans(),
    ),
    st.builds(
        Handle,
        kind=st.just(HandleKind.CHAT),
        value=st.just("ada"),
        service=st.sampled_from(("", "irc", "matrix")),
    ),
    st.builds(
        Handle,
        kind=st.just(HandleKind.PHONE),
        value=st.sampled_from(("+44 20 7946 0018", "+442079460018")),
        label=LABELS,
    ),
)
DETAILS = st.builds(
    Details,
    roles=st.lists(st.builds(Role, organization=WORDS, title=WORDS_OR_NONE), max_size=2).map(tuple),
    tags=st.lists(WORDS, max_size=2).map(tuple),
    occasions=st.lists(
        st.builds(Occasion, label=WORDS, on=st.just(PartialDate(month=5, day=1))), max_size=2
    ).map(tuple),
    facts=st.lists(
        st.builds(LearnedFact, kind=st.sampled_from((FactKind.FAMILY, FactKind.SKILLS)), text=WORDS),
        max_size=2,
    ).map(tuple),
    favours=st.lists(
        st.builds(Favour, side=st.sampled_from(Side), text=WORDS, state=st.sampled_from(FavourState)),
        max_size=2,
    ).map(tuple),
    promises=st.lists(
        st.builds(
            FoundPromise, side=st.sampled_from(Side), text=WORDS, due_on=DAYS, made_on=DAYS, done_on=DAYS
        ),
        max_size=2,
    ).map(tuple),
    steps=st.lists(st.builds(FoundStep, text=WORDS, due_on=DAYS), max_size=2).map(tuple),
)
SOURCES = st.sampled_from(("contacts.vcf", "history: inbox.mbox", "you"))
TIES = st.lists(st.tuples(st.sampled_from(RelationKind), WORDS_OR_NONE, st.booleans()), max_size=2)


@st.composite
def known_people(draw: st.DrawFn) -> dict[str, Any]:
    """What `put_in` takes: somebody, and what is known of them."""
    return {
        "person": draw(PERSONS),
        "handles": tuple(draw(st.lists(HANDLES, max_size=3))),
        "details": draw(DETAILS),
        "ties": tuple(draw(TIES)),
        "card": draw(st.sampled_from((b"", b"BEGIN:VCARD one", b"BEGIN:VCARD two"))),
        "talks": draw(st.integers(0, 2)),
        "source": draw(SOURCES),
    }


def put_in(book: Book, third: int, known: dict[str, Any], *with_them: int) -> int:
    """The id of somebody put into the book; related to a third, and at one table with others."""
    person_id, source = new_id(), known["source"]
    begin_batch(book, "import", known["person"].name)
    from_history = source.startswith("history: ")
    steps: list[Step] = [
        AddPerson(
            person_id=person_id,
            person=known["person"],
            handles=known["handles"],
            from_history=from_history,
        ),
        AddDetails(person_id=person_id, details=known["details"]),
    ]
    for kind, label, turned in known["ties"]:
        one, other = (third, person_id) if turned else (person_id, third)
        steps.append(AddRelation(person_id=one, other_id=other, kind=kind, label=label))
    if raw := known["card"]:
        steps.append(KeepCard(person_id=person_id, uid=f"{person_id}", digest=digest_of(raw), raw=raw))
    for hour in range(known["talks"]):
        at = datetime(2026, 6, 1, hour, tzinfo=UTC)
        talk = Interaction(at=at, channel=Channel.CALL, direction=Direction.MUTUAL, summary="")
        steps.append(AddInteraction(interaction=talk, person_ids=(person_id, *with_them)))
    arriving = Arriving(book)
    arriving.take(steps, source.removeprefix("history: "))
    arriving.write()
    return person_id


def everything(book: Book, person_id: int) -> set[tuple[object, ...]]:
    """All that the book knows of somebody, shown or kept; a field's value and a handle without their case."""
    return set(_everything(book, person_id))


_DETAILS = {
    facts: ("kind", "text"),
    tags: ("tag",),
    roles: ("organization", "department", "title", "began", "ended"),
    occasions: ("label", "day"),
    favours: ("side", "text", "state", "noted_on"),
    promises: ("side", "text", "due_on", "done_on"),
    next_steps: ("text", "due_on", "done_on"),
    cards: ("came_as", "digest", "uid"),
    participants: ("interaction_id",),
}


def _everything(book: Book, person_id: int) -> Iterator[tuple[object, ...]]:
    row = book.rows(select(people).where(book.owns(people), people.c.person_id == person_id))[0]
    yield from ((field, folded(getattr(row, field))) for field in FIELDS if getattr(row, field))
    yield from (("note", line) for line in row.note.splitlines() if line)
    for said in book.rows(select(claims).where(book.owns(claims), claims.c.person_id == person_id)):
        yield said.field, folded(said.value)
    for one in book.rows(select(handles).where(book.owns(handles), handles.c.person_id == person_id)):
        handle = (one.kind, one.key)
        yield handle
        said_of_it = ((name, getattr(one, name)) for name in ("label", "service", "postal"))
        yield from ((*handle, name, value) for name, value in said_of_it if value)
    for table, names in _DETAILS.items():
        for one in book.rows(select(table).where(book.owns(table), table.c.person_id == person_id)):
            yield table.name, *(getattr(one, name) for name in names)
    either = (relations.c.person_id == person_id) | (relations.c.other_id == person_id)
    for tie in book.rows(select(relations).where(book.owns(relations), either)):
        kind = RelationKind(tie.kind)
        if tie.person_id == person_id:
            yield "tie", tie.other_id, kind, tie.label
        else:
            yield "tie", tie.person_id, kind.inverse, tie.label
