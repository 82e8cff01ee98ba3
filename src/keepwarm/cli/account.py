"""`keepwarm account`: who may enter from outside, said on the server itself."""

import sys
from datetime import UTC, datetime

import click

from keepwarm.cli.options import book_option, json_option, library_at
from keepwarm.cli.output import say, write_json, write_table
from keepwarm.domain.devices import Session
from keepwarm.domain.errors import Invalid
from keepwarm.usecases.keep_sessions import end_everywhere, end_one, open_sessions
from keepwarm.usecases.log_in import set_password
from keepwarm.usecases.passkeys import passkey_id, passkeys_there, remove_passkey

_SHOWN = 8


@click.group("account")
def account_command() -> None:
    """Who may enter from outside: the password, the devices that are logged in, the passkeys.

    \b
    keepwarm account password
    keepwarm account devices
    """


@account_command.command("password")
@book_option
def password_command(book: str | None) -> None:
    """Say the password anew; every device is logged out.

    It is asked for where there is a terminal, and else read from the first line of standard input.

    \b
    keepwarm account password
    pass show keepwarm | keepwarm account password
    """
    said = _asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with library_at(book) as library:
        began = set_password(library, said, datetime.now(UTC))
    say("There is an account now." if began else "The password is another now, and every device logged out.")


def _asked() -> str:
    said: str = click.prompt("New password", hide_input=True, confirmation_prompt=True)
    return said


@account_command.command("devices")
@click.option("--end", "ended", metavar="ID", help="Log this one out.")
@click.option("--end-all", is_flag=True, help="Log all of them out.")
@json_option
@book_option
def devices_command(ended: str | None, end_all: bool, as_json: bool, book: str | None) -> None:
    """The devices that are logged in; log one out, or all.

    \b
    keepwarm account devices
    keepwarm account devices --end 3f9a1c02
    """
    if ended and end_all:
        raise Invalid("Name one with --end, or all with --end-all.")
    now = datetime.now(UTC)
    with library_at(book) as library:
        if end_all:
            count = end_everywhere(library)
            write_json({"logged_out": count}) if as_json else say(f"Logged out: {count}")
            return
        if ended is not None:
            one = end_one(library, ended, now)
            write_json(_device_as_data(one)) if as_json else say(f"Logged out: {one.name}")
            return
        found = open_sessions(library, now)
    if as_json:
        write_json(list(map(_device_as_data, found)))
    elif not found:
        say("No device is logged in.")
    else:
        rows = [
            (one.digest[:_SHOWN], one.name, f"{one.began_at:%Y-%m-%d}", f"{one.seen_at:%Y-%m-%d}")
            for one in found
        ]
        write_table(("id", "device", "since", "last here"), rows)


def _device_as_data(one: Session) -> dict[str, object]:
    names = ("name", "began_at", "seen_at", "ends_at")
    return {"id": one.digest[:_SHOWN], **{name: getattr(one, name) for name in names}}


@account_command.command("passkeys")
@click.option("--remove", "removed", metavar="ID", help="Take this one away.")
@json_option
@book_option
def passkeys_command(removed: str | None, as_json: bool, book: str | None) -> None:
    """The passkeys that open the book; take one away.

    \b
    keepwarm account passkeys
    keepwarm account passkeys --remove 3f9a1c02
    """
    with library_at(book) as library:
        found = passkeys_there(library) if removed is None else (remove_passkey(library, removed),)
    if as_json:
        data = [{"id": passkey_id(one)[:_SHOWN], "name": one.name, "added_at": one.added_at} for one in found]
        write_json(data if removed is None else data[0])
    elif removed is not None:
        say(f"Removed: the passkey of {found[0].name}")
    elif not found:
        say("There is no passkey.")
    else:
        rows = [(passkey_id(one)[:_SHOWN], one.name, f"{one.added_at:%Y-%m-%d}") for one in found]
        write_table(("id", "device", "since"), rows)
