"""A book served in a thread, and a visitor who asks as a browser does."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import httpx
import pytest
import uvicorn

from keepwarm.domain.networks import parse_network
from keepwarm.storage.book import Library
from keepwarm.web.app import make_app
from keepwarm.web.outside import Outside
from keepwarm.web.serving import listen, make_server, own_names
from keepwarm.web.site import Site, demo_beside
from tests.books import NOW
from tests.web.certificates import Certificate

on_both_databases = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
"""For what reaches deep into the database; other tests of the door use a file."""

SEND = """([form, fields]) => {
  const one = document.querySelector(form);
  for (const [name, text] of Object.entries(fields)) one.elements[name].value = text;
  one.requestSubmit();
}"""
"""Fills fields of a form, and sends it."""

_PATIENCE = 20
_ENOUGH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the book is served, and a visitor who follows redirects."""

    url: str
    site: Site
    visitor: httpx.Client

    def page(self, path: str, status: int = 200) -> str:
        """The text of a page that answers with this status."""
        answer = self.visitor.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, path: str, status: int = 200, /, **fields: object) -> httpx.Response:
        """Send a form; the answer is the page that it leads to."""
        answer = self.visitor.post(path, data=fields)
        assert answer.status_code == status, answer.text
        return answer

    def bring(self, *files: tuple[str, bytes]) -> httpx.Response:
        """Upload files, and wait until they are read."""
        answer = self.visitor.post("/import", files=[("files", file) for file in files])
        return self.settled(answer)

    def settled(self, answer: httpx.Response) -> httpx.Response:
        """The page that stands where the work was."""
        for _ in range(_ENOUGH):
            if 'http-equiv="refresh"' not in answer.text:
                break
            time.sleep(0.05)
            answer = self.visitor.get(answer.url)
        return answer


@contextmanager
def served(
    library: Library,
    clock: Callable[[], datetime] = lambda: NOW,
    *,
    demo: bool = False,
    public_url: str = "",
    behind: str = "",
    certificate: Certificate | None = None,
) -> Iterator[Served]:
    """Serve a library on a port that is free, until the block ends; with its demo only where asked.

    With a public URL it is served under that name alone, and its visitor asks as a proxy passes on; "{port}"
    in it is the port. With a certificate it is served encrypted, as a proxy would.
    """
    site = Site(library, clock)
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        address = public_url.format(port=port)
        believed = (parse_network(behind),) if behind else ()
        outside = Outside(url=address, behind=believed) if address else None
        beside = demo_beside(site) if demo else None
        server = make_server(make_app(site, own_names(port), beside, outside=outside))
        if certificate is not None:
            server.config.ssl_certfile = str(certificate.path)
            server.config.ssl_keyfile = str(certificate.key_path)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(server)
            browserlike = {"Sec-Fetch-Site": "same-origin"}
            if outside is not None:
                browserlike["Host"] = outside.name
            with httpx.Client(base_url=url, headers=browserlike, follow_redirects=True) as visitor:
                yield Served(url=url, site=site, visitor=visitor)
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


def _wait_for(server: uvicorn.Server) -> None:
    while not server.started:
        time.sleep(0.01)


def words(html: str) -> str:
    """What a page says, without its tags, spaces made one."""
    without_inline = re.sub(r"</?(?:bdi|span|s|strong)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_inline)).split())
