"""`keepwarm card`."""

import json
from pathlib import Path

from tests.command_line import begun, done, refused


def test_a_card_is_added_listed_shown_written_and_withdrawn(tmp_path: Path) -> None:
    book = begun(tmp_path)
    assert done(book, "card", "list").out == "No card yet; make one: keepwarm card add --help\n"
    made = done(
        book, "card", "add", "work", "--name", "Ann Lee", "--phone", "+44 20 7946 0018", "--title", "Baker"
    )
    assert made.out.startswith("Made: work. Its link: http://127.0.0.1:8420/c/")
    link = made.out.split()[-1]
    shown = done(book, "card", "show", "WO")
    assert "▄" in shown.out
    assert f"Ann Lee: {link}" in shown.out
    assert "no address from outside" in shown.err
    assert done(book, "card", "show", "work", "--offline").out.count("\n") > shown.out.count("\n")
    file = tmp_path / "ann.vcf"
    done(book, "card", "show", "work", "--vcard", str(file))
    lines = file.read_bytes().splitlines(keepends=True)
    assert b"".join(line for line in lines if not line.startswith(b"UID:urn:uuid:")) == (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Ann;;;\r\nFN:Ann Lee\r\nTITLE:Baker\r\n"
        b"TEL:+44 20 7946 0018\r\nEND:VCARD\r\n"
    )
    assert done(book, "card", "withdraw", "work").out == "work: withdrawn.\n"
    assert done(book, "card", "withdraw", "work").out == "work was withdrawn before.\n"
    assert refused(book, "card", "show", "work").startswith("work is withdrawn")
    (listed,) = json.loads(done(book, "card", "list", "--json").out)
    assert (listed["label"], listed["open"], listed["link"]) == ("work", False, link)


def test_what_a_card_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    book = begun(tmp_path)
    assert "no phone number" in refused(book, "card", "add", "work", "--phone", "ring me")
    assert "No event is called" in refused(book, "card", "add", "work", "--event", "fair")
    assert "cannot be read" in refused(book, "card", "add", "work", "--photo", str(tmp_path / "none.jpg"))
    assert "none yet" in refused(book, "card", "show", "work")
    done(book, "card", "add", "work")
    assert "cannot be written" in refused(
        book, "card", "show", "work", "--vcard", str(tmp_path / "no" / "x.vcf")
    )
