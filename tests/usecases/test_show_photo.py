"""Photos: made anew, the latest that can be shown, and never the bytes that came."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from keepwarm.domain.errors import Missing
from keepwarm.storage.book import Library
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.show_photo import PictureShelf, kept_pictures
from tests.books import NOW, added, address_book, card, taken_in


def picture(colour: str, size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def with_photo(name: str, raw: bytes, *lines: str) -> str:
    return card(name, f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(raw).decode()}", *lines)


def colour_of(raw: bytes | None) -> tuple[int, ...]:
    assert raw is not None
    with Image.open(BytesIO(raw)) as made:
        assert made.format == "JPEG"
        pixel = made.getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel


def kept(library: Library) -> tuple[bytes, ...]:
    with library.open(NOW) as book:
        return kept_pictures(book, find_person(book, "Ada").person_id)


def test_a_photo_is_made_anew_and_small(library: Library, tmp_path: Path) -> None:
    raw = picture("red", (900, 600))
    taken_in(library, address_book(tmp_path, with_photo("Ada", raw)))
    assert kept(library) == (raw,)
    made = PictureShelf().find_picture(kept(library))
    assert made is not None
    assert made != raw
    with Image.open(BytesIO(made)) as small:
        assert small.size == (256, 171)
    assert colour_of(made)[0] > 240


def test_the_latest_photo_that_can_be_shown_is_shown(library: Library, tmp_path: Path) -> None:
    for place, raw in enumerate((picture("red"), picture("blue"), b"no picture at all")):
        file = address_book(tmp_path, with_photo("Ada", raw, "EMAIL:ada@example.org"), name=f"{place}.vcf")
        taken_in(library, file)
    assert colour_of(PictureShelf().find_picture(kept(library)))[2] > 240


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture("red", (5_001, 5_000)),
        picture("red")[:60],
    ],
    ids=["nothing", "broken", "svg", "above 25 megapixels", "cut off"],
)
def test_what_cannot_be_shown_is_no_error(library: Library, tmp_path: Path, raw: bytes) -> None:
    taken_in(library, address_book(tmp_path, with_photo("Ada", raw)))
    shelf = PictureShelf()
    assert [shelf.find_picture(kept(library)) for _ in range(2)] == [None, None]


def test_who_came_without_a_photo_has_none(library: Library) -> None:
    added(library, "Ada")
    assert kept(library) == ()
    assert PictureShelf().find_picture(()) is None
    with library.open(NOW) as book, pytest.raises(Missing):
        kept_pictures(book, 1)


def test_the_shelf_keeps_so_many_and_lets_the_longest_unseen_go() -> None:
    shelf = PictureShelf(2)
    raws = [picture(colour) for colour in ("red", "blue", "green")]
    first = shelf.find_picture(raws[:1])
    for raw in (raws[1], raws[0], raws[2]):
        shelf.find_picture([raw])
    assert len(shelf) == 2
    assert shelf.find_picture(raws[:1]) is first
