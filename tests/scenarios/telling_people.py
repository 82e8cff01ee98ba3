"""What a story tells of people: who there is, what passed, and what they said."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NeedKind, RelationKind
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Person, Standing
from keepwarm.domain.week_hours import WeekHours
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.import_files import apply_import, plan_import
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.note_facts import KeepDay, keep_day
from keepwarm.usecases.prefer import Prefer, prefer
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_person import AddPerson, add_people, confirm_spoken, set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import OWN, mail, mailbox
from tests.scenarios.story import ZONE, Grammar, Stage
from tests.scenarios.words import CHANNELS, LIKED_TO, SPOKE, one_of

OF_PEOPLE = Grammar()
says = OF_PEOPLE.says

_WHEN = r"(?:on {day}|every (?P<every>\d+ (?:days|weeks|months) from \S{{10}} to \S{{10}}))"
_UNIT_DAYS = {"days": 1, "weeks": 7, "months": 30}
_WRITTEN = "(?P<what>an e-mail|a text|a chat message|a social message|a letter)"
_WISHES = {
    "wants to stay in touch": Wish.YES,
    "wants no contact": Wish.NO,
    "may or may not want to stay in touch": Wish.UNCLEAR,
}
_MORNING, _SOON_AFTER = time(8), time(8, 30)


@says(r"It is {day}(?: at (?P<hour>\d\d:\d\d))?")
def _now(stage: Stage, day: str, hour: str | None) -> None:
    stage.now = datetime.combine(date.fromisoformat(day), time.fromisoformat(hour or "09:00"), tzinfo=ZONE)


# --- who there is ---


@says(r"{who} (?:is|has been) in my book(?: as (?P<full>[A-Z][\w' ]+?))?(?: since {day})?(?:: (?P<ways>.+))?")
def _added(stage: Stage, who: str, full: str | None, day: str | None, ways: str | None) -> None:
    handles = tuple(recognise_handle(way.strip()) for way in (ways or "").split(",") if way.strip())
    command = AddPerson(person=Person(name=full or who), handles=handles)
    on = date.fromisoformat(day) if day else None
    stage.write(lambda book: stage.people.update({who: add_people(book, (command,))[0]}), on)


@says(r"{who} works at (?P<where>.+?)(?: as (?P<title>.+))?")
def _works(stage: Stage, who: str, where: str, title: str | None) -> None:
    fields = {"organization": where} | ({"title": title} if title else {})
    stage.write(lambda book: edit_person(book, EditPerson(person_id=stage.person(who), fields=fields)))


@says(r"{who} was born on (?P<on>[\d-]+)")
def _born(stage: Stage, who: str, on: str) -> None:
    fields = {"birthday": str(PartialDate.parse(on))}
    stage.write(lambda book: edit_person(book, EditPerson(person_id=stage.person(who), fields=fields)))


@says(r"{who} has (?:an? )?(?P<label>.+) on (?P<on>--\d\d-\d\d|[\d-]{{10}})")
def _occasion(stage: Stage, who: str, label: str, on: str) -> None:
    command = KeepDay(person_id=stage.person(who), label=label, on=PartialDate.parse(on))
    stage.write(lambda book: keep_day(book, command))


@says(r"{other} is the (?P<kind>assistant|spouse|child|friend|colleague) of {who}")
def _related(stage: Stage, other: str, kind: str, who: str) -> None:
    command = RelatePeople(person_id=stage.person(who), other=other, kind=RelationKind(kind))
    stage.write(lambda book: relate_people(book, command))


@says(r"{other} introduced {who} to me(?P<label> by e-mail)?")
def _introduced(stage: Stage, other: str, who: str, label: str | None) -> None:
    kind = RelationKind.INTRODUCED_BY
    command = RelatePeople(person_id=stage.person(who), other=other, kind=kind, label=label or "")
    stage.write(lambda book: relate_people(book, command))


# --- what passed ---


def _days(day: str | None, every: str | None) -> Iterator[date]:
    if every is None:
        yield date.fromisoformat(str(day))
        return
    count, unit, _, first, _, last = every.split()
    on = date.fromisoformat(first)
    while on <= date.fromisoformat(last):
        yield on
        on += timedelta(days=int(count) * _UNIT_DAYS[unit])


Passed = tuple[Channel, Direction, datetime]


def _log(stage: Stage, who: str, passed: Iterator[Passed]) -> None:
    with stage.open(writing=True) as book:
        for channel, direction, at in passed:
            command = LogInteraction(person_id=stage.person(who), channel=channel, at=at, direction=direction)
            log_interaction(book, command)


def _at(on: date, hour: time = _MORNING) -> datetime:
    return datetime.combine(on, hour, tzinfo=ZONE)


@says(rf"I (?P<how>{one_of(SPOKE)}) {{who}} " + _WHEN)
def _spoke(stage: Stage, how: str, who: str, day: str | None, every: str | None) -> None:
    talks = ((SPOKE[how], Direction.MUTUAL, _at(on)) for on in _days(day, every))
    _log(stage, who, talks)


@says(r"I called {who} on {day}, and nobody answered")
def _called_in_vain(stage: Stage, who: str, day: str) -> None:
    _log(stage, who, iter([(Channel.CALL, Direction.OUT, _at(date.fromisoformat(day)))]))


@says(r"{who} tried to call me on {day}")
def _was_called_in_vain(stage: Stage, who: str, day: str) -> None:
    _log(stage, who, iter([(Channel.CALL, Direction.IN, _at(date.fromisoformat(day)))]))


@says(
    rf"I wrote {{who}} {_WRITTEN} "
    + _WHEN
    + r"(?:, and had an answer(?: by (?P<way>[\w-]+))? (?P<after>at once|\d+ days? later))?"
)
def _wrote(
    stage: Stage, who: str, what: str, day: str | None, every: str | None, way: str | None, after: str | None
) -> None:
    channel = _channel_of(what)
    back = CHANNELS[way] if way else channel
    _log(stage, who, _to_and_fro(channel, Direction.OUT, back, _days(day, every), after))


@says(rf"{{who}} wrote me {_WRITTEN} " + _WHEN + r"(?:, and I answered (?P<after>at once|\d+ days? later))?")
def _was_written(
    stage: Stage, who: str, what: str, day: str | None, every: str | None, after: str | None
) -> None:
    channel = _channel_of(what)
    _log(stage, who, _to_and_fro(channel, Direction.IN, channel, _days(day, every), after))


def _channel_of(what: str) -> Channel:
    return CHANNELS[what.split(" ", 1)[1]]


def _to_and_fro(
    channel: Channel, first: Direction, back: Channel, days: Iterator[date], after: str | None
) -> Iterator[Passed]:
    answered = Direction.IN if first is Direction.OUT else Direction.OUT
    for on in days:
        yield channel, first, _at(on)
        if after is not None:
            later = 0 if after == "at once" else int(after.split()[0])
            yield back, answered, _at(on + timedelta(days=later), _SOON_AFTER)


@says(r"I wrote {who} and (?P<others>\d+) others an e-mail on {day}")
def _wrote_many(stage: Stage, who: str, others: str, day: str) -> None:
    guests = (f"guest{number}@elsewhere.example" for number in range(int(others)))
    _take_in(stage, mail(OWN, ", ".join([f"{who.lower()}@example.org", *guests]), _on(day)))


@says(r"{who} sent me a newsletter on {day}")
def _newsletter(stage: Stage, who: str, day: str) -> None:
    listed = "List-Id: <news.example.org>\nList-Unsubscribe: <mailto:leave@example.org>"
    _take_in(stage, mail(f"{who.lower()}@example.org", OWN, _on(day), extra=listed))


def _on(day: str) -> datetime:
    return _at(date.fromisoformat(day))


def _take_in(stage: Stage, message: str) -> None:
    file = mailbox(stage.folder, message, name=f"{len(list(stage.folder.iterdir()))}.mbox")
    apply_import(stage.library, plan_import(stage.library, [file], stage.now), stage.now)


@says(r"I said that {who} and I have spoken lately")
def _spoken(stage: Stage, who: str) -> None:
    stage.write(lambda book: confirm_spoken(book, stage.person(who), lately=True))


# --- what they said, and how they stand to me ---


@says(
    rf"{{who}} likes (?P<liked>[\w, -]+?)(?: to (?P<purpose>{one_of(LIKED_TO)}))?"
    r"(?:, (?P<hours>(?:[a-z,-]+ )?\d\d:\d\d-\d\d:\d\d))?(?:, told on {day})?"
)
def _likes(
    stage: Stage, who: str, liked: str, purpose: str | None, hours: str | None, day: str | None
) -> None:
    command = Prefer(
        person_id=stage.person(who),
        liked=tuple(CHANNELS[word.strip()] for word in liked.split(", then ")),
        purposes=frozenset({LIKED_TO[purpose]}) if purpose else frozenset(),
        hours=WeekHours.parse(hours) if hours else None,
        said_on=date.fromisoformat(day) if day else None,
    )
    stage.write(lambda book: prefer(book, command))


@says(r"{who} never wants {channel}")
def _never(stage: Stage, who: str, channel: str) -> None:
    stage.write(lambda book: prefer(book, Prefer(person_id=stage.person(who), never=(CHANNELS[channel],))))


@says(r"{who} lives in the zone (?P<zone>[\w/]+)")
def _lives(stage: Stage, who: str, zone: str) -> None:
    stage.write(lambda book: prefer(book, Prefer(person_id=stage.person(who), time_zone=zone)))


@says(rf"{{who}} (?P<answer>{one_of(_WISHES)})(?:, told on {{day}})?")
def _wish(stage: Stage, who: str, answer: str, day: str | None) -> None:
    said_on = date.fromisoformat(day) if day else None
    command = NoteWish(person_id=stage.person(who), answer=_WISHES[answer], said_on=said_on)
    stage.write(lambda book: note_wish(book, command))


@says(r"{who} (?P<kind>needs|offers) (?P<text>.+)")
def _need(stage: Stage, who: str, kind: str, text: str) -> None:
    found = NeedKind.NEED if kind == "needs" else NeedKind.OFFER
    stage.write(lambda book: note_need(book, NoteNeed(person_id=stage.person(who), kind=found, text=text)))


@says(r"{who} (?P<what>has died|is just an address)")
def _standing(stage: Stage, who: str, what: str) -> None:
    standing = Standing.DIED if what == "has died" else Standing.JUST_AN_ADDRESS
    stage.write(lambda book: set_standing(book, stage.person(who), standing))


@says(r"I let {who} be")
def _let_be(stage: Stage, who: str) -> None:
    stage.write(lambda book: set_standing(book, stage.person(who), Standing.LEAVE_BE))
