"""Capture somebody just met: who, where, how they like to be reached, what was learned, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepwarm.domain.bearings import Wish
from keepwarm.domain.captures import PART_OF_NAME, Recognised, recognise_among
from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import day_for_today
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.errors import Invalid
from keepwarm.domain.events import Event
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.likeness import Commonness, Likeness, Verdict, judge
from keepwarm.domain.matching import without_repeats
from keepwarm.domain.meeting import EventKind, Follow
from keepwarm.domain.people import LONGEST_NAME, Handle, Person
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.captures import candidates_for, find_encounter_at, mark_met
from keepwarm.storage.claims import claims_of, show_value
from keepwarm.storage.commitments import finish_next_steps, place_next_step
from keepwarm.storage.encounters import add_encounter, change_encounter
from keepwarm.storage.events import get_event
from keepwarm.storage.facts import add_fact, find_fact
from keepwarm.storage.follow_ups import settle_follow_ups
from keepwarm.storage.handles import add_handle, handle_of, handles_of
from keepwarm.storage.interactions import add_interaction, append_words
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.likenesses import keep_likeness
from keepwarm.storage.people import add_person, get_person, person_of
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.card_changes import card_changes
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.log_interaction import NewFact, NewStep
from keepwarm.usecases.past_days import FIRST_YEAR
from keepwarm.usecases.prefer import Prefer, keep_said
from keepwarm.usecases.rewrite_cards import moves_between, rewrite_cards
from keepwarm.usecases.tend_wish import NoteWish, keep_wish

_LONGEST = 500
"""Characters of a place; what they said has the same bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePerson:
    """Somebody just met, as far as there was time to write it down.

    Met at an event, or at a `place`; `at` is aware, and now where it is not said. `wanted` is whether they
    want to stay in touch too, `prefers` how they like to be reached, each with their words. `learned` is
    kept as a fact, `note` is what else the talk was about. A next step is placed, or left on purpose
    (`leave_it`). `person_id` is who they are in the book; `is_new` says that they are nobody in it.
    """

    name: str = ""
    person_id: int | None = None
    is_new: bool = False
    event_id: int | None = None
    place: str = ""
    at: datetime | None = None
    wanted: Wish | None = None
    wanted_words: str = ""
    handles: tuple[Handle, ...] = ()
    prefers: Channel | None = None
    prefers_words: str = ""
    learned: NewFact | None = None
    note: str = ""
    next_step: NewStep | None = None
    leave_it: bool = False
    organization: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBe:
    """Somebody in the book whom the captured may be, and why."""

    person_id: int
    name: str
    organization: str
    reason: Reason

    @property
    def is_to_ask(self) -> bool:
        """Whether it is worth a tap before anything is kept: they have an address in common, or the name."""
        return self.reason.code != PART_OF_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoItIs:
    """Somebody in the book whom the captured certainly is, or those whom they may be, the likeliest first."""

    certain: int | None = None
    likely: tuple[MayBe, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """Who was captured, whether they are new in the book, and who of the book they may be all the same."""

    person_id: int
    encounter_id: int
    is_new: bool
    likely: tuple[MayBe, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """When and where it was; `event` where it was at one."""

    at: datetime
    on: date
    event: Event | None
    place: str

    @property
    def where(self) -> str:
        return self.event.name if self.event else self.place

    @property
    def channel(self) -> Channel:
        online = self.event is not None and self.event.kind is EventKind.ONLINE
        return Channel.VIDEO if online else Channel.IN_PERSON


def capture_person(book: Book, command: CapturePerson) -> Captured:
    """Keep all of it as one thing; who is certainly in the book already is not added again.

    A wish of no ends it kindly: no next step is placed, and nothing is proposed. Raises Invalid for what
    cannot be, Missing for an event or a person who is not there.
    """
    name = _checked_name(command)
    meeting = _meeting(book, command)
    candidates = _candidates(book, command)
    who = _who_it_is(command, candidates)
    known_id = command.person_id or who.certain
    begin_batch(book, "capture", name if known_id is None else get_person(book, known_id).name)
    person_id = _add(book, name, command) if known_id is None else _complete(book, known_id, command)
    encounter_id = _keep_encounter(book, person_id, meeting, command)
    _keep_what_was_said(book, person_id, meeting, command)
    if command.event_id is not None:
        mark_met(book, command.event_id, person_id, name)
    refresh_people(book, {person_id})
    if known_id is not None:
        return Captured(person_id=person_id, encounter_id=encounter_id, is_new=False)
    for one in who.likely:
        _ask_later(book, person_id, command, one.person_id, candidates)
    return Captured(person_id=person_id, encounter_id=encounter_id, is_new=True, likely=who.likely)


def who_it_is(book: Book, command: CapturePerson) -> WhoItIs:
    """Whom of the book a capture is of, or may be; nobody where it says so itself."""
    return _who_it_is(command, _candidates(book, command))


def _candidates(book: Book, command: CapturePerson) -> dict[int, Likeness]:
    if command.is_new or command.person_id is not None:
        return {}
    return candidates_for(book, command.name, command.handles)


def _who_it_is(command: CapturePerson, candidates: Mapping[int, Likeness]) -> WhoItIs:
    found: Recognised = recognise_among(_likeness(command), candidates)
    likely = (
        MayBe(
            person_id=person_id,
            name=candidates[person_id].names[0],
            organization=candidates[person_id].organization,
            reason=reason,
        )
        for person_id, reason in found.likely
    )
    return WhoItIs(certain=found.certain, likely=tuple(likely))


def _likeness(command: CapturePerson) -> Likeness:
    names = (" ".join(command.name.split()),)
    return Likeness(names=names, organization=command.organization, handles=command.handles)


def _checked_name(command: CapturePerson) -> str:
    name = " ".join(storable_text(command.name).split())
    if not name and command.person_id is None:
        raise Invalid("Write their name; everything else can wait.")
    if len(name) > LONGEST_NAME:
        raise Invalid(f"Their name is longer than {LONGEST_NAME} characters; write how you call them.")
    if max(map(len, (command.organization, command.title))) > LONGEST_NAME:
        raise Invalid(f"Where they work, and as what, takes {LONGEST_NAME} characters at most.")
    if len(command.place) > _LONGEST:
        raise Invalid(f"Where you met takes {_LONGEST} characters at most; write it shorter.")
    return name


def _meeting(book: Book, command: CapturePerson) -> _Meeting:
    """What a phone's clock puts into the future was just now."""
    at = min(command.at or book.now, book.now)
    if at.year < FIRST_YEAR:
        raise Invalid(f"The year {at.year} is too long ago to have met; correct the year.")
    event = None if command.event_id is None else get_event(book, command.event_id)
    place = " ".join(storable_text(command.place).split())
    return _Meeting(at=at, on=at.astimezone(book.zone).date(), event=event, place=place)


def _add(book: Book, name: str, command: CapturePerson) -> int:
    organization, title = " ".join(command.organization.split()), " ".join(command.title.split())
    person = Person(name=name, organization=organization, title=title)
    return add_person(book, person, without_repeats(command.handles))


def _complete(book: Book, person_id: int, command: CapturePerson) -> int:
    """Write down what is new of somebody in the book, in what goes out of them too."""
    row = get_person(book, person_id)
    welcome(book, person_id)
    before, held = person_of(row), _handles(book, person_id)
    for name in ("organization", "title"):
        value = " ".join(getattr(command, name).split())
        if value and value != getattr(row, name):
            show_value(book, row, name, value, source=OWNER_SAID, held=claims_of(book, person_id))
    for handle in command.handles:
        add_handle(book, person_id, handle)
    changes = list(card_changes(before, person_of(get_person(book, person_id))))
    rewrite_cards(book, person_id, before, changes, moves_between(held, _handles(book, person_id)))
    return person_id


def _handles(book: Book, person_id: int) -> dict[int, Handle]:
    return {one.handle_id: handle_of(one) for one in handles_of(book, person_id)}


def _keep_encounter(book: Book, person_id: int, meeting: _Meeting, command: CapturePerson) -> int:
    """The encounter with its talk; whoever is captured twice at one event was met there once.

    What the talk was about besides stands below what was kept of it before.
    """
    event_id, follow, note = command.event_id, _follow(command), storable_text(command.note).strip()
    there = None if event_id is None else find_encounter_at(book, person_id, event_id)
    if there is not None:
        encounter_id, before = there
        if follow is not Follow.OPEN or before.follow is Follow.LEFT:
            change_encounter(book, encounter_id, {"follow": follow.value})
        if note and before.interaction_id is None:
            talk_id = add_interaction(book, _talk(meeting, note), (person_id,))
            change_encounter(book, encounter_id, {"interaction_id": talk_id})
        elif note and before.interaction_id is not None:
            append_words(book, before.interaction_id, note)
        return encounter_id
    finish_next_steps(book, person_id, by=day_for_today(meeting.at, book.zone))
    settle_follow_ups(book, person_id, Follow.DONE, before=meeting.at)
    encounter = Encounter(
        person_id=person_id,
        at=meeting.at,
        event_id=event_id,
        interaction_id=add_interaction(book, _talk(meeting, note), (person_id,)),
        place=meeting.place,
        follow=follow,
    )
    return add_encounter(book, encounter)


def _talk(meeting: _Meeting, note: str) -> Interaction:
    summary = "\n".join(filter(None, (meeting.where, note)))
    return Interaction(at=meeting.at, channel=meeting.channel, direction=Direction.MUTUAL, summary=summary)


def _follow(command: CapturePerson) -> Follow:
    if command.leave_it or command.wanted is Wish.NO:
        return Follow.LEFT
    return Follow.OPEN if command.next_step is None else Follow.PLACED


def _keep_what_was_said(book: Book, person_id: int, meeting: _Meeting, command: CapturePerson) -> None:
    if command.wanted is not None:
        wish = NoteWish(
            person_id=person_id, answer=command.wanted, words=command.wanted_words, said_on=meeting.on
        )
        keep_wish(book, wish)
    if command.prefers is not None:
        told = Prefer(
            person_id=person_id,
            liked=(command.prefers,),
            words=command.prefers_words,
            said_at=meeting.where,
            said_on=meeting.on,
        )
        keep_said(book, told)
    if (fact := command.learned) is not None:
        _keep_fact(book, person_id, fact, meeting.on)
    if (step := command.next_step) is not None and _follow(command) is Follow.PLACED:
        on = day_for_today(meeting.at, book.zone)
        place_next_step(book, person_id, step.text, channel=step.channel, due_on=step.due_on, on=on)


def _keep_fact(book: Book, person_id: int, fact: NewFact, on: date) -> None:
    text = storable_text(fact.text).strip()
    if text and find_fact(book, person_id, fact.kind, text) is None:
        add_fact(book, person_id, fact.kind, text, on=on, sensitive=fact.sensitive)


def _ask_later(
    book: Book, person_id: int, command: CapturePerson, other_id: int, candidates: Mapping[int, Likeness]
) -> None:
    """Put the two among those of whom is asked whether they are one, where that is likely enough."""
    captured, commonness = _likeness(command), Commonness()
    for one in (captured, *candidates.values()):
        commonness.add(one)
    judgement = judge(captured, candidates[other_id], commonness)
    if judgement.verdict is not Verdict.APART:
        keep_likeness(book, person_id, other_id, judgement.score, judgement.reasons)
