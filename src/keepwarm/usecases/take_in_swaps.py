"""What strangers left, before the owner: who it may be, taken into the book in one tap, or left out."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known, without_repeats
from keepwarm.domain.meeting import SubmissionState
from keepwarm.domain.people import Handle, Person, reachable_by
from keepwarm.domain.private_words import sounds_private
from keepwarm.domain.sources import Whom
from keepwarm.domain.submissions import SWAP, Given, Submission
from keepwarm.storage.bearings import set_wish, wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.bringing import (
    bring_fact,
    bring_handles,
    bring_person,
    drop_if_bare,
    take_back_rows,
)
from keepwarm.storage.claims import take_claims, values_of
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.own_cards import own_cards_of
from keepwarm.storage.people import existing_ids, get_person, person_of
from keepwarm.storage.submissions import (
    count_waiting,
    empty,
    find_submission,
    names_of,
    once_accepted,
    standing_batches,
    to_be_taken_out,
    waiting_submissions,
    who_may_be_meant,
    write_submission,
)
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.card_changes import card_changes
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.merge_people import find_duplicates
from keepwarm.usecases.prefer import Prefer, keep_said
from keepwarm.usecases.rewrite_cards import moves_between, rewrite_cards

_TOKEN = "swap-"  # noqa: S105 (what the name of a batch begins with, no secret)
_SHOWN = 50
_LONGEST_SAID = 500
_NOT_THERE = "This is not waiting any more; what is, stands on the page of what has arrived."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Somebody of the book who may be the sender; `certain` as an import takes it for certain.

    `refused` is what they said where they did not want to stay in touch.
    """

    person_id: int
    name: str
    certain: bool
    refused: Wished | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Something that waits: what was left, on which day, for which card, and who of the book it may be."""

    submission: Submission
    on: date
    given: Given
    card: str
    meant: tuple[Meant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody who wants to be taken out again."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedPage:
    """All of it: how many wait, the latest of them, and who wants to be taken out."""

    waiting: int
    arrived: tuple[Arrived, ...]
    leaving: tuple[Leaving, ...]


def arrived_page(book: Book) -> ArrivedPage:
    """Read what has arrived, by a fixed number of statements."""
    found = [(one, one.given) for one in waiting_submissions(book, _SHOWN) if one.given is not None]
    labels = {card.own_card_id: card.label for card in own_cards_of(book)}
    meant = _meant(book, [given for _, given in found])
    arrived = tuple(
        Arrived(
            submission=one,
            on=_day_of(book, one),
            given=given,
            card=labels.get(one.own_card_id or 0, ""),
            meant=those,
        )
        for (one, given), those in zip(found, meant, strict=True)
    )
    return ArrivedPage(waiting=count_waiting(book), arrived=arrived, leaving=tuple(_leaving(book)))


def _day_of(book: Book, submission: Submission) -> date:
    """The owner's day on which it came."""
    return submission.received_at.astimezone(book.zone).date()


def _meant(book: Book, given: Sequence[Given]) -> list[tuple[Meant, ...]]:
    """Of each sender, who of the book they may be, the certain ones first."""
    known, said = Known(), {}
    if given:
        people = list(who_may_be_meant(book, given))
        said = wishes_of(book, {person_id for person_id, _, _ in people})
        for person_id, name, handle in people:
            handles = (handle,) if handle.value else ()
            known.learn(person_id, Likeness(names=(name,), handles=handles))
    refused = {person_id: one for person_id, one in said.items() if one.answer is Wish.NO}
    return [tuple(_who(known, one, refused)) for one in given]


def _who(known: Known, given: Given, refused: Mapping[int, Wished]) -> Iterator[Meant]:
    likeness = Likeness(names=(given.name,), handles=without_repeats(given.ways))
    certain = [match.person_id for match in known.find_same(likeness)]
    perhaps = [
        person_id for way in given.ways for person_id in known.find_named(Whom(words="", handles=(way,)))
    ]
    for person_id in dict.fromkeys((*certain, *perhaps, *known.namesakes(given.name))):
        yield Meant(
            person_id=person_id,
            name=known.name_of(person_id),
            certain=person_id in certain,
            refused=refused.get(person_id),
        )


