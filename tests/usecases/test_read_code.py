"""What stands in somebody's QR code."""

import pytest

from keepwarm.domain.errors import Unreadable
from keepwarm.formats.mecard import MeCard, is_mecard, read_mecard
from keepwarm.usecases.read_code import Scanned, read_code

NUMBER = "+44 20 7946 0018"
CARD = f"""BEGIN:VCARD\r
VERSION:3.0\r
FN:Ada Lovelace\r
ORG:Analytical Engines\r
TITLE:Engineer\r
TEL;TYPE=CELL:{NUMBER}\r
EMAIL:ada@example.org\r
ADR:;;12 St James's Square;London;;;\r
URL:https://ada.example.org\r
END:VCARD\r
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            CARD,
            Scanned(
                name="Ada Lovelace",
                organization="Analytical Engines",
                title="Engineer",
                addresses=(NUMBER, "ada@example.org", "https://ada.example.org"),
            ),
        ),
        (
            f"MECARD:N:Lovelace,Ada;TEL:{NUMBER};EMAIL:ada@example.org;;",
            Scanned(name="Ada Lovelace", addresses=(NUMBER, "ada@example.org")),
        ),
        ("tel:+442079460018", Scanned(addresses=("+442079460018",))),
        ("TEL:+442079460018", Scanned(addresses=("+442079460018",))),
        ("SMSTO:+442079460018:Hello", Scanned(addresses=("+442079460018",))),
        ("mailto:ada@example.org?subject=Hello", Scanned(addresses=("ada@example.org",))),
        ("MATMSG:TO:ada@example.org;SUB:Hello;BODY:;;", Scanned(addresses=("ada@example.org",))),
        ("ada@example.org", Scanned(addresses=("ada@example.org",))),
        (
            "https://social.example.org/in/ada",
            Scanned(addresses=("https://social.example.org/in/ada",)),
        ),
        (
            "https://warm.example.org/c/0123456789abcdefABCDEF",
            Scanned(link="https://warm.example.org/c/0123456789abcdefABCDEF"),
        ),
    ],
)
def test_what_a_code_says_of_somebody_is_read(text: str, found: Scanned) -> None:
    assert read_code(text) == found


@pytest.mark.parametrize(
    "text", ["", "WIFI:S:guest;P:secret;;", "javascript:alert(1)", "BEGIN:VCARD\nEND:VCARD", "x" * 20_001]
)
def test_what_says_nothing_of_anybody_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_code(text)


def test_a_short_card_keeps_its_escaped_letters_and_each_address_once() -> None:
    text = r"mecard:N:Smith\, Jr.,Bob;ORG:Oak\; Ash\\Co;TEL:123456;TEL:123456;URL:https\://oak.example.org;NOTE:x;;"
    assert is_mecard(text)
    assert read_mecard(text) == MeCard(
        name="Bob Smith, Jr.",
        organization=r"Oak; Ash\Co",
        phones=("123456",),
        pages=("https://oak.example.org",),
    )
    assert read_mecard("MECARD:N:Ada;;").name == "Ada"
    assert read_mecard("nothing") == MeCard()
