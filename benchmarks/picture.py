"""How soon the picture of a network stands, and how smoothly it follows a finger, in Chromium.

    python benchmarks/picture.py [--people 2000] [--json]

Makes a book of N people in families, circles and places of work, with friends across them and a year of talks
(in a temporary folder, the same for the same N), serves it, and opens /network at 390 x 700 and 1280 x 800.
Prints the milliseconds from the start of the navigation until the picture stands (the median of some visits),
those of the frames while a script drags and zooms for three seconds (median, 99th percentile, how many took
over 50), and the bytes of the page as they are sent.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.scale import invented_name  # noqa: E402 see the path above

from keepwarm.domain.arrivals import AddInteraction, AddPerson  # noqa: E402 see the path above
from keepwarm.domain.channels import Channel  # noqa: E402 see the path above
from keepwarm.domain.details import RelationKind  # noqa: E402 see the path above
from keepwarm.domain.interactions import Direction, Interaction  # noqa: E402 see the path above
from keepwarm.domain.people import Person  # noqa: E402 see the path above
from keepwarm.storage.arriving import Arriving  # noqa: E402 see the path above
from keepwarm.storage.book import Library, new_id  # noqa: E402 see the path above
from keepwarm.storage.circles import add_circle, add_members  # noqa: E402 see the path above
from keepwarm.storage.journal import begin_batch  # noqa: E402 see the path above
from keepwarm.storage.relations import add_relation  # noqa: E402 see the path above
from keepwarm.usecases.begin_book import BeginBook, begin_book  # noqa: E402 see the path above
from keepwarm.usecases.keep_ties import refresh_people  # noqa: E402 see the path above
from keepwarm.web.app import make_app  # noqa: E402 see the path above
from keepwarm.web.serving import listen, make_server, own_names  # noqa: E402 see the path above
from keepwarm.web.site import Site  # noqa: E402 see the path above

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORKPLACES, CIRCLES, CIRCLE, FAMILIES = 30, 8, 40, 40
TALKS_EACH, TOGETHER = 8, 0.1
VISITS = 5
SCREENS = ((390, 700), (1280, 800))

FRAMES = """async () => {
  const canvas = document.querySelector('.network canvas'), room = canvas.getBoundingClientRect();
  const x = room.left + room.width / 2, y = room.top + room.height / 2;
  const say = (kind, dx, dy) => canvas.dispatchEvent(new PointerEvent(kind,
    { pointerId: 1, clientX: x + dx, clientY: y + dy, bubbles: true }));
  canvas.setPointerCapture = () => {};  // there is no such pointer to catch
  const frame = () => new Promise(requestAnimationFrame);
  const took = [];
  let before = await frame();
  const begins = before;
  say('pointerdown', 0, 0);
  for (let turn = 0; before - begins < 3000; turn += 1) {
    say('pointermove', 90 * Math.sin(turn / 15), 90 * Math.cos(turn / 20));
    canvas.dispatchEvent(new WheelEvent('wheel',
      { deltaY: turn % 120 < 60 ? -8 : 8, clientX: x, clientY: y, cancelable: true }));
    const now = await frame();
    took.push(now - before);
    before = now;
  }
  say('pointerup', 0, 0);
  return took;
}"""
"""Drags and turns the wheel on each frame for three seconds; how long each frame took."""


def fill(library: Library, people: int, rng: Random) -> None:
    """Make the book."""
    begin_book(library, BeginBook(name="Picture", addresses=("me@picture.example",)), NOW)
    ids = [new_id() for _ in range(people)]
    work = [invented_name(rng) for _ in range(WORKPLACES)]
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "picture")
        arriving = Arriving(book)
        for one in ids:
            person = Person(name=invented_name(rng), organization=rng.choice([*work, ""]))
            arriving.take((AddPerson(person_id=one, person=person, handles=()),), "picture")
        for number in range(people * TALKS_EACH):
            arriving.take((_talk(number, ids, rng),), "picture")
        arriving.write()
        for number in range(CIRCLES):
            circle_id = add_circle(book, f"{invented_name(rng)} circle {number}")
            add_members(book, circle_id, dict.fromkeys(rng.sample(ids, min(CIRCLE, people)), None))
        for _ in range(FAMILIES):
            for one, other, kind in _family(rng.sample(ids, 4)):
                add_relation(book, one, other, kind, label="", source="you")
        for _ in range(people // 4):
            one, other = rng.sample(ids, 2)
            add_relation(book, one, other, RelationKind.FRIEND, label="", source="you")
        refresh_people(book, arriving.touched)


def _talk(number: int, ids: list[int], rng: Random) -> AddInteraction:
    """A few have most of the talks; some are with two at a time."""
    who = int(len(ids) * rng.random() ** 3)
    there = {ids[who], ids[min(who + 1, len(ids) - 1)]} if rng.random() < TOGETHER else {ids[who]}
    interaction = Interaction(
        at=NOW - timedelta(days=rng.uniform(0.1, 400)),
        channel=rng.choice((Channel.CALL, Channel.IN_PERSON, Channel.EMAIL)),
        direction=rng.choice((Direction.OUT, Direction.IN, Direction.MUTUAL)),
        key=f"picture:{number}",
    )
    return AddInteraction(interaction=interaction, person_ids=tuple(sorted(there)))


def _family(four: list[int]) -> Iterator[tuple[int, int, RelationKind]]:
    yield four[0], four[1], RelationKind.SPOUSE
    for child in four[2:]:
        yield four[0], child, RelationKind.CHILD


@contextmanager
def served(library: Library) -> Iterator[str]:
    """The address of the book, served by a thread of this process until the block ends."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = make_server(make_app(Site(library, lambda: NOW), own_names(port), None, outside=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


def measure(browser: Browser, url: str) -> Iterator[dict[str, Any]]:
    """Each screen in turn."""
    for width, height in SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=2 if width < height else 1
        )
        page = context.new_page()
        drawn = []
        for _ in range(VISITS):
            page.goto(f"{url}/network")
            mark = "performance.getEntriesByName('network-drawn')[0]"
            page.wait_for_function(mark)
            drawn.append(page.evaluate(f"{mark}.startTime"))
        took = sorted(page.evaluate(FRAMES))
        context.close()
        yield {
            "screen": f"{width} x {height}",
            "drawn_ms": round(median(drawn)),
            "first_drawn_ms": round(drawn[0]),
            "frames": len(took),
            "frame_ms": round(median(took), 1),
            "frame_p99_ms": round(took[int(len(took) * 0.99)], 1),
            "frames_over_50_ms": sum(one > 50 for one in took),
        }


def bytes_of(url: str) -> tuple[int, int]:
    """The page as it is, and as it is sent."""
    with httpx.Client() as visitor:
        answer = visitor.get(f"{url}/network")
        return len(answer.content), answer.num_bytes_downloaded


def main() -> None:
    """Make, serve, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Library(str(Path(folder) / "book.keepwarm"))
        fill(library, said.people, Random(1))
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        with served(library) as url:
            whole, sent = bytes_of(url)
            found = list(measure(browser, url))
        browser.close()
        library.close()
    if said.json:
        print(json.dumps({"people": said.people, "bytes": whole, "sent": sent, "screens": found}, indent=2))
        return
    print(f"{said.people:,} people: a page of {whole:,} bytes, {sent:,} as it is sent")
    for one in found:
        print(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in one.items()))


if __name__ == "__main__":
    main()
