"""`keepwarm answer`, `finish`: what becomes of a line of today's list, and of the list."""

from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, open_book
from keepwarm.cli.output import say
from keepwarm.domain.channels import Channel
from keepwarm.translations.english import CHANNELS
from keepwarm.usecases.answer_today import (
    Answer,
    advised_today,
    answer_today,
    done_today,
    finish_day,
    go_on_with_day,
    propose_again,
)
from keepwarm.usecases.find_person import find_person

_DONE, _AGAIN = "done", "again"
_SAID = {
    Answer.TOMORROW: "is back on the list tomorrow",
    Answer.SKIP: "is left out for a week",
    Answer.NEVER: "is not proposed any more ('keepwarm answer PERSON again' takes that back)",
}


@click.command("answer")
@click.argument("person", type=PersonName())
@click.argument("answer", type=click.Choice([_DONE, *(answer.value for answer in Answer), _AGAIN]))
@click.option(
    "--by",
    "channel",
    type=click.Choice([channel.value for channel in Channel]),
    help="With 'done': by which channel you were in touch; else the one that today advises.",
)
@click.option("--only-in-touch", is_flag=True, help="With 'done': your promises that were due stay open.")
@at_option
@book_option
def answer_command(
    person: str,
    answer: str,
    channel: str | None,
    only_in_touch: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Say what becomes of somebody on today's list. Only 'done' is a contact.

    Done logs that you were in touch just now, keeps your promises that were due, and says which; tomorrow
    and skip (a week) put somebody off; never takes them off the list for good, and again puts them back.

    \b
    keepwarm answer "Ada Lovelace" done
    keepwarm answer "Ada Lovelace" done --by call --only-in-touch
    keepwarm answer ada tomorrow
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        if answer == _DONE:
            by = advised_today(opened, row.person_id) if channel is None else Channel(channel)
            if by is None:
                raise click.UsageError("Say by which channel: keepwarm answer PERSON done --by call")
            kept = done_today(opened, row.person_id, by, keeping=not only_in_touch).kept
            said = f"was in touch with you {CHANNELS[by]}" + (f". Kept: {'; '.join(kept)}" if kept else "")
        elif answer == _AGAIN:
            propose_again(opened, row.person_id)
            said = "may be proposed again"
        else:
            answer_today(opened, row.person_id, Answer(answer))
            said = _SAID[Answer(answer)]
    say(f"{row.name} {said}.")


@click.command("finish")
@click.option("--not-yet", is_flag=True, help="Take it back and go on.")
@at_option
@book_option
def finish_command(not_yet: bool, at: datetime | None, book: str | None) -> None:
    """That was it for today: the list is put away until tomorrow.

    \b
    keepwarm finish
    keepwarm finish --not-yet
    """
    with open_book(book, at, writing=True) as opened:
        changed = go_on_with_day(opened) if not_yet else finish_day(opened)
    if not_yet:
        say("The list is back." if changed else "The day was not finished.")
    else:
        say("That was it for today.")
