"""How a card swap feels to the other person: bytes, requests and taps, on a slow phone.

    python benchmarks/swap.py [--json]

Serves a new book with one card, opens the card's link in Chromium at 390 by 700 pixels, throttled as
Chromium's slow 3G (2 s before an answer begins, 50 kB/s), and leaves details there: taps are counted, and
every request that the page makes, until the receipt is seen. A field that is typed into is no tap: it is
reached with the phone's "next" key.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page, Response, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.books import begun
from tests.web.served import served

from keepwarm.domain.own_cards import CardFields
from keepwarm.storage.book import Library
from keepwarm.usecases.own_cards import KeepCard, add_card, get_card

SLOW_3G = {"offline": False, "latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PITCH = "I bake bread for cafés that have no oven of their own, and teach whoever would like to learn it."


@dataclass(slots=True)
class Measured:
    """What one swap took; bytes of the page as they are, and as they go over the line."""

    page_bytes: int = 0
    compressed_bytes: int = 0
    requests_to_see: int = 0
    requests_in_all: int = 0
    seconds_to_see: float = 0.0
    taps: int = 0
    seconds_to_receipt: float = 0.0


def _card_of(library: Library) -> str:
    fields = CardFields(
        name="Ann Lee",
        title="Baker",
        organization="Crust & Co",
        phones=("+44 20 7946 0018",),
        emails=("ann@example.org",),
        pages=("https://example.org/ann",),
    )
    with library.open(datetime.now(UTC), writing=True) as book:
        return get_card(book, add_card(book, KeepCard(label="work", fields=fields, pitch=PITCH))).token


def _swap(page: Page, address: str) -> Measured:
    measured, answers = Measured(), list[Response]()
    page.on("response", lambda answer: answers.append(answer))
    began = perf_counter()
    page.goto(address)
    measured.seconds_to_see = perf_counter() - began
    page.wait_for_timeout(5_000)  # whatever else the page would ask for
    measured.requests_to_see = len(answers)
    measured.page_bytes = len(answers[0].body())
    measured.compressed_bytes = answers[0].request.sizes()["responseBodySize"]
    steps = (lambda: page.locator("details.leave > summary").tap(), lambda: page.locator("#agreed").tap())
    steps[0]()
    page.fill("#name", "Ada Lovelace")
    page.fill("#phone", "+44 20 7946 0123")
    page.wait_for_timeout(3_000)  # nobody types faster, and the page takes nothing sooner
    steps[1]()
    sent = perf_counter()
    with page.expect_navigation(url="**/r/*"):
        page.get_by_role("button", name="Send to Ann Lee").first.tap()
    measured.seconds_to_receipt = perf_counter() - sent
    measured.taps = len(steps) + 1
    measured.requests_in_all = len(answers)
    assert "Ada Lovelace" in page.content()
    return measured


def measure() -> Measured:
    """One swap, from the scan to the receipt."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with tempfile.TemporaryDirectory() as folder, begun(str(Path(folder) / "book.keepwarm")) as library:
        token = _card_of(library)
        with served(library, lambda: datetime.now(UTC)) as web, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            context = browser.new_context(
                viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True
            )
            page = context.new_page()
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_3G)
            try:
                return _swap(page, f"{web.url}/c/{token}")
            finally:
                browser.close()


def main() -> None:
    """Measure once, and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    measured = asdict(measure())
    if asked.json:
        print(json.dumps(measured, indent=2))
        return
    for name, value in measured.items():
        shown = f"{value:.2f}" if isinstance(value, float) else f"{value:,}"
        print(f"{name.replace('_', ' '):22} {shown:>8}")


if __name__ == "__main__":
    main()
