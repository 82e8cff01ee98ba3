"""`wish`, `keep`, `forget`: what they wish, how close you want to be, and what goes."""

from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, open_book
from keepwarm.cli.output import say
from keepwarm.domain.bearings import Bearing, Wish
from keepwarm.translations.days import parse_past_day
from keepwarm.translations.known import CLOSENESSES, OVER, every_in_words, wish_in_words
from keepwarm.translations.spans import parse_span
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.note_facts import take_out_what_says
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing, find_bearing
from keepwarm.usecases.tend_wish import NoteWish, find_wish, note_wish, take_back_wish

_UNSAID = "unsaid"
_CLOSENESS_WORDS = {words.replace(" ", "-"): closeness for closeness, words in CLOSENESSES.items()}


@click.command("wish")
@click.argument("person", type=PersonName())
@click.argument("answer", type=click.Choice([*(wish.value for wish in Wish), _UNSAID]))
@click.option("--words", default="", help="What they said, in their words.")
@click.option("--on", "day", metavar="DAY", help="When they said it, where it was not today.")
@at_option
@book_option
def wish_command(
    person: str, answer: str, words: str, day: str | None, at: datetime | None, book: str | None
) -> None:
    """Write down whether somebody wants to stay in touch too. A no ends every proposal.

    Unclear is asked once more, and only once. 'unsaid' takes back what was written down.

    \b
    keepwarm wish "Ada Lovelace" yes --words "Ring me any time."
    keepwarm wish "Bob" no
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        if answer == _UNSAID:
            take_back_wish(opened, row.person_id)
        else:
            said_on = parse_past_day(day, opened.today) if day else None
            wish = Wish(answer)
            note_wish(opened, NoteWish(person_id=row.person_id, answer=wish, words=words, said_on=said_on))
        held = find_wish(opened, row.person_id)
    said = "nothing is written down of their wish." if held is None else wish_in_words(held, opened.today)
    say(f"{row.name}: {said}")
    if answer == Wish.NO:
        say(OVER)


@click.command("keep")
@click.argument("person", type=PersonName())
@click.argument("closeness", type=click.Choice([*_CLOSENESS_WORDS, *map(str, CLOSENESSES)]), required=False)
@click.option("--every", metavar="TIME", help="A rhythm of your choice: '5 weeks', '10 days', '2 months'.")
@click.option("--own-rhythm", is_flag=True, help="Back to the rhythm that this tie has by itself.")
@at_option
@book_option
def keep_command(
    person: str,
    closeness: str | None,
    every: str | None,
    own_rhythm: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Say how close you want to be with somebody, and how often to be in touch.

    Without a choice it says how it is. 1, 2 and 3 stand for now-and-then, as-with-most and close.

    \b
    keepwarm keep "Ada Lovelace" close --every "5 weeks"
    keepwarm keep "Ada Lovelace" --own-rhythm
    """
    chosen = closeness is not None or every is not None or own_rhythm
    with open_book(book, at, writing=chosen) as opened:
        row = find_person(opened, person)
        if chosen:
            command = ChooseBearing(
                person_id=row.person_id,
                closeness=_closeness_of(closeness),
                cadence_days=None if every is None else parse_span(every),
                own_rhythm=own_rhythm,
            )
            choose_bearing(opened, command)
        bearing = find_bearing(opened, row.person_id)
    say(f"{row.name}: {_in_words(bearing)}.")


def _closeness_of(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _CLOSENESS_WORDS[word]


def _in_words(bearing: Bearing) -> str:
    rhythm = every_in_words(bearing.cadence_days) if bearing.cadence_days else "in its own rhythm"
    left_out = "" if bearing.proposed else ", not on your list"
    return f"{CLOSENESSES[bearing.closeness]}, {rhythm}{left_out}"


@click.command("forget")
@click.argument("person", type=PersonName())
@click.argument("words")
@at_option
@book_option
def forget_command(person: str, words: str, at: datetime | None, book: str | None) -> None:
    """Take out something that you noted of somebody: the fact, or the day, in which the words are.

    \b
    keepwarm forget "Ada Lovelace" "keeps bees"
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        text = take_out_what_says(opened, row.person_id, words)
    say(f"Taken out of what you know of {row.name}: {text}.")
