"""`keepwarm serve`: the book in a browser on this machine."""

import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from keepwarm.cli.begin import machine_zone
from keepwarm.cli.options import at_option, book_option, library_at, moment
from keepwarm.cli.output import say
from keepwarm.storage.book import Library
from keepwarm.usecases.find_book import has_book

_PORT = 8420
_GC_THRESHOLD = 50_000


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65_535), default=_PORT, show_default=True, help="The port.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address; only this machine's own is taken."
)
@at_option
@book_option
def serve_command(port: int, host: str, at: datetime | None, book: str | None) -> None:
    """Serve the book to a browser on this machine; where there is none yet, look around and begin one there.

    Without a book it opens one of invented people, which lies beside it as demo.keepwarm. Stop it with
    Ctrl-C. With --at, the book is shown as it would be at that time, which stands still.

    \b
    keepwarm serve
    keepwarm serve --port 8421 --at 2026-12-01
    """
    from keepwarm.web.app import make_app
    from keepwarm.web.serving import check_loopback, listen, make_server, own_names
    from keepwarm.web.site import Site, demo_beside

    address = check_loopback(host)
    with library_at(book) as library:
        site = Site(library, _clock(library, at), imagined=at is not None, zone=machine_zone())
        with listen(address, port) as listener:
            port = listener.getsockname()[1]
            server = make_server(make_app(site, own_names(port), demo_beside(site)))
            say(f"Keepwarm is at http://{f'[{address}]' if ':' in address else address}:{port}")
            _settle_memory()
            with suppress(KeyboardInterrupt):
                server.run(sockets=[listener])


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
