"""`keepwarm introduce`: introductions, from the idea over both consents to the thanks."""

from datetime import date, datetime
from typing import Any

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.introduce_output import as_data, lines_of, state_line, text_as_data
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.bringing import Form, Outcome, Role
from keepwarm.domain.errors import Invalid
from keepwarm.domain.introductions import Introduction, Terms
from keepwarm.storage.book import Book
from keepwarm.storage.pages.introductions import introduction_line, introductions_page
from keepwarm.translations.days import parse_day, parse_past_day
from keepwarm.translations.english import sentence
from keepwarm.translations.introducing import (
    PHRASES,
    title_in_words,
)
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.introduce import (
    BeginIntroduction,
    TakeMove,
    begin_introduction,
    find_begun,
    take_move,
    word_introduction,
)
from keepwarm.usecases.introduction_texts import prepare_texts

_ON = click.option("--on", metavar="DAY", help="When it was: yesterday, friday, 2026-11-20; else today.")
_ABOUT = click.option("--about", default="", help="What it is for; both read it, so name nobody in it.")
_WITH = click.option(
    "--with", "other", type=PersonName(), help="The other whom it needs, where PERSON alone fits several."
)


@click.group("introduce")
def introduce_command() -> None:
    """Bring two people together, or be introduced: both say yes before anybody learns who is meant.

    \b
    keepwarm introduce two "Ada Lovelace" "Grace Hopper" --about "machines that reckon"
    keepwarm introduce me "Grace Hopper" "Ada Lovelace" --about "a talk about compilers"
    keepwarm introduce show ada
    keepwarm introduce move ada yes-one
    """


@introduce_command.command("two")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@_ABOUT
@click.option("--why", default="", help="Why PERSON may like it; only they read it.")
@click.option("--why-other", default="", help="Why OTHER may like it; only they read it.")
@at_option
@book_option
def two_command(at: datetime | None, book: str | None, **said: Any) -> None:
    """Begin to introduce PERSON, whom you ask first, and OTHER to each other.

    \b
    keepwarm introduce two ada grace --about "machines that reckon" --why "you look for somebody to build one"
    """
    _begin(Form.MADE, at, book, **said)


@introduce_command.command("me")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@_ABOUT
@click.option("--why", default="", help="Why PERSON may like to know you; it is passed on to them.")
@click.option("--why-other", default="", help="Why you ask OTHER.")
@at_option
@book_option
def me_command(at: datetime | None, book: str | None, **said: Any) -> None:
    """Begin to be introduced to PERSON by OTHER, who knows them.

    \b
    keepwarm introduce me "Grace Hopper" "Ada Lovelace" --about "a talk about compilers"
    """
    _begin(Form.ASKED, at, book, **said)


@introduce_command.command("given")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@_ABOUT
@_ON
@at_option
@book_option
def given_command(at: datetime | None, book: str | None, **said: Any) -> None:
    """OTHER has introduced you to PERSON; you are reminded to thank, and to tell how it went.

    \b
    keepwarm introduce given "Grace Hopper" "Ada Lovelace" --on yesterday
    """
    _begin(Form.RECEIVED, at, book, **said)


@introduce_command.command("list")
@at_option
@json_option
@book_option
def list_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """All introductions, by what is to be done next.

    \b
    keepwarm introduce list --json
    """
    with open_book(book, at) as opened:
        page = introductions_page(opened)
    if as_json:
        write_json([as_data(line) for line in page.lines])
        return
    parts = (
        ("To do now", page.to_do),
        ("Under way", page.under_way),
        ("Resting", page.resting),
        ("Over", page.over),
    )
    for head, lines in parts:
        if lines:
            say(bold(head))
        for line in lines:
            say(f"  {title_in_words(line.one, line.names)}: {state_line(line)}")
    if not page.lines:
        say("No introduction is begun yet: keepwarm introduce two, keepwarm introduce me")


@introduce_command.command("show")
@click.argument("person", type=PersonName())
@_WITH
@at_option
@json_option
@book_option
def show_command(
    person: str, other: str | None, at: datetime | None, as_json: bool, book: str | None
) -> None:
    """The introduction that needs PERSON: what comes next, with the words to send.

    \b
    keepwarm introduce show ada
    """
    with open_book(book, at) as opened:
        line = introduction_line(opened, _named(opened, person, other).introduction_id)
        texts = prepare_texts(opened, line.one, line.moves[0]) if line.moves else ()
        today = opened.today
    if as_json:
        data = as_data(line) | {"texts": [text_as_data(one) for one in texts]}
        write_json(data)
        return
    for text in lines_of(line, texts, today):
        say(text)


