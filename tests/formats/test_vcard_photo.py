"""The picture in a card, byte for byte."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.details import Details
from keepwarm.domain.people import Person
from keepwarm.formats.vcard import Whole, split_cards, write_card
from keepwarm.formats.vcard_convert import convert_card
from keepwarm.formats.vcard_photo import LARGEST_PHOTO, find_photo
from keepwarm.formats.vcard_rows import Version
from tests.real_data import real_data

PICTURE = b"\xff\xd8\xff\xe0 any bytes of a picture, enough to be folded and known as what they are"
CODED = base64.b64encode(PICTURE).decode()


def card(*rows: str, version: str = "3.0") -> bytes:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", "FN:A", *rows, "END:VCARD", "")).encode()


@pytest.mark.parametrize(
    "rows",
    [
        [f"PHOTO;ENCODING=b;TYPE=JPEG:{CODED}"],
        [f"item1.photo;encoding=B:{CODED[:40]}", f" {CODED[40:]}"],
        ["PHOTO;JPEG;ENCODING=BASE64:", f" {CODED[:40]}", f" {CODED[40:]}", ""],
        ["PHOTO;BASE64:", CODED[:40], CODED[40:]],
        [f"PHOTO:data:image/jpeg;base64,{CODED}"],
        [f"PHOTO;ENCODING=b:data:image/jpeg;base64\\,{CODED}", f"PHOTO:data:image/jpeg;base64,{CODED}"],
        [f"PHOTO:{CODED}"],
        [f"PHOTO;ENCODING=b:{CODED.rstrip('=')}"],
        ["PHOTO;VALUE=uri:http://a.example/x.jpg", f"PHOTO;ENCODING=b:{CODED}"],
    ],
)
def test_a_picture_is_found_however_it_stands_there(rows: list[str]) -> None:
    assert find_photo(card(*rows)) == PICTURE


@pytest.mark.parametrize(
    "row",
    ["PHOTO;VALUE=uri:http://a.example/x.jpg", "PHOTO:http://a.example/x.jpg", "PHOTO:", "PHOTO;ENCODING=b:",
     "PHOTO;ENCODING=b:AAAA:BB==", "PHOTO;ENCODING=b:AAAAA", "PHOTO:short", f"LOGO;ENCODING=b:{CODED}"],
)  # fmt: skip
def test_a_link_or_what_is_no_base64_is_no_picture(row: str) -> None:
    assert find_photo(card(row)) is None


def test_a_picture_of_a_nested_card_is_not_the_cards_own() -> None:
    inside = ("AGENT:", "BEGIN:VCARD", "FN:B", f"PHOTO;ENCODING=BASE64:{CODED}", "", "END:VCARD")

    assert find_photo(card(*inside, version="2.1")) is None


def test_a_picture_that_is_too_large_stays_in_the_card() -> None:
    assert find_photo(card("PHOTO;ENCODING=b:" + "A" * (LARGEST_PHOTO // 3 * 4 + 8))) is None


@given(picture=st.binary(min_size=1, max_size=200), version=st.sampled_from(["3.0", "4.0"]))
def test_a_picture_that_is_written_is_found_again_in_either_version(picture: bytes, version: Version) -> None:
    raw = write_card(Person(name="A"), [], "1", version=version, details=Details(photo=picture))

    assert find_photo(raw) == picture
    assert find_photo(convert_card(raw, "4.0" if version == "3.0" else "3.0")) == picture


def test_pictures_of_real_cards_begin_as_pictures_do() -> None:
    found = []
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            found += [find_photo(item.raw) for item in split_cards(file) if isinstance(item, Whole)]

    pictures = [photo for photo in found if photo is not None]
    assert len(pictures) == 15
    assert all(photo.startswith((b"\xff\xd8\xff", b"\x89PNG")) for photo in pictures)
