"""The pages of cards and of what has arrived: made, shown, changed, withdrawn; in order for everybody."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import PUBLIC_URL, choose_setting
from tests.books import NOW, added
from tests.qr_reading import said_by_code
from tests.web.served import Served, served, words
from tests.web.swapping import DETAILS, Clock, kept, left

OPENED = "for (const one of document.querySelectorAll('details')) one.open = true"
SAID = {
    "label": "work",
    "name": "Jörg Müßig",
    "phones": "+44 20 7946 0018\r\n\r\n+44 20 7946 0019",
    "emails": "joerg@example.org",
    "pages": "https://example.org",
    "pitch": "Brot; und Kuchen",
    "language": "de",
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    """The book served by a clock that moves."""
    with served(library, clock) as web:
        yield web


@pytest.fixture(params=[("light", 390), ("dark", 1280)], ids=lambda case: case[0])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def made(web: Served, **said: str) -> str:
    """The path of a card that was made with the form."""
    return web.send("/cards/new", **(SAID | said)).url.path


def test_a_card_is_made_shown_handed_over_and_withdrawn(web: Served, library: Library) -> None:
    assert 'value="Me"' in web.page("/cards/new")
    here = made(web)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "settings", "your address")
        choose_setting(book, PUBLIC_URL, "https://warm.example.org")
    shown = web.page(here)
    link = shown.partition("Jörg Müßig: ")[2].partition("</textarea>")[0]
    assert link.startswith("https://warm.example.org/c/")
    assert said_by_code(web.visitor.get(f"{here}/code/link").content) == link
    file = web.visitor.get(f"{here}/card.vcf")
    assert file.headers["content-type"] == "text/vcard; charset=utf-8"
    without_uid = "".join(line for line in file.text.splitlines(keepends=True) if not line.startswith("UID:"))
    assert said_by_code(web.visitor.get(f"{here}/code/card").content) == without_uid
    assert "+44 20 7946 0019\r\nEMAIL" in file.text
    assert 'href="sms:?body=J%C3%B6rg' in shown
    assert "Brot; und Kuchen" in web.page(link.removeprefix("https://warm.example.org"))
    gone = web.send(f"{here}/withdraw")
    assert "Withdrawn" in words(gone.text)
    web.page(link.removeprefix("https://warm.example.org"), 404)
    undone = web.send(
        "/undo", batch=gone.text.partition('name="batch" value="')[2].partition('"')[0], then="cards"
    )
    assert undone.url.path == "/cards"
    web.page(link.removeprefix("https://warm.example.org"))


def test_what_is_wrong_is_said_with_what_was_typed_kept(web: Served) -> None:
    for wrong, sentence in (
        ({"phones": "call me <b>"}, "is no phone number"),
        ({"expires_on": "the day after never"}, "another look"),
        ({"name": ""}, "a name at least"),
    ):
        answer = web.send("/cards/new", 400, **(SAID | wrong))
        assert sentence in answer.text
        assert "Brot; und Kuchen" in answer.text
        assert "<b>" not in answer.text
    picture = {"picture": ("me.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")}
    refused = web.visitor.post("/cards/new", data=SAID, files=picture)
    assert refused.status_code == 400
    assert "no picture that can be shown" in refused.text
    assert "A card shows what you choose" in web.page("/cards")


def test_a_photo_of_a_phone_is_taken_and_goes_again(web: Served) -> None:
    raw = BytesIO()
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(raw, "JPEG", quality=95)
    assert len(raw.getvalue()) > 2_000_000
    answer = web.visitor.post(
        "/cards/new", data=SAID, files={"picture": ("me.jpg", raw.getvalue(), "image/jpeg")}
    )
    here = answer.url.path
    photo = web.visitor.get(f"{here}/photo")
    assert photo.headers["content-type"] == "image/jpeg"
    assert max(Image.open(BytesIO(photo.content)).size) == 256
    web.send(f"{here}/edit", **SAID)
    assert web.visitor.get(f"{here}/photo").content == photo.content
    web.send(f"{here}/edit", **(SAID | {"without_photo": "yes", "label": "fair"}))
    web.page(f"{here}/photo", 404)
    assert "fair" in web.page("/cards")


def test_axe_finds_nothing_on_pages_of_cards_and_swaps(
    web: Served, library: Library, clock: Clock, page: Page
) -> None:
    axe = Axe()
    card_id, token = kept(library, pitch="I bake.")
    added(library, "Ada Lovelace", "+44 20 7946 0123")
    receipt = left(web, clock, f"/c/{token}", DETAILS | {"prefers": "text"}).headers["location"]
    here = f"/cards/{public_id(card_id)}"
    paths = ("/cards", "/cards/new", here, f"{here}/edit", "/arrived", f"/c/{token}", receipt, "/c/none")
    for path in paths:
        page.goto(web.url + path)
        page.evaluate(OPENED)
        found = [
            f"{one['id']}: {node['html']}"
            for one in axe.run(page).response["violations"]
            for node in one["nodes"]
        ]
        assert found == [], path


def test_the_page_makes_one_request_until_its_photo_is_asked_for(
    web: Served, library: Library, page: Page
) -> None:
    raw = BytesIO()
    Image.new("RGB", (40, 40), "red").save(raw, "JPEG")
    _, token = kept(library, photo=raw.getvalue())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{web.url}/c/{token}", wait_until="networkidle")
    assert asked == [f"{web.url}/c/{token}"] + [one for one in asked[1:] if one.startswith("data:")]
    page.get_by_text("Photo", exact=True).click()
    assert page.locator("img").evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 40
    assert page.context.cookies() == []


def test_a_page_without_its_beginning_is_taken_and_a_wrong_line_is_said_beside_its_field(web: Served) -> None:
    shown = web.page(made(web, pages="ann.example/bread"))
    assert "https://ann.example/bread" in shown
    for name, wrong, says in (
        ("pages", "javascript:alert(1)", "is no page"),
        ("phones", "ring me", "is no phone number"),
        ("emails", "ann.example", "is no e-mail address"),
        ("label", "", "Name the card"),
        ("name", "", "shows a name at least"),
        ("expires_on", "2020-01-01", "is over"),
    ):
        page = web.send("/cards/new", 400, **(SAID | {name: wrong})).text
        beside = page.partition(f'id="{name}-wrong">')[2].partition("</p>")[0]
        assert says in words(beside), name
