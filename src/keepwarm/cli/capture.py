"""`capture` and `met`: somebody just met, and what the owner felt about meeting them."""

from datetime import date, datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import Opinion
from keepwarm.domain.people import Handle
from keepwarm.storage.book import Book
from keepwarm.storage.pages.capture import find_event_named
from keepwarm.translations.days import split_day
from keepwarm.translations.english import day_in_words
from keepwarm.translations.first_meetings import felt_in_words
from keepwarm.translations.talk_grammar_facts import told_fact
from keepwarm.usecases.capture_person import Captured, CapturePerson, capture_person, who_it_is
from keepwarm.usecases.find_person import find_person, name_person, recognise_handle
from keepwarm.usecases.first_meeting import FirstMeeting, note_first_meeting
from keepwarm.usecases.log_interaction import NewFact, NewStep

_WISHES = click.Choice([wish.value for wish in Wish])
_OPINIONS = click.Choice([one.value for one in Opinion])
_OVER = "They do not want to stay in touch: nothing is proposed, and that is fine."


@click.command("capture")
@click.argument("name")
@click.option("--event", metavar="NAME", help="The event at which you met, by its name or a part of it.")
@click.option("--place", default="", help="Where you met, if at no event of the book.")
@click.option("--wanted", type=_WISHES, help="Whether they want to stay in touch too.")
@click.option(
    "--reach", metavar="'CHANNEL ADDRESS'", help="How they like to be reached: 'text +44 …', 'call'."
)
@click.option("--words", default="", help="What they said of being reached, in their words.")
@click.option("--also", multiple=True, metavar="ADDRESS", help="A further address; may be given again.")
@click.option("--learned", default="", help="One thing that you learned.")
@click.option("--keep-private", is_flag=True, help="Keep it as a fact though it touches health or faith.")
@click.option("--next", "step", metavar="'… on DAY'", help="The next contact, placed at once.")
@click.option("--leave-it", is_flag=True, help="Nothing is to follow.")
@click.option("--organization", default="", help="Where they work or belong.")
@click.option("--title", default="", help="As what.")
@click.option("--is", "same", metavar="PERSON", help="Who it is in the book already.")
@click.option("--new", "is_new", is_flag=True, help="It is nobody in the book, whoever it may look like.")
@json_option
@at_option
@book_option
def capture_command(
    name: str,
    event: str | None,
    place: str,
    wanted: str | None,
    reach: str | None,
    words: str,
    also: tuple[str, ...],
    learned: str,
    keep_private: bool,
    step: str | None,
    leave_it: bool,
    organization: str,
    title: str,
    same: str | None,
    is_new: bool,
    as_json: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Write down somebody whom you just met, as one thing: everything but the name can wait.

    \b
    keepwarm capture "Ada Lovelace" --event breakfast --wanted yes --reach "text +44 20 7946 0018"
    keepwarm capture "Ada Lovelace" --learned "keeps bees" --next "call on friday"
    """
    with open_book(book, at, writing=True) as opened:
        prefers, handle = _reach(reach)
        fact, note = _learned(learned, keep_private=keep_private)
        command = CapturePerson(
            name=name,
            person_id=None if same is None else find_person(opened, same).person_id,
            is_new=is_new,
            event_id=None if event is None else find_event_named(opened, event),
            place=place,
            wanted=None if wanted is None else Wish(wanted),
            handles=(*handle, *map(recognise_handle, also)),
            prefers=prefers,
            prefers_words=words,
            learned=fact,
            note=note,
            next_step=None if step is None else _step(step, opened.today, prefers),
            leave_it=leave_it,
            organization=organization,
            title=title,
        )
        _ask_who(opened, command)
        kept = capture_person(opened, command)
        called = name_person(opened, kept.person_id).name
    _say_kept(called, kept, command, in_note=bool(note), as_json=as_json)


def _ask_who(book: Book, command: CapturePerson) -> None:
    """Raise Ambiguous where a name or an address fits somebody in the book."""
    fits = [one for one in who_it_is(book, command).likely if one.is_to_ask]
    if fits:
        named = ", ".join(f"{one.name} ({public_id(one.person_id)})" for one in fits)
        raise Ambiguous(
            f"{command.name} may be in your book already: {named}. Say who with --is, or --new for nobody."
        )


def _say_kept(name: str, kept: Captured, command: CapturePerson, *, in_note: bool, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "person": name,
                "id": public_id(kept.person_id),
                "is_new": kept.is_new,
                "may_be": [{"person": one.name, "id": public_id(one.person_id)} for one in kept.likely],
            }
        )
        return
    say(f"Kept: {name}{', new in your book' if kept.is_new else ', who was in your book'}.")
    if in_note:
        say("  In the note alone, as it is private: what you learned (--keep-private keeps it as a fact)")
    for one in kept.likely:
        say(f"  May be {one.name}: keepwarm merge {public_id(one.person_id)} {public_id(kept.person_id)}")
    if command.wanted is Wish.NO:
        say(_OVER)
    elif command.next_step is None and not command.leave_it:
        say("  What comes next? keepwarm log with --next, or keepwarm met with --again no")


def _reach(words: str | None) -> tuple[Channel | None, tuple[Handle, ...]]:
    """Of "text +44 …" the channel they like and the address; either may be alone."""
    if words is None:
        return None, ()
    first, _, rest = words.strip().partition(" ")
    if first in set(Channel):
        return Channel(first), (recognise_handle(rest.strip()),) if rest.strip() else ()
    return None, (recognise_handle(words),)


def _learned(text: str, *, keep_private: bool) -> tuple[NewFact | None, str]:
    """What was learned as a fact; in the note alone, where it is private and that is not wanted."""
    if not text.strip():
        return None, ""
    told = told_fact(text.strip())
    if told.sensitive and not keep_private:
        return None, text
    return NewFact(text=told.text, kind=told.kind, sensitive=told.sensitive), ""


def _step(words: str, today: date, prefers: Channel | None) -> NewStep:
    text, due_on = split_day(words, "on", today)
    return NewStep(text=text, due_on=due_on, channel=prefers)


@click.command("met")
@click.argument("person", type=PersonName())
@click.option("--got-on", type=_OPINIONS, help="Whether you got on.")
@click.option("--again", type=_OPINIONS, help="Whether you would talk to them again; 'no' leaves it at that.")
@click.option("--cares", default="", help="What they care about, in a few words.")
@at_option
@book_option
def met_command(
    person: str, got_on: str | None, again: str | None, cares: str, at: datetime | None, book: str | None
) -> None:
    """Say how a first meeting was: your own feeling, never a grade of them.

    Somebody left at that comes up once more: where you both are, or in half a year.

    \b
    keepwarm met "Ada Lovelace" --got-on yes --again yes --cares "her bees"
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        command = FirstMeeting(
            person_id=row.person_id,
            got_on=None if got_on is None else Opinion(got_on),
            again=None if again is None else Opinion(again),
            cares=cares,
        )
        if command == FirstMeeting(person_id=row.person_id):
            raise Invalid("Say one of --got-on, --again and --cares; each may stand alone.")
        kept, today = note_first_meeting(opened, command), opened.today
    felt = felt_in_words(kept.got_on, kept.again)
    say(f"Noted of {row.name}{f': {felt}' if felt else ''}.")
    if kept.back_on is not None:
        say(f"  They come up once more {day_in_words(kept.back_on, today)}, or where you both are before.")
