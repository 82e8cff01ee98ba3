"""`keepwarm practise`: the programme of thirty days, a day at a time."""

from collections.abc import Mapping
from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import Day
from keepwarm.storage.book import Book
from keepwarm.storage.pages.practice import PracticePage, practice_page
from keepwarm.translations.practice import COMMANDS, done_in_words, since_in_words
from keepwarm.usecases.practice_language import choose_language, programme_in
from keepwarm.usecases.practise import (
    answer_day,
    begin_day,
    day_of,
    go_on,
    next_day,
    pause,
)


@click.command("practise")
@click.option(
    "--begin", is_flag=True, help="Begin the next day, or the one of --day; once more, if you like."
)
@click.option("--day", type=int, metavar="N", help="Another day than the one you are at, 1 to 30.")
@click.option(
    "--answer",
    "answers",
    nargs=2,
    multiple=True,
    metavar="LINE WORDS",
    help="Complete a line of the worksheet.",
)
@click.option("--pause", "pausing", is_flag=True, help="Rest from it; Today says nothing of it.")
@click.option("--go-on", "going_on", is_flag=True, help="End the pause.")
@click.option("--list", "listing", is_flag=True, help="All thirty days, and which of them are done.")
@click.option("--answers", "answered", is_flag=True, help="What you have answered, and what happened since.")
@click.option(
    "--language", metavar="CODE", help="Read the days in a language of which there are some: en, de."
)
@at_option
@json_option
@book_option
def practise_command(
    begin: bool,
    day: int | None,
    answers: tuple[tuple[str, str], ...],
    pausing: bool,
    going_on: bool,
    listing: bool,
    answered: bool,
    language: str | None,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Thirty days of practice: an idea, a task that your book sees to be done, a few lines to complete.

    \b
    keepwarm practise --begin
    keepwarm practise --answer last "asked after her garden"
    keepwarm practise --begin --day 12
    """
    if pausing and going_on:
        raise Invalid("Either rest or go on: give one of --pause and --go-on.")
    writing = bool(begin or answers or pausing or going_on or language)
    with open_book(book, at, writing=writing) as opened:
        if language:
            choose_language(opened, language)
        if begin:
            _begin(opened, day)
        if answers:
            answer_day(opened, dict(answers), day)
        if pausing:
            pause(opened)
        if going_on:
            go_on(opened)
        page = practice_page(opened)
    if problem := programme_in(page.language).problem:
        say(problem, error=True)
    if as_json:
        write_json(_as_data(page))
    elif listing:
        _list(page)
    elif answered:
        _answers(page)
    else:
        _show(page, day)


def _begin(book: Book, day: int | None) -> None:
    if day is not None:
        begin_day(book, day)
    elif practice_page(book).current is None:
        begin_day(book, 1)
    else:
        next_day(book)


def _show(page: PracticePage, number: int | None) -> None:
    current = page.current
    if number is None and current is None:
        say("Thirty days, an idea a day: `keepwarm practise --begin` begins, `--list` names them.")
        return
    day = day_of(number or (current.day if current else 1), page.language)
    row = page.latest(day.number)
    if page.paused:
        say("You are resting; `keepwarm practise --go-on` ends that.")
    say(bold(f"Day {day.number}: {day.title}"))
    for paragraph in day.idea:
        say()
        say(click.wrap_text(paragraph, 100))
    say()
    say(f"{bold('To do:')} {day.do}")
    say(f"  keepwarm {COMMANDS[day.task]}")
    if row is None:
        say(f"  Not begun; `keepwarm practise --begin --day {day.number}` begins it.")
    else:
        say(f"  {done_in_words(row.done_on, page.today)}")
    _say_lines(day, {} if row is None else row.answers)


def _say_lines(day: Day, held: Mapping[str, str]) -> None:
    say()
    say(bold("To complete"))
    for line in day.lines:
        say(f"  {line.key}: {line.text}" + (f" {held[line.key]}" if line.key in held else ""))


def _list(page: PracticePage) -> None:
    for day in programme_in(page.language).days:
        row = page.latest(day.number)
        state = "" if row is None else f" ({'begun' if row.done_on is None else 'done'})"
        say(f"{day.number:2} {day.title}{state}")


def _answers(page: PracticePage) -> None:
    if page.since is not None and (since := since_in_words(page.since, page.today)):
        say(since)
    for row in reversed(page.begun):
        if row.answers:
            day = day_of(row.day, page.language)
            say()
            say(bold(f"Day {day.number}: {day.title}") + f" {done_in_words(row.done_on, page.today)}")
            for line in day.lines:
                if line.key in row.answers:
                    say(f"  {line.text} {row.answers[line.key]}")


def _as_data(page: PracticePage) -> dict[str, object]:
    return {
        "day": page.current.day if page.current else None,
        "paused": page.paused,
        "language": programme_in(page.language).language,
        "days": [
            {
                "day": row.day,
                "title": day_of(row.day, page.language).title,
                "task": day_of(row.day, page.language).do,
                "began_on": row.began_on,
                "done_on": row.done_on,
                "answers": dict(row.answers),
            }
            for row in reversed(page.begun)
        ],
    }