def _leaving(book: Book) -> Iterator[Leaving]:
    wishing = dict.fromkeys(one.person_id for one in to_be_taken_out(book))
    names = names_of(book, [person_id for person_id in wishing if person_id is not None])
    for person_id in wishing:
        if person_id in names:
            yield Leaving(person_id=person_id, name=names[person_id])


def follow_undoing(book: Book) -> None:
    """Let what was accepted wait again once that is undone, and no more once the undoing is."""
    standing = {token.split("-")[1] for token in standing_batches(book, _TOKEN)}
    for one in once_accepted(book):
        stands = public_id(one.submission_id) in standing
        state = SubmissionState.ACCEPTED if stands else SubmissionState.WAITING
        if state is not one.state:
            decided_at = book.now if stands else None
            write_submission(book, one.submission_id, state=state.value, decided_at=decided_at)


def accept(book: Book, submission_id: int, person_id: int | None = None, *, wish_again: bool = False) -> int:
    """Take what waits into the book, as one thing: into somebody who is there, or as somebody new.

    Return whose page it stands on. A correction takes the place of what it corrects. Anybody can write a name
    on a public page, so a noted no stays one unless the owner says that they `wish_again`. Raises Missing.
    """
    submission, given = _waiting(book, submission_id)
    replaced = _replaced(book, given)
    if replaced is not None:
        person_id = replaced.person_id
    about = given.name if person_id is None else get_person(book, person_id).name
    begin_batch(book, "accept", about)
    book.token = f"{_TOKEN}{public_id(submission_id)}-{secrets.token_hex(8)}"
    source = f"{SWAP}{public_id(submission_id)}"
    if person_id is None:
        person_id = bring_person(book, _person(given), without_repeats(given.ways), source=source)
    else:
        _complete(book, person_id, given, source, replaced)
    _keep_wish(book, person_id, submission, given, wish_again=wish_again)
    _keep_what_they_said(book, person_id, submission, given, source)
    book.token = None
    refresh_people(book, {person_id})
    find_duplicates(book, {person_id})
    taken = {"state": SubmissionState.ACCEPTED.value, "decided_at": book.now, "person_id": person_id}
    write_submission(book, submission_id, **taken)
    if replaced is not None:
        empty(book, replaced.submission_id, SubmissionState.ACCEPTED, person_id=person_id)
    return person_id


def decline(book: Book, submission_id: int) -> None:
    """Leave out what waits; the words stay for an hour, for who changes their mind. Raises Missing."""
    _waiting(book, submission_id)
    said = {"state": SubmissionState.DECLINED.value, "decided_at": book.now}
    write_submission(book, submission_id, **said)


def have_back(book: Book, submission_id: int) -> None:
    """Let what was declined wait again. Raises Missing where its words are gone."""
    found = find_submission(book, submission_id)
    if found is None or found.given is None or found.state is not SubmissionState.DECLINED:
        raise Missing("What was left is gone by now; ask them to leave it again.")
    write_submission(book, submission_id, state=SubmissionState.WAITING.value, decided_at=None)


def take_out(book: Book, person_id: int) -> None:
    """Take out of the book what somebody left who wants it back, as far as it stands as it came.

    Of whom nothing else is known goes as a whole; who stays is proposed no more. Raises Missing where nobody
    asked for it.
    """
    wishing = [one for one in to_be_taken_out(book) if one.person_id == person_id]
    if not wishing or not existing_ids(book, {person_id}):
        raise Missing("Nobody asked for this, or it is done; look at what has arrived again.")
    row = get_person(book, person_id)
    before, held = person_of(row), _handles(book, person_id)
    begin_batch(book, "take back", row.name)
    as_it_came = False
    for one in wishing:
        as_it_came = _take_back(book, one.submission_id) or as_it_came
        empty(book, one.submission_id, SubmissionState.WITHDRAWN)
    if not (as_it_came and drop_if_bare(book, person_id)):
        set_wish(book, person_id, Wished(answer=Wish.NO, words="", said_on=book.calendar_day))
        _rewrite(book, person_id, before, held)
    refresh_people(book, {person_id})


