"""`event`: gatherings, from the first thought to the look back, and who is there."""

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.event_groups import groups_command
from keepwarm.cli.event_lines import line_as_data, line_in_words, page_as_data, page_in_words, planned
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.errors import Invalid, Unreadable
from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.storage.book import Book
from keepwarm.storage.pages.event import event_page
from keepwarm.storage.pages.events import events_page
from keepwarm.translations.days import parse_day, parse_past_day
from keepwarm.translations.english import day_in_words, plural, sentence
from keepwarm.translations.events import KINDS_OF_MANY, STATES
from keepwarm.usecases.attendee_lists import plan_list, take_in_list
from keepwarm.usecases.find_person import find_person, name_person
from keepwarm.usecases.plan_event import (
    AddEvent,
    add_typed_event,
    bring_event,
    decide,
    edit_event,
    find_event,
    meet_named,
    note_event,
    plan_to_meet,
)
from keepwarm.usecases.review_event import Placed, finish_review, place_follow_up
from keepwarm.usecases.review_event import leave_it as leave_at_that
from keepwarm.usecases.tend_circle import find_circle

_KINDS = click.Choice([kind.value for kind in EventKind])
_ANSWERS = {"going": EventState.GOING, "idea": EventState.IDEA, "no": EventState.DECLINED}
_EVENING = time(18, 30)
_LARGEST = 4 * 1024 * 1024
_WESTERN = "cp1252"


@click.group("event")
def event_command() -> None:
    """Events: add them, decide, plan whom to meet, note, look back.

    \b
    keepwarm event add "Founders' evening" --on thursday --from 18:30
    keepwarm event review "Founders' evening"
    """


event_command.add_command(groups_command)


