"""`keepwarm one-to-one`: with whom, when and how; the agenda, the invitation, and what came of it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.one_to_one_output import page_as_data, say_page, say_step
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_bytes, write_json
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import Format
from keepwarm.domain.one_to_one_agenda import first_lines
from keepwarm.domain.one_to_ones import AgendaLine, OneToOne, Step, Terms
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Book
from keepwarm.storage.pages.one_to_ones import agenda_for, one_to_one_page, one_to_ones_page
from keepwarm.translations.clock import parse_time
from keepwarm.translations.days import parse_day, parse_past_day, split_day
from keepwarm.translations.english import sentence
from keepwarm.translations.one_to_ones import FORMATS, step_in_words, title_in_words
from keepwarm.usecases.find_person import Named, find_person
from keepwarm.usecases.hold_one_to_one import HoldOneToOne, hold_one_to_one
from keepwarm.usecases.log_interaction import LogInteraction, NewFact, NewPromise, NewStep, time_of_talk
from keepwarm.usecases.one_to_one_invitations import invitation_of, save_invitation, write_out
from keepwarm.usecases.one_to_ones import (
    PlanOneToOne,
    TakeStep,
    find_with,
    latest_with,
    plan_one_to_one,
    take_step,
    write_agenda,
)

_FORMAT = click.option(
    "--format", "format_", type=click.Choice([one.value for one in Format]), help="How you meet."
)
_MINUTES = click.option("--minutes", type=int, help="How long.")
_PLACE = click.option("--place", help="Where, or the link of a video call.")
_ANYWAY = click.option("--anyway", is_flag=True, help="You have read that the week is full.")
_BY = click.option("--by", type=click.Choice(["me", "them"]), help="Who gives the agreed time up.")
_SIDES = {"me": Side.MINE, "them": Side.THEIRS}
_ENDS = {"no": Step.DECLINE, "not-now": Step.NOT_NOW, "me": Step.CALL_OFF, "new-time": Step.LOOK_AGAIN}
_STANDARD_OUTPUT = Path("-")


@click.group("one-to-one")
def one_to_one_command() -> None:
    """Talks for the two of you, from the idea to what came of them.

    \b
    keepwarm one-to-one list
    keepwarm one-to-one plan "Ada Lovelace" --format walk
    keepwarm one-to-one agree ada friday 10:00
    keepwarm one-to-one held ada --send "schools that teach machines" --next "send her the list by friday"
    """


@one_to_one_command.command("list")
@at_option
@json_option
@book_option
def list_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """What is agreed, asked and thought of, and with whom one could be next.

    \b
    keepwarm one-to-one list --json
    """
    with open_book(book, at) as opened:
        page = one_to_ones_page(opened)
    if as_json:
        write_json(page_as_data(page))
    else:
        say_page(page)


@one_to_one_command.command("plan")
@click.argument("person", type=PersonName())
@_FORMAT
@_MINUTES
@_PLACE
@at_option
@book_option
def plan_command(
    person: str,
    format_: str | None,
    minutes: int | None,
    place: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Think of one with somebody; its agenda begins with what your book proposes.

    \b
    keepwarm one-to-one plan ada --format call --minutes 30
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        lines = first_lines(agenda_for(opened, row.person_id))
        mine = tuple(AgendaLine(text=sentence(line.reason, opened.today)) for line in lines)
        told: dict[str, Any] = {"minutes": minutes} if minutes is not None else {}
        told |= {"format": Format(format_)} if format_ else {}
        command = PlanOneToOne(person_id=row.person_id, place=place or "", mine=mine, **told)
        one_id = plan_one_to_one(opened, command)
        page = one_to_one_page(opened, one_id)
    say(f"Thought of: a one-to-one with {row.name}, {FORMATS[page.one.format]}.")
    for advice in page.formats:
        why = " ".join(sentence(reason, page.today) for reason in advice.reasons)
        say(f"  {FORMATS[advice.format]}: {why}", error=True)


@one_to_one_command.command("asked")
@click.argument("person", type=PersonName())
@at_option
@book_option
def asked_command(person: str, at: datetime | None, book: str | None) -> None:
    """You have asked them; now it is theirs to say.

    \b
    keepwarm one-to-one asked ada
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        say_step(row, _step(opened, find_with(opened, row.person_id), Step.INVITE), opened.zone)


