"""`event groups`: recurring groups, and whom to look for there."""

from collections.abc import Iterator
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.circle import CirclePage, circle_page
from keepwarm.storage.pages.events import events_page
from keepwarm.translations.english import day_in_words, plural
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.tend_circle import begin_circle, find_circle, join_circle


@click.command("groups")
@click.argument("group", required=False)
@click.option("--begin", is_flag=True, help="Begin it.")
@click.option("--add", "joining", multiple=True, type=PersonName(), help="Add somebody; repeat it.")
@at_option
@json_option
@book_option
def groups_command(
    group: str | None,
    begin: bool,
    joining: tuple[str, ...],
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Your recurring groups, or the roster of one GROUP: promises, newcomers, one-to-ones."""
    with open_book(book, at, writing=begin or bool(joining)) as opened:
        if group is None:
            names = events_page(opened).groups
        else:
            circle_id = begin_circle(opened, group) if begin else find_circle(opened, group)
            if joining:
                join_circle(opened, circle_id, [find_person(opened, who).person_id for who in joining])
            page = circle_page(opened, circle_id)
    if group is None:
        _show_groups(names, as_json=as_json)
    elif as_json:
        write_json({"name": page.name, "next_at": page.next_at, "last_on": page.last_on, **_roster(page)})
    else:
        for line in _roster_in_words(page):
            say(line)


def _show_groups(names: tuple[tuple[int, str], ...], *, as_json: bool) -> None:
    if as_json:
        write_json([{"id": public_id(one), "name": name} for one, name in names])
        return
    for _, name in names:
        say(name)
    if not names:
        say("No group yet: keepwarm event groups NAME --begin")


def _roster(page: CirclePage) -> dict[str, object]:
    found = page.roster
    parts = {"promised": found.promised, "newcomers": found.newcomers, "one_to_ones": found.spoken}
    return {name: [one.name for one in those] for name, those in parts.items()} | {"others": found.others}


def _roster_in_words(page: CirclePage) -> Iterator[str]:
    yield bold(page.name)
    if page.next_at is not None:
        yield f"  Next {day_in_words(page.next_at.date(), page.today)}, {page.next_at:%H:%M}"
    for one in page.roster.promised:
        yield f"  {one.name}: promised {'; '.join(one.promises)}"
    for one in page.roster.newcomers:
        yield f"  {one.name}: new"
    for one in page.roster.spoken:
        if one.one_to_one_on is not None:
            yield f"  {one.name}: one-to-one {day_in_words(one.one_to_one_on, page.today)}"
    if page.roster.others:
        yield f"  {plural(page.roster.others, 'familiar face')} beside these"