@event_command.command("add")
@click.argument("name", required=False)
@click.option("--on", metavar="DAY", help="When: friday, 3 december, 2026-12-03.")
@click.option("--from", "begins", metavar="HOUR", help="From when: 18:30 where it is not said.")
@click.option("--until", metavar="HOUR", help="Until when.")
@click.option("--kind", type=_KINDS, default="meetup", show_default=True, help="What kind it is.")
@click.option("--place", default="", help="Where.")
@click.option("--about", default="", help="What it is about.")
@click.option("--group", help="The recurring group that meets.")
@click.option("--going", is_flag=True, help="You go; else it is an idea.")
@click.option("--ics", type=click.Path(), help="Take it from an .ics file; - reads standard input.")
@at_option
@book_option
def add_command(
    name: str | None,
    on: str | None,
    begins: str | None,
    until: str | None,
    kind: str,
    place: str,
    about: str,
    group: str | None,
    going: bool,
    ics: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Add an event by its NAME and day, or from a calendar item.

    \b
    keepwarm event add "Museum evening" --on friday --from 19:00 --kind talk --going
    keepwarm event add --ics invitation.ics
    """
    with open_book(book, at, writing=True) as opened:
        if ics is not None:
            found = bring_event(opened, _read(ics), kind=EventKind(kind))
            event_id = found.event_id
            if going:
                decide(opened, event_id, EventState.GOING)
        else:
            begin, end = _moments(opened, on, begins, until)
            command = AddEvent(
                name=name or "",
                at=begin,
                ends_at=end,
                kind=EventKind(kind),
                state=EventState.GOING if going else EventState.IDEA,
                circle_id=None if group is None else find_circle(opened, group),
                words={"place": place, "about": about},
            )
            event_id = add_typed_event(opened, command)
        page = event_page(opened, event_id)
    say(f"Kept: {page.event.name}, {day_in_words(page.first_on, page.today)}, {page.at:%H:%M}.")


@event_command.command("list")
@at_option
@json_option
@book_option
def list_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """Your events: what comes, what waits for a look back, what they led to."""
    with open_book(book, at) as opened:
        page = events_page(opened)
    if as_json:
        parts = {name: getattr(page, name) for name in ("ahead", "to_review", "past", "declined")}
        told = {name: [line_as_data(line) for line in lines] for name, lines in parts.items()}
        said = {"kinds": page.kinds, "variety": page.variety, "too_many": page.too_many}
        write_json(told | said)
        return
    for head, lines in (("Coming", page.ahead), ("To look back at", page.to_review), ("Before", page.past)):
        if lines:
            say(bold(head))
        for line in lines:
            say(f"  {line_in_words(line, page.today)}")
    if page.kinds:
        say(bold("What they led to"))
    for kind in page.kinds:
        talks, now = plural(kind.conversations, "conversation"), plural(kind.connections, "connection")
        say(f"  {KINDS_OF_MANY[kind.kind]}: {kind.events}; {talks}, {now} now")
    for reason in filter(None, (*page.variety, page.too_many)):
        say(sentence(reason, page.today))
    if not (page.ahead or page.to_review or page.past):
        say("No event yet: keepwarm event add")


@event_command.command("show")
@click.argument("event")
@at_option
@json_option
@book_option
def show_command(event: str, at: datetime | None, as_json: bool, book: str | None) -> None:
    """One EVENT: is it the right one, whom to meet, who was met and what follows."""
    with open_book(book, at) as opened:
        page = event_page(opened, find_event(opened, event))
    if as_json:
        write_json(page_as_data(page))
        return
    for line in page_in_words(page):
        say(line)


@event_command.command("decide")
@click.argument("event")
@click.argument("answer", type=click.Choice(list(_ANSWERS)))
@at_option
@book_option
def decide_command(event: str, answer: str, at: datetime | None, book: str | None) -> None:
    """Say of an EVENT whether you go."""
    with open_book(book, at, writing=True) as opened:
        event_id = find_event(opened, event)
        decide(opened, event_id, _ANSWERS[answer])
        page = event_page(opened, event_id)
    say(f"{page.event.name}: {STATES[page.event.state]}.")


@event_command.command("attendees")
@click.argument("event")
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
@click.option(
    "--link-likely", is_flag=True, help="Take who bears the name of one person in your book for them."
)
@at_option
@json_option
@book_option
def attendees_command(
    event: str,
    file: str,
    dry_run: bool,
    link_likely: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Bring who will be at an EVENT: a table, a calendar's guests, or lines; - reads standard input.

    They stay with the event; nobody comes into your book until you have met.

    \b
    keepwarm event attendees "Museum evening" guests.csv
    pbpaste | keepwarm event attendees "Museum evening" -
    """
    text = _read(file)
    with open_book(book, at, writing=not dry_run) as opened:
        event_id = find_event(opened, event)
        plan = plan_list(opened, event_id, text)
        if not dry_run:
            lone = [(place, line) for place, line in enumerate(plan.lines) if len(line.likely) == 1]
            same = [(place, line.likely[0].person_id) for place, line in lone] if link_likely else []
            take_in_list(opened, event_id, text, same)
    if as_json:
        write_json(
            {
                "new": len(plan.fresh),
                "in_book": plan.linked,
                "there_already": len(plan.lines) - len(plan.fresh),
                "perhaps_in_book": [
                    {"name": line.guest.name, "may_be": [public_id(one.person_id) for one in line.likely]}
                    for line in plan.unsure
                ],
                "left_out": [{"place": one.place, "reason": one.reason} for one in plan.refused],
            }
        )
        return
    say(f"{plural(len(plan.fresh), 'person', 'people')} for the list, {plan.linked} in your book.")
    for line in plan.unsure:
        others = ", ".join(one.name for one in line.likely)
        say(f"  {line.guest.name} may be in your book: {others}", error=True)
    for one in plan.refused:
        say(f"  {one.place} {one.reason}", error=True)
    if dry_run:
        say("Nothing is kept yet.")


@event_command.command("plan")
@click.argument("event")
@click.option(
    "--meet", multiple=True, type=PersonName(), help="Somebody of your book to meet there; repeat it."
)
@click.option("--reason", default="", help="Why, of the one whom --meet names.")
@click.option("--question", default="", help="What to ask them.")
@click.option("--goal", help="What you go for.")
@click.option("--to-learn", help="What you want to learn about two people.")
@click.option("--introduction", help="Who you are, in thirty seconds.")
@at_option
@book_option
def plan_command(
    event: str,
    meet: tuple[str, ...],
    reason: str,
    question: str,
    goal: str | None,
    to_learn: str | None,
    introduction: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Plan an EVENT: whom to meet and why, what to learn, how to introduce yourself.

    \b
    keepwarm event plan "Museum evening" --meet "Ada Lovelace" --reason "she looks for a printer"
    """
    said = {"goal": goal, "to_learn": to_learn, "introduction": introduction}
    changes = {name: text for name, text in said.items() if text is not None}
    with open_book(book, at, writing=True) as opened:
        event_id = find_event(opened, event)
        for who in meet:
            words = {name: text for name, text in (("reason", reason), ("question", question)) if text}
            plan_to_meet(opened, event_id, find_person(opened, who).person_id, words)
        if changes:
            edit_event(opened, event_id, changes)
        page = event_page(opened, event_id)
    for line in planned(page):
        say(line)


@event_command.command("note")
@click.argument("event")
@click.argument("text")
@at_option
@book_option
def note_command(event: str, text: str, at: datetime | None, book: str | None) -> None:
    """Note what you learned at an EVENT."""
    with open_book(book, at, writing=True) as opened:
        event_id = find_event(opened, event)
        kept = note_event(opened, event_id, text)
    say("Noted." if kept else "There was nothing to note.")


@event_command.command("met")
@click.argument("event")
@click.argument("name")
@click.option("--next", "due", metavar="DAY", help="Place the next contact for that day.")
@click.option("--leave-it", is_flag=True, help="Leave it at that, on purpose.")
@at_option
@book_option
def met_command(
    event: str, name: str, due: str | None, leave_it: bool, at: datetime | None, book: str | None
) -> None:
    """Keep that you met somebody of an EVENT's list, or somebody of your book.

    \b
    keepwarm event met "Museum evening" "Cleo Roy" --next friday
    """
    with open_book(book, at, writing=True) as opened:
        event_id = find_event(opened, event)
        step = None if due is None else Placed(text="", due_on=parse_day(due, opened.today))
        found = meet_named(opened, event_id, name)
        if step is not None:
            place_follow_up(opened, found.encounter_id, step)
        elif leave_it:
            leave_at_that(opened, found.encounter_id)
        who = name_person(opened, found.person_id)
    say(f"Met {who.name}." + ("" if step or leave_it else " What follows? --next DAY, or --leave-it."))


@event_command.command("review")
@click.argument("event")
@click.option("--learned", help="What you learned, in place of what is noted.")
@at_option
@book_option
def review_command(event: str, learned: str | None, at: datetime | None, book: str | None) -> None:
    """Look back at an EVENT. Everybody met there has a next contact, was followed up, or was left at that."""
    with open_book(book, at, writing=True) as opened:
        event_id = find_event(opened, event)
        finish_review(opened, event_id, learned)
        page = event_page(opened, event_id)
    met = plural(len(page.met), "conversation")
    say(f"{page.event.name}: {met}; with {page.next_steps} of them something follows.")


def _moments(
    book: Book, on: str | None, begins: str | None, until: str | None
) -> tuple[datetime, datetime | None]:
    if on is None:
        raise Invalid("The event has no day yet; say it with --on, like --on friday.")
    plain = on.strip().lower()
    day = (parse_past_day if plain == "yesterday" else parse_day)(on, book.today)
    first = _moment(book, day, _EVENING if begins is None else _hour(begins))
    if until is None:
        return first, None
    last = _moment(book, day, _hour(until))
    return first, last if last > first else last + timedelta(days=1)


def _hour(written: str) -> time:
    try:
        return time.fromisoformat(written).replace(tzinfo=None)
    except ValueError as error:
        raise Invalid(f"{written!r} is no hour; write it as 18:30.") from error


def _moment(book: Book, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=book.zone).astimezone(UTC)


def _read(file: str) -> str:
    """What a file, or standard input, holds as text."""
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else _bytes_of(Path(file))
    except OSError as error:
        raise Unreadable(
            f"{file} cannot be read: {error.strerror}; check the file and its rights."
        ) from error
    if len(content) > _LARGEST:
        raise Invalid(f"{file} is larger than a list of people is; bring the part that you need.")
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_WESTERN, "replace")


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)
