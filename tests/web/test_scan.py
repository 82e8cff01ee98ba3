"""Their code and their card fill the form; a link is shown and never followed."""

import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from tests.books import NOW
from tests.drawn_cards import CARDS, photographed
from tests.usecases.test_read_code import CARD, NUMBER
from tests.web.served import Served, words


def code_picture(text: str, side: int = 640) -> Image.Image:
    """A code, in the middle of a grey picture."""
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6)
    code = Image.open(out).convert("RGB")
    picture = Image.new("RGB", (side, side), (170, 170, 170))
    picture.paste(code, ((side - code.width) // 2, (side - code.height) // 2))
    return picture


def test_a_card_in_a_code_fills_the_form_and_keeps_nothing(web: Served, library: Library) -> None:
    filled = web.send("/scan", code=CARD, place="the fair")
    for value in ("Ada Lovelace", "Analytical Engines", "Engineer", NUMBER, "ada@example.org", "the fair"):
        assert f'value="{value}"' in filled.text
    assert "Nothing is kept yet" in words(filled.text)
    with library.open(NOW) as book:
        assert people_page(book).people == ()


def test_a_link_to_a_card_is_shown_to_be_opened_by_hand(web: Served) -> None:
    link = "https://warm.example.org/c/0123456789abcdefABCDEF"
    assert f'href="{link}"' in web.send("/scan", code=link).text
    assert "holds no card" in words(web.send("/scan", 400, code="WIFI:S:guest;;").text)


def test_only_the_page_that_reads_codes_may_run_their_reader(web: Served) -> None:
    policies = {
        path: web.visitor.get(path).headers["Content-Security-Policy"] for path in ("/scan", "/capture")
    }
    assert "script-src 'self' 'wasm-unsafe-eval';" in policies["/scan"]
    assert "wasm" not in policies["/capture"]


def test_a_photograph_of_a_card_fills_the_form(web: Served) -> None:
    card = CARDS[0]
    sent = {"picture": ("card.jpg", photographed(card, degrees=1))}
    answer = web.visitor.post("/capture/paper", files=sent)
    assert answer.status_code == 200
    assert f'value="{card.name}"' in answer.text
    assert f'value="{card.phone}"' in answer.text
    assert "Letters may be misread" in words(answer.text)
    broken = web.visitor.post("/capture/paper", files={"picture": ("card.jpg", b"nothing")})
    assert broken.status_code == 400
    assert "no picture" in broken.text
    assert web.visitor.post("/capture/paper").status_code == 400


def _answers(page: Page, url: str) -> list[str]:
    foreign: list[str] = []
    page.on(
        "request", lambda asked: None if asked.url.startswith((url, "blob:")) else foreign.append(asked.url)
    )
    return foreign


def test_a_picture_of_a_code_is_read_in_the_browser(web: Served, chromium: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    code_picture(CARD).rotate(7, fillcolor=(170, 170, 170)).save(picture)
    with chromium.new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        foreign = _answers(page, web.url)
        page.goto(f"{web.url}/scan")
        page.set_input_files("#picture", picture)
        page.wait_for_selector("#name")
        assert page.input_value("#name") == "Ada Lovelace"
        assert foreign == []


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """What a camera sees that is held before a code: a film of a few frames (YUV4MPEG2)."""
    grey = code_picture("MECARD:N:Lovelace,Ada;TEL:+442079460018;;").convert("YCbCr").resize((640, 480))
    light, *colours = grey.split()
    frame = light.tobytes() + b"".join(one.resize((320, 240)).tobytes() for one in colours)
    place = tmp_path / "film.y4m"
    place.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + frame) * 5)
    return place


def test_the_camera_reads_the_code_that_is_held_before_it(web: Served, chromium: Browser, film: Path) -> None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    seeing = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    )
    program = next(filter(None, map(shutil.which, names)))
    with chromium.browser_type.launch(executable_path=program, args=seeing) as browser:
        page = browser.new_page()
        page.goto(f"{web.url}/scan?place=the+fair")
        page.get_by_role("button", name="Use the camera").click()
        page.wait_for_selector("#name")
        assert page.input_value("#name") == "Ada Lovelace"
        assert page.input_value("#reach") == "+442079460018"
        assert page.input_value("#place") == "the fair"


def test_without_a_camera_a_picture_is_asked_for(web: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{web.url}/scan")
        page.get_by_role("button", name="Use the camera").click()
        page.get_by_text("The camera cannot be used here.").wait_for()


PAINTED = """navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d");
  setInterval(() => canvas.getContext("2d").fillRect(0, 0, Math.random() * 300, 150), 50);
  return canvas.captureStream();
};"""
"""A camera that sees something."""

FAILING = """() => {
  window.failures = 0;
  window.ZXingWASM = {
    readBarcodes: async () => {
      if ((failures += 1) < 12) throw new Error("no memory");
      return [{ isValid: true, text: "MECARD:N:Lovelace,Ada;;" }];
    },
  };
}"""
"""A reader that fails for a while."""


def test_a_reader_that_fails_says_so_and_goes_on(web: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(PAINTED)
        page.goto(f"{web.url}/scan")
        page.evaluate(FAILING)
        page.get_by_role("button", name="Use the camera").click()
        page.get_by_text("No code was found in this picture.").wait_for(timeout=10_000)
        page.wait_for_selector("#name", timeout=10_000)
        assert page.input_value("#name") == "Ada Lovelace"
