"""The demo's one-to-ones, and what its owner says of themselves, put into its book."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from keepwarm.demo.cast import Member
from keepwarm.demo.one_to_ones import PROFILE, Sitting, sittings
from keepwarm.domain.bearings import Wish
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.one_to_ones import OneToOne, channel_of
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.commitments import place_next_step
from keepwarm.storage.facts import add_fact
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.one_to_ones import add_one_to_one
from keepwarm.storage.owner_settings import choose_setting


def sit_down(book: Book, ids: Sequence[tuple[Member, int]], rng: Random) -> None:
    """Add them within the batch that makes the demo; whoever said no is not sat down with."""
    for name, value in PROFILE.items():
        choose_setting(book, name, value)
    no = {
        person_id
        for person_id, wished in wishes_of(book, [person_id for _, person_id in ids]).items()
        if wished.answer is Wish.NO
    }
    asked = [(member, person_id) for member, person_id in ids if person_id not in no]
    for number, sitting in enumerate(sittings([member for member, _ in asked], rng), 1):
        _add(book, asked[sitting.place][1], sitting, uid=f"demo-{number}@keepwarm")


def _add(book: Book, person_id: int, sitting: Sitting, *, uid: str) -> None:
    at = None if sitting.in_days is None else _moment(book, sitting.in_days, sitting.hour)
    one = OneToOne(
        one_to_one_id=new_id(),
        person_id=person_id,
        uid=uid,
        changed_on=book.today - timedelta(days=max(-(sitting.in_days or 0), 0)),
        state=sitting.state,
        format=sitting.format,
        at=at,
        minutes=sitting.minutes,
        place=sitting.where,
        mine=sitting.mine,
        theirs=sitting.theirs,
        moved=sitting.moved,
        sequence=sitting.moved.times,
        interaction_id=_talk(book, person_id, sitting, at),
    )
    add_one_to_one(book, one)
    if sitting.state is OneToOneState.AGREED and at is not None:
        words = "one-to-one" + (f", {sitting.where}" if sitting.where else "")
        place_next_step(book, person_id, words, channel=one.channel, due_on=at.astimezone(book.zone).date())


def _talk(book: Book, person_id: int, sitting: Sitting, at: datetime | None) -> int | None:
    if sitting.state is not OneToOneState.HELD or at is None:
        return None
    if sitting.says_i_do:
        add_fact(book, person_id, FactKind.SAYS_I_DO, sitting.says_i_do, on=at.date())
    talk = Interaction(
        at=at,
        channel=channel_of(sitting.format),
        direction=Direction.MUTUAL,
        minutes=sitting.minutes,
        my_share=40,
    )
    return add_interaction(book, talk, (person_id,))


def _moment(book: Book, in_days: int, hour: int) -> datetime:
    return datetime.combine(book.calendar_day + timedelta(days=in_days), time(hour), tzinfo=book.zone)
