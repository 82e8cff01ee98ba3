"""The owner's card as a vCard: exact to the byte, and nothing that is written in it becomes a line."""

import pytest

from keepwarm.domain.own_cards import CardFields
from keepwarm.formats.own_card_vcard import own_card_file, own_card_lines
from keepwarm.formats.vcard import read_card

ANN = CardFields(
    name="Ann Lee",
    title="Baker; and more",
    organization="Crust, Crumb & Co",
    phones=("+44 20 7946 0018",),
    emails=("ann@example.org",),
    pages=("https://example.org/a?b=1;c=2,3",),
)


def test_a_card_is_exact_to_the_byte() -> None:
    assert own_card_lines(ANN, "I bake;\nyou eat, \\o/") == (
        "BEGIN:VCARD\r\n"
        "VERSION:3.0\r\n"
        "N:Lee;Ann;;;\r\n"
        "FN:Ann Lee\r\n"
        "ORG:Crust\\, Crumb & Co\r\n"
        "TITLE:Baker\\; and more\r\n"
        "TEL:+44 20 7946 0018\r\n"
        "EMAIL;TYPE=INTERNET:ann@example.org\r\n"
        "URL:https://example.org/a?b=1;c=2,3\r\n"
        "NOTE:I bake\\;\\nyou eat\\, \\\\o/\r\n"
        "END:VCARD\r\n"
    )


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada", ";Ada;;;"),
        ("Juan Carlos Ortiz", "Ortiz;Juan Carlos;;;"),
        ("山田 太郎", "山田;太郎;;;"),
        ("김철수", ";김철수;;;"),
        ("Lee; Ann, \\", "\\\\;Lee\\; Ann\\,;;;"),
    ],
)
def test_a_name_goes_into_its_parts(name: str, parts: str) -> None:
    assert f"\r\nN:{parts}\r\n" in own_card_lines(CardFields(name=name))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00\n"])
def test_nothing_that_is_written_becomes_a_line(end: str) -> None:
    evil = f"x{end}TEL:+1 900{end}END:VCARD{end}BEGIN:VCARD"
    fields = CardFields(
        name=evil, title=evil, organization=evil, phones=(evil,), emails=(evil,), pages=(evil,)
    )
    lines = own_card_lines(fields, evil).split("\r\n")
    names = [line.split(":")[0] for line in lines]
    assert names == ["BEGIN", "VERSION", "N", "FN", "ORG", "TITLE", "TEL", "EMAIL;TYPE=INTERNET", "URL",
                     "NOTE", "END", ""]  # fmt: skip
    assert not any(mark in "".join(lines) for mark in "\n\r\x0b\x0c\x85\u2028\u2029\x00")


def test_the_file_folds_its_lines_and_is_read_again_with_its_photo() -> None:
    raw = own_card_file(ANN, "Brot " * 40, "urn:uuid:1", b"\xff\xd8 a photo")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    card = read_card(raw)
    assert card.person is not None
    assert (card.person.name, card.person.family) == ("Ann Lee", "Lee")
    assert (card.person.title, card.person.organization) == (ANN.title, ANN.organization)
    assert {handle.value for handle in card.handles} == {*ANN.phones, *ANN.emails, *ANN.pages}
    assert b"PHOTO;ENCODING=b;TYPE=JPEG:" in raw
