"""JSContact cards are found one by one: alone, in a list, one a line, behind one another."""

import json
from pathlib import Path

import pytest

from keepwarm.formats.jscontact_files import begins_cards, split_jscontact
from keepwarm.formats.json_cards import TOO_LARGE
from keepwarm.formats.json_objects import Behind, Piece

ANN = b'{"@type":"Card","name":{"full":"Ann"}}'
BO = b'{"@type": "Card",\n "name": {"full": "Bo"}}'
END = Behind(raw=b"", ended=True)


def whole(*cards: bytes) -> list[Piece | Behind]:
    return [*(Piece(raw=card, whole=True) for card in cards), END]


def split(folder: Path, content: bytes, largest: int = 10_000) -> list[object]:
    path = folder / "cards"
    path.write_bytes(content)
    return list(split_jscontact(path, largest=largest))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (ANN, whole(ANN)),
        (b"\xef\xbb\xbf" + BO, whole(BO)),
        (b"[" + ANN + b", " + BO + b"]", whole(ANN, BO)),
        (ANN + b"\r\n\n" + ANN + b"\n", whole(ANN, ANN)),
        (BO + b"\n" + BO, whole(BO, BO)),
        (b"[" + ANN, [*whole(ANN)[:1], Behind(raw=b"", ended=False)]),
        (ANN[:-1] + b"\n" + ANN + b"\n" + ANN, [Piece(raw=ANN[:-1], whole=True), *whole(ANN, ANN)]),
        (BO + b"\n" + BO[:-1], [*whole(BO)[:1], Piece(raw=BO[:-1], whole=False)]),
        (b'{\n "a": "\xff"}', [Piece(raw=b'{\n "a": "\xff"}', whole=False)]),
    ],
    ids=range(9),
)
def test_cards_are_found_in_their_order(tmp_path: Path, content: bytes, found: list[object]) -> None:
    assert split(tmp_path, content) == found


def test_one_that_is_too_large_is_passed_by(tmp_path: Path) -> None:
    large = ANN.replace(b"Ann", b"x" * 100)

    assert split(tmp_path, b"[" + large + b"," + ANN + b"]", 80) == [TOO_LARGE, *whole(ANN)]
    assert split(tmp_path, ANN + b"\n" + large + b"\n" + ANN, 80) == [*whole(ANN)[:1], TOO_LARGE, *whole(ANN)]
    assert split(tmp_path, BO.replace(b"Bo", b"x" * 100), 80) == [TOO_LARGE]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (ANN, True),
        (b'[\n{"uid": "1", "@type": "Card"', True),
        (b'{"@type":"CardGroup"', True),
        (b"\xef\xbb\xbf " + ANN, True),
        (b'{"@type":"Event"}', False),
        (b'{"list":[{"@type":"Card"}]}', False),
        (b'{"type":"@type","a":"Card"}', False),
        (b'"@type":"Card"', False),
        (b"", False),
        (json.dumps(["vcard", []]).encode(), False),
    ],
)
def test_a_file_is_known_by_the_type_of_its_objects(head: bytes, known: bool) -> None:
    assert begins_cards(head) is known