@one_to_one_command.command("agree")
@click.argument("person", type=PersonName())
@click.argument("day")
@click.argument("time")
@_FORMAT
@_MINUTES
@_PLACE
@_ANYWAY
@at_option
@book_option
def agree_command(
    person: str, day: str, time: str, anyway: bool, at: datetime | None, book: str | None, **terms: Any
) -> None:
    """You agreed on a DAY and a TIME, by your clock; it becomes the next step with them.

    \b
    keepwarm one-to-one agree ada friday 10:00 --place "the botanical garden"
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        said = _terms(opened, day, time, **terms)
        one = find_with(opened, row.person_id)
        say_step(row, _step(opened, one, Step.AGREE, said, anyway=anyway), opened.zone)


@one_to_one_command.command("move")
@click.argument("person", type=PersonName())
@click.argument("day")
@click.argument("time")
@_BY
@_FORMAT
@_MINUTES
@_PLACE
@_ANYWAY
@at_option
@book_option
def move_command(
    person: str,
    day: str,
    time: str,
    by: str | None,
    anyway: bool,
    at: datetime | None,
    book: str | None,
    **terms: Any,
) -> None:
    """It moves to another DAY and TIME; how often, and who moved it, is kept and shown.

    \b
    keepwarm one-to-one move ada monday 9:30 --by them
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        said = _terms(opened, day, time, **terms)
        one = find_with(opened, row.person_id)
        moved = _step(opened, one, Step.MOVE, said, by=_SIDES.get(by or ""), anyway=anyway)
        say_step(row, moved, opened.zone)


@one_to_one_command.command("cancel")
@click.argument("person", type=PersonName())
@click.option(
    "--because",
    type=click.Choice(list(_ENDS)),
    default="me",
    show_default=True,
    help="They said no, they said not now, you call it off, or a new time is looked for.",
)
@_BY
@at_option
@book_option
def cancel_command(person: str, because: str, by: str | None, at: datetime | None, book: str | None) -> None:
    """It does not take place, or not now; "not-now" keeps the idea, "new-time" looks for another day.

    \b
    keepwarm one-to-one cancel ada --because not-now
    keepwarm one-to-one cancel ada --because new-time --by them
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        one = find_with(opened, row.person_id)
        say_step(row, _step(opened, one, _ENDS[because], by=_SIDES.get(by or "")), opened.zone)


@one_to_one_command.command("agenda")
@click.argument("person", type=PersonName())
@click.option("--add", multiple=True, metavar="LINE", help="A line of yours; may be given again.")
@click.option("--show", multiple=True, metavar="LINE", help="A line of yours that they see ahead, too.")
@click.option("--theirs", multiple=True, metavar="LINE", help="A line of theirs; may be given again.")
@click.option("--drop", multiple=True, metavar="WORDS", help="Take out each line of yours with these words.")
@at_option
@json_option
@book_option
def agenda_command(
    person: str,
    add: tuple[str, ...],
    show: tuple[str, ...],
    theirs: tuple[str, ...],
    drop: tuple[str, ...],
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Both halves of the agenda, and lines to add. Without an option it shows them.

    \b
    keepwarm one-to-one agenda ada --show "Whom should I send to you?" --theirs "her move to Lisbon"
    """
    writing = bool(add or show or theirs or drop)
    with open_book(book, at, writing=writing) as opened:
        row = find_person(opened, person)
        one = find_with(opened, row.person_id)
        if writing:
            kept = [line for line in one.mine if not any(_says(line.text, words) for words in drop)]
            kept += [AgendaLine(text=text) for text in add] + [
                AgendaLine(text=text, sent=True) for text in show
            ]
            write_agenda(opened, one.one_to_one_id, mine=tuple(kept), theirs=(*one.theirs, *theirs))
            one = find_with(opened, row.person_id)
    if as_json:
        mine = [{"text": line.text, "sent": line.sent} for line in one.mine]
        write_json({"person": row.name, "mine": mine, "theirs": list(one.theirs)})
        return
    say(bold(f"Yours, with {row.name}"))
    for line in one.mine:
        say(f"  {line.text}" + (" (they see it)" if line.sent else ""))
    say(bold("Theirs"))
    for text in one.theirs:
        say(f"  {text}")


@one_to_one_command.command("invitation")
@click.argument("person", type=PersonName())
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Write over a file of that name.")
@at_option
@book_option
def invitation_command(
    person: str, file: Path, overwrite: bool, at: datetime | None, book: str | None
) -> None:
    """The invitation, its latest change or its end as a calendar FILE, which you send; "-" writes it out.

    \b
    keepwarm one-to-one invitation ada ada.ics
    """
    with open_book(book, at) as opened:
        row = find_person(opened, person)
        one = latest_with(opened, row.person_id)
        title = title_in_words(opened.owner.name, row.name)
        made = invitation_of(opened, one.one_to_one_id, title)
    if file == _STANDARD_OUTPUT:
        write_bytes([write_out(made)])
        return
    save_invitation(made, file, overwrite=overwrite)
    to = "" if made.guest is None else f" to {made.guest.address}"
    say(f"{'The end of it' if made.cancelled else 'The invitation'} is in {file}; send it{to} yourself.")