@introduce_command.command("move")
@click.argument("person", type=PersonName())
@click.argument("move")
@_WITH
@_ON
@click.option("--until", metavar="DAY", help="Until when it rests, with later-… and not-now.")
@click.option("--outcome", type=click.Choice([one.value for one in Outcome]), help="With outcome.")
@click.option("--learned", default="", help="What became of it, in your words, with outcome.")
@click.option("--anyway", is_flag=True, help="You have read the word before an ask, and ask all the same.")
@at_option
@book_option
def move_command(
    person: str, move: str, other: str | None, at: datetime | None, book: str | None, **said: Any
) -> None:
    """Take it further by one MOVE of those that 'show' lists: ask-one, yes-one, no-other, made, met, outcome.

    \b
    keepwarm introduce move ada yes-one
    keepwarm introduce move ada later-other --with grace --until "in 3 weeks"
    keepwarm introduce move ada outcome --outcome "goes on"
    """
    with open_book(book, at, writing=True) as opened:
        before = introduction_line(opened, _named(opened, person, other).introduction_id)
        chosen = next((one for one in before.moves if str(one) == move), None)
        if chosen is None:
            may = ", ".join(map(str, before.moves)) or "nothing; it is over"
            raise Invalid(f"{move!r} cannot come next; what can is: {may}.")
        command = TakeMove(
            introduction_id=before.one.introduction_id,
            move=chosen,
            terms=_terms(said, opened.today),
            on=parse_past_day(said["on"], opened.today) if said["on"] else None,
            anyway=said["anyway"],
            phrases=PHRASES,
        )
        taken, today = take_move(opened, command), opened.today
        line = introduction_line(opened, before.one.introduction_id)
    if taken.words:
        for reason in taken.words:
            say(sentence(reason, today), error=True)
        say("Nothing is kept yet. To ask anyway, say it again with --anyway.", error=True)
        click.get_current_context().exit(1)
    say(f"{title_in_words(line.one, line.names)}: {state_line(line)}")


@introduce_command.command("words")
@click.argument("person", type=PersonName())
@_WITH
@click.option("--about", help="What it is for.")
@click.option("--why", help="Why the one may like it.")
@click.option("--why-other", help="Why the other may like it, or why the introducer is asked.")
@at_option
@book_option
def words_command(
    person: str,
    other: str | None,
    about: str | None,
    why: str | None,
    why_other: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Say anew what it is for, and why each may like it.

    \b
    keepwarm introduce words ada --about "machines that reckon"
    """
    with open_book(book, at, writing=True) as opened:
        one = _named(opened, person, other)
        said = {party.role: why if party.role is Role.ONE else why_other for party in one.parties}
        whys = {role: text for role, text in said.items() if text is not None}
        word_introduction(opened, one.introduction_id, one.about if about is None else about, whys)
        line = introduction_line(opened, one.introduction_id)
    say(f"{title_in_words(line.one, line.names)}: {line.one.about}")


def _begin(form: Form, at: datetime | None, book: str | None, **said: Any) -> None:
    with open_book(book, at, writing=True) as opened:
        on = said.get("on")
        command = BeginIntroduction(
            form=form,
            one=find_person(opened, said["person"]).person_id,
            other=find_person(opened, said["other"]).person_id,
            about=said["about"],
            why_one=said.get("why", ""),
            why_other=said.get("why_other", ""),
            on=parse_past_day(on, opened.today) if on else None,
            phrases=PHRASES,
        )
        line = introduction_line(opened, begin_introduction(opened, command))
        texts, today = prepare_texts(opened, line.one, line.moves[0]), opened.today
    for text in lines_of(line, texts, today):
        say(text)


def _named(book: Book, person: str, other: str | None) -> Introduction:
    names = (person,) if other is None else (person, other)
    return find_begun(book, [find_person(book, name).person_id for name in names])


def _terms(said: dict[str, Any], today: date) -> Terms:
    return Terms(
        back_on=parse_day(said["until"], today) if said["until"] else None,
        outcome=Outcome(said["outcome"]) if said["outcome"] else None,
        learned=said["learned"],
    )