def _waiting(book: Book, submission_id: int) -> tuple[Submission, Given]:
    found = find_submission(book, submission_id)
    if found is None or found.given is None or found.state is not SubmissionState.WAITING:
        raise Missing(_NOT_THERE)
    return found, found.given


def _person(given: Given) -> Person:
    return Person(name=given.name, organization=given.organization, title=given.title)


def _complete(book: Book, person_id: int, given: Given, source: str, replaced: Submission | None) -> None:
    """What they left beside what is known: what is empty is filled, what differs is asked about."""
    before, held = person_of(get_person(book, person_id)), _handles(book, person_id)
    if replaced is not None:
        _take_back(book, replaced.submission_id)
    row = get_person(book, person_id)
    said = {field: value for field, value in values_of(_person(given)).items() if value}
    take_claims(book, row, said, source=source, uid="")
    bring_handles(book, person_id, given.ways, source=source)
    welcome(book, person_id)
    _rewrite(book, person_id, before, held)


def _handles(book: Book, person_id: int) -> dict[int, Handle]:
    return {one.handle_id: handle_of(one) for one in handles_of(book, person_id)}


def _rewrite(book: Book, person_id: int, before: Person, held: dict[int, Handle]) -> None:
    after = person_of(get_person(book, person_id))
    moves = moves_between(held, _handles(book, person_id))
    rewrite_cards(book, person_id, before, list(card_changes(before, after)), moves)


def _keep_wish(book: Book, person_id: int, submission: Submission, given: Given, *, wish_again: bool) -> None:
    before = wishes_of(book, (person_id,)).get(person_id)
    if before is not None and before.answer is Wish.NO and not wish_again:
        return
    words = before.words if before and before.answer is Wish.YES and not given.about else given.about
    set_wish(book, person_id, Wished(answer=Wish.YES, words=words, said_on=_day_of(book, submission)))


def _keep_what_they_said(
    book: Book, person_id: int, submission: Submission, given: Given, source: str
) -> None:
    said_on = _day_of(book, submission)
    if given.about:
        sensitive = sounds_private(given.about)
        bring_fact(book, person_id, given.about, on=said_on, source=source, sensitive=sensitive)
    if liked := _liked(given):
        hours = given.hours.of_the_week if given.hours else None
        when = given.when_words[:_LONGEST_SAID]
        keep_said(book, Prefer(person_id=person_id, liked=liked, hours=hours, words=when, said_on=said_on))


def _liked(given: Given) -> tuple[Channel, ...]:
    """The channel that they chose; where they said when, and not how, all that they gave."""
    if given.prefers is not None:
        return (given.prefers,)
    return reachable_by(way.kind for way in given.ways) if given.hours or given.when_words else ()


def _replaced(book: Book, given: Given) -> Submission | None:
    """What a correction takes the place of, where the owner had accepted it and they are still there."""
    found = None if given.replaces is None else find_submission(book, given.replaces)
    if found is None or found.person_id is None or found.state is not SubmissionState.ACCEPTED:
        return None
    return found if existing_ids(book, {found.person_id}) else None


def _take_back(book: Book, submission_id: int) -> bool:
    """Take back what a submission brought, as part of a batch that was begun.

    Whether it brought the person too, who still stands as they came.
    """
    batch_ids = standing_batches(book, f"{_TOKEN}{public_id(submission_id)}-").values()
    came = [take_back_rows(book, batch_id) for batch_id in batch_ids]
    return any(came)