@one_to_one_command.command("held")
@click.argument("person", type=PersonName())
@click.option(
    "--by", "channel", type=click.Choice(["in-person", "video", "call"]), help="How, if not as planned."
)
@click.option("--on", metavar="DAY", help="The day, if not as agreed or today.")
@_MINUTES
@click.option("--note", default="", help="What it was about.")
@click.option("--my-share", type=int, help="How much of the talking was yours, 0 to 100 in a hundred.")
@click.option(
    "--wants", multiple=True, help="What they work towards; may be given again, as may what follows."
)
@click.option("--does", multiple=True, help="What they do.")
@click.option("--for-whom", multiple=True, help="For whom they do it.")
@click.option("--send", multiple=True, help="Whom to send to them.")
@click.option("--says-i-do", multiple=True, help="What they would now say that you do.")
@click.option("--promise", "mine", multiple=True, metavar="'… by DAY'", help="What you promised.")
@click.option("--promised", "theirs", multiple=True, metavar="'… by DAY'", help="What they promised you.")
@click.option("--next", "next_", metavar="'… on DAY'", help="The next contact, placed while still talking.")
@at_option
@book_option
def held_command(person: str, at: datetime | None, book: str | None, **said: Any) -> None:
    """You held it: the talk, what they told, promises and the next step, in one save.

    \b
    keepwarm one-to-one held ada --does "teaches machines" --send "schools" --says-i-do "frames pictures"
    keepwarm one-to-one held ada --promise "the list by friday" --next "a walk on 2026-12-20" --my-share 40
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        one = find_with(opened, row.person_id)
        hold_one_to_one(
            opened, HoldOneToOne(one_to_one_id=one.one_to_one_id, talk=_talk(opened, row, one, said))
        )
    say(f"Kept: your one-to-one with {row.name}.")


_KINDS = {
    "wants": FactKind.GOALS,
    "does": FactKind.DOES,
    "for_whom": FactKind.FOR_WHOM,
    "send": FactKind.SEND_THEM,
    "says_i_do": FactKind.SAYS_I_DO,
}


def _talk(book: Book, row: Named, one: OneToOne, said: dict[str, Any]) -> LogInteraction:
    was = one.at is not None and one.at <= book.now
    agreed_on = one.at.astimezone(book.zone).date() if was and one.at else None
    on = parse_past_day(said["on"], book.today) if said["on"] else agreed_on
    minutes = said["minutes"] or one.minutes
    promises = [_promise(words, Side.MINE, book.today) for words in said["mine"]]
    promises += [_promise(words, Side.THEIRS, book.today) for words in said["theirs"]]
    return LogInteraction(
        person_id=row.person_id,
        channel=Channel(said["channel"]) if said["channel"] else one.channel,
        at=time_of_talk(book, on, minutes),
        minutes=minutes,
        note=said["note"],
        my_share=said["my_share"],
        facts=tuple(NewFact(text=text, kind=kind) for name, kind in _KINDS.items() for text in said[name]),
        promises=tuple(promises),
        next_step=_next(said["next_"], book.today) if said["next_"] else None,
    )


def _promise(words: str, side: Side, today: date) -> NewPromise:
    text, due_on = split_day(words, "by", today)
    return NewPromise(text=text, side=side, due_on=due_on)


def _next(words: str, today: date) -> NewStep:
    text, due_on = split_day(words, "on", today)
    return NewStep(text=text, due_on=due_on)


def _step(
    book: Book,
    one: OneToOne,
    step: Step,
    terms: Terms | None = None,
    *,
    by: Side | None = None,
    anyway: bool = False,
) -> OneToOne:
    command = TakeStep(
        one_to_one_id=one.one_to_one_id,
        step=step,
        terms=terms or Terms(),
        by=by,
        anyway=anyway,
        words=step_in_words,
    )
    came = take_step(book, command)
    if came.full is not None:
        raise Invalid(f"{sentence(came.full, book.today)} Say it again with --anyway, or choose another day.")
    return came.one


def _terms(book: Book, day: str, time: str, **said: Any) -> Terms:
    clock = parse_time(time)
    if clock is None:
        raise Invalid(f"{time!r} is no time of day; write it like 10:00 or 6pm.")
    at = datetime.combine(parse_day(day, book.today), clock, tzinfo=book.zone)
    format_ = Format(said["format_"]) if said["format_"] else None
    return Terms(at=at, minutes=said["minutes"], format=format_, place=said["place"])


def _says(text: str, words: str) -> bool:
    return bool(words.strip()) and words.strip().casefold() in text.casefold()
