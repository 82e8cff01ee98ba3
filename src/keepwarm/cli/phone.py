"""`keepwarm phone`: the book on a phone, one step after the other, each looked at."""

import io
import time
from datetime import UTC, datetime

import click

from keepwarm.cli.options import book_option, library_at
from keepwarm.cli.output import say
from keepwarm.domain.errors import Missing, Unavailable
from keepwarm.storage.book import Library
from keepwarm.usecases.choose_public_url import check_public_url, choose_public_url, public_url
from keepwarm.usecases.log_in import has_account
from keepwarm.usecases.one_time_links import VALID, Purpose, is_waiting, make_link
from keepwarm.usecases.reach_site import check_site

_LOOKS_EVERY = 1.0
_NO_URL = (
    "Your book has no address from outside yet. Choose one that leads to this machine, and say it here: "
    "keepwarm phone --public-url https://warm.example.org (docs/how-to/reach-it-from-your-phone.md shows how)"
)


@click.command("phone")
@click.option(
    "--public-url", metavar="URL", envvar="KEEPWARM_PUBLIC_URL", help="Your address; kept in the book."
)
@click.option("--wait/--no-wait", default=True, show_default=True, help="Wait until the phone is logged in.")
@book_option
def phone_command(public_url: str | None, wait: bool, book: str | None) -> None:
    """Bring the book to a phone: look at each step, say what is missing, and end with a code to read.

    The code holds a link that logs one phone in, once, within 15 minutes. Where there is no password yet,
    the link asks for one first.

    \b
    keepwarm phone
    keepwarm phone --public-url https://warm.example.org
    """
    with library_at(book) as library:
        url = _chosen(library, public_url)
        say(f"1. Your address is {url}")
        check_site(url)
        say("2. Your book answers there, and its certificate is valid")
        purpose = Purpose.PAIR if has_account(library) else Purpose.SETUP
        new = purpose is Purpose.SETUP
        say("3. There is no password yet; you choose it on the phone" if new else "3. There is an account")
        token = make_link(library, purpose, _now())
        link = f"{url}/{'setup' if new else 'login'}/{token}"
        say("4. Let the phone's camera read this; it holds for 15 minutes, and once:")
        say(_code(link))
        say(link)
        if wait:
            _wait(library, token, purpose)


def _chosen(library: Library, said: str | None) -> str:
    """The address as it is said now, or as the book has it. Raises Missing."""
    with library.open(_now()) as book:
        url = public_url(book) if said is None else check_public_url(said)
    if not url:
        raise Missing(_NO_URL)
    with library.open(_now(), writing=True) as book:
        choose_public_url(book, url)
    return url


def _code(link: str) -> str:
    """The link as a terminal shows it."""
    import segno

    drawn = io.StringIO()
    segno.make(link, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue().rstrip("\n")


def _wait(library: Library, token: str, purpose: Purpose) -> None:
    """Until the link was used. Raises Unavailable where it ends without."""
    ends_at = _now() + VALID
    while is_waiting(library, token, purpose, _now()):
        time.sleep(_LOOKS_EVERY)
    if _now() >= ends_at:
        raise Unavailable("No phone came within 15 minutes; run keepwarm phone again.")
    say("The phone is logged in. On its screen: share, then add to home screen.")


def _now() -> datetime:
    return datetime.now(UTC)
