"""`keepwarm serve`: the book in a browser, on this machine or under an address of one's own."""

import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from keepwarm.cli.begin import machine_zone
from keepwarm.cli.options import at_option, book_option, library_at, moment
from keepwarm.cli.output import say
from keepwarm.domain.errors import Invalid
from keepwarm.domain.networks import parse_network
from keepwarm.storage.book import Library
from keepwarm.usecases.choose_public_url import check_public_url, choose_public_url, public_url
from keepwarm.usecases.find_book import has_book

_PORT = 8420
_GC_THRESHOLD = 50_000


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65_535), default=_PORT, show_default=True, help="The port.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; one that others reach needs --public-url.",
)
@click.option(
    "--public-url",
    metavar="URL",
    envvar="KEEPWARM_PUBLIC_URL",
    help="Under which address it is reached from outside; '' for not at all.",
)
@click.option(
    "--behind",
    metavar="ADDRESS",
    multiple=True,
    help="A reverse proxy that is believed about who asks; may be given again.",
)
@at_option
@book_option
def serve_command(
    port: int,
    host: str,
    public_url: str | None,
    behind: tuple[str, ...],
    at: datetime | None,
    book: str | None,
) -> None:
    """Serve the book to a browser on this machine; where there is none yet, look around and begin one there.

    Without a book it opens one of invented people, which lies beside it as demo.keepwarm. Stop it with
    Ctrl-C. With --at, the book is shown as it would be at that time, which stands still.

    With --public-url it asks everybody to log in, and a phone can reach it through a reverse proxy; see
    keepwarm phone. The address is kept for the next time.

    \b
    keepwarm serve
    keepwarm serve --port 8421 --at 2026-12-01
    keepwarm serve --public-url https://warm.example.org --behind 127.0.0.1
    """
    from keepwarm.web.app import make_app
    from keepwarm.web.outside import Outside
    from keepwarm.web.serving import check_host, listen, make_server, own_names
    from keepwarm.web.site import Site, demo_beside

    proxies = tuple(map(parse_network, behind))
    with library_at(book) as library:
        url = _url_chosen(library, public_url, at)
        outside = Outside(url=url, behind=proxies) if url else None
        address = check_host(host, outside=outside is not None)
        site = Site(library, _clock(library, at), imagined=at is not None, zone=machine_zone())
        with listen(address, port) as listener:
            port = listener.getsockname()[1]
            demo = demo_beside(site) if outside is None else None
            server = make_server(make_app(site, own_names(port), demo, outside=outside))
            here = f"http://{f'[{address}]' if ':' in address else address}:{port}"
            _say_where(library, here, url, believes=bool(proxies))
            _settle_memory()
            with suppress(KeyboardInterrupt):
                server.run(sockets=[listener])


def _url_chosen(library: Library, said: str | None, at: datetime | None) -> str:
    """The address from outside: as it is said now, which the book then keeps, or as it was; or none."""
    now = datetime.now(UTC)
    url = check_public_url(said) if said else ""
    if said is None and at is None and has_book(library):
        with library.open(now) as book:
            return public_url(book)
    if url and at is not None:
        raise Invalid("Another time is shown to this machine alone; leave --at or --public-url out.")
    if url and has_book(library):
        with library.open(now, writing=True) as book:
            choose_public_url(book, url)
    return url


def _say_where(library: Library, here: str, url: str, *, believes: bool) -> None:
    """Where it is served; and where it was not set up yet, the address that does it, once."""
    if not url:
        say(f"Keepwarm is at {here}")
        return
    from keepwarm.usecases.log_in import has_account
    from keepwarm.usecases.one_time_links import Purpose, make_link, prepare_site

    say(f"Keepwarm is at {url} (it listens at {here})")
    if not believes:
        say("Whoever comes through a proxy counts as one; name the proxy's address with --behind.")
    if not has_book(library):
        prepare_site(library)
    if not has_account(library):
        token = make_link(library, Purpose.SETUP, datetime.now(UTC))
        say(f"Set it up within 15 minutes: {url}/setup/{token}")


def _clock(library: Library, at: datetime | None) -> Callable[[], datetime]:
    """The world's clock, or one that stands at the time that was named."""
    if at is None:
        return lambda: datetime.now(UTC)
    if at.tzinfo is not None or has_book(library):
        stands_at = moment(library, at)
    else:
        stands_at = at.replace(tzinfo=ZoneInfo(machine_zone()))
    return lambda: stands_at


def _settle_memory() -> None:
    """What was loaded stays for good, so the collector need not look at it with every visit."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
