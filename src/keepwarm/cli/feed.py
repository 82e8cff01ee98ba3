"""`keepwarm feed`: mailboxes and calendars on servers, from which what is new is read."""

import pkgutil
import shlex
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module

import click

from keepwarm.cli import add_feed
from keepwarm.cli.bring import as_data, end_progress, show_progress, write_items
from keepwarm.cli.options import at_option, book_option, json_option, library_at, moment, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.domain.errors import Missing, Problem, Unavailable
from keepwarm.storage.book import Library
from keepwarm.usecases.change_feeds import FeedLine, allow_feed, list_feeds, remove_feed
from keepwarm.usecases.import_files import FileArrival
from keepwarm.usecases.read_feeds import apply_feed, plan_feed


class Kinds(click.Group):
    """The kinds of feeds that can be added, each a module of `add_feed`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (signature)
        """Their names."""
        return sorted(module.name for module in pkgutil.iter_modules(add_feed.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One kind, loaded now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{add_feed.__name__}.{cmd_name}").add_command
        return command


@click.group("feed")
def feed_command() -> None:
    """Mailboxes and calendars on servers: read what is new, and never write there.

    \b
    keepwarm feed add imap home mail.example.org --user ada --password-command "pass show mail"
    keepwarm feed read
    """


@feed_command.group("add", cls=Kinds)
def add_group() -> None:
    """Keep where a mailbox or a calendar is; it is not connected to before it is read."""


@feed_command.command("list")
@at_option
@json_option
@book_option
def list_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """The feeds by name, and when each last brought something.

    \b
    keepwarm feed list
    """
    with open_book(book, at) as opened:
        lines = list_feeds(opened)
    if as_json:
        write_json([_line_as_data(line) for line in lines])
    elif not lines:
        say("No feed yet; see: keepwarm feed add --help")
    else:
        for line in lines:
            say(_in_words(line))


def _in_words(line: FeedLine) -> str:
    settings = line.settings
    where = f"{settings.user} at {settings.address}" if settings.user else settings.address
    brought = (
        f"last brought something on {line.brought_at:%Y-%m-%d %H:%M}" if line.brought_at else "not read yet"
    )
    return f"{line.name}: {line.words}, {where}; {brought}"


def _line_as_data(line: FeedLine) -> dict[str, object]:
    settings = line.settings
    return {
        "name": line.name,
        "kind": line.kind,
        "address": settings.address,
        "user": settings.user,
        "folders": settings.folders,
        "brought_at": line.brought_at,
    }


@feed_command.command("allow")
@click.argument("name")
@book_option
def allow_command(name: str, book: str | None) -> None:
    """Let the command of a feed run here, where the book came from another machine.

    \b
    keepwarm feed allow home
    """
    with open_book(book, None) as opened:
        command = allow_feed(opened, name)
    say(f"May run on this machine from now on: {shlex.join(command)}" if command else "It needs no command.")


@feed_command.command("remove")
@click.argument("name")
@at_option
@book_option
def remove_command(name: str, at: datetime | None, book: str | None) -> None:
    """Let a feed go; what it brought stays in the book.

    \b
    keepwarm feed remove home
    """
    with open_book(book, at, writing=True) as opened:
        remove_feed(opened, name)
    say(f"The feed {name} is gone; what it brought stays. Take it back with: keepwarm undo")


@feed_command.command("read")
@click.argument("name", required=False)
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@click.option("--from-start", is_flag=True, help="All of it again; what is there already counts once.")
@at_option
@json_option
@book_option
def read_command(
    name: str | None, dry_run: bool, from_start: bool, at: datetime | None, as_json: bool, book: str | None
) -> None:
    """Take in what is new in a feed, or in each: one feed, one batch, one undo.

    Where one of several cannot be read, the others are, and the command ends with 1.

    \b
    keepwarm feed read
    keepwarm feed read home --dry-run
    """
    problems: list[Problem] = []
    data: list[dict[str, object]] = []
    with library_at(book) as library:
        now = moment(library, at)
        names = _names(library, name, now)
        for one in names:
            try:
                found = _read(library, one, now, dry_run=dry_run, from_start=from_start, quiet=as_json)
                data += [as_data(item, now) for item in found] if as_json else []
            except Problem as problem:
                end_progress()
                problems.append(problem)
    if as_json and len(problems) < len(names):
        write_json(data)
    if problems:
        raise _all_of(problems)


def _names(library: Library, name: str | None, now: datetime) -> list[str]:
    if name is not None:
        return [name]
    with library.open(now) as book:
        names = [line.name for line in list_feeds(book)]
    if not names:
        raise Missing("There is no feed yet; add one, see: keepwarm feed add --help")
    return names


def _read(
    library: Library, name: str, now: datetime, *, dry_run: bool, from_start: bool, quiet: bool
) -> Sequence[FileArrival]:
    """Read one feed, and say what became of its items."""
    planned = plan_feed(library, name, now, show_progress, from_start=from_start)
    end_progress()
    plan, changed = planned.plan, False
    if dry_run:
        plan.close()
    else:
        changed = apply_feed(library, planned, now).batch_id is not None
    if not quiet:
        write_items(plan.counts(), plan.items, now, dry_run=dry_run, changed=changed)
    return plan.items


def _all_of(problems: list[Problem]) -> Problem:
    """One problem that says all of them."""
    if len(problems) == 1:
        return problems[0]
    return Unavailable(" ".join(map(str, problems)))
