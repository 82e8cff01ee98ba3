"""Files that are not what they say, and words that make no sense."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.books import address_book, card, mail, mailbox
from tests.command_line import Answer, begun, command, done, hash_of, keepwarm, refused

NONE_OF_THEM = "is none of what can be read here ("
THEN = datetime(2026, 11, 2, 10, tzinfo=UTC)
GOOD = card("Grace Hopper", "EMAIL:grace@example.org")
MOST_KIB = 300 * 1024


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return begun(folder)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def fates(answer: Answer) -> list[tuple[str, str, str]]:
    return [(line["item"], line["fate"], line["person"]) for line in answer.data]


def names(book: Path) -> list[str]:
    return [line["person"] for line in done(book, "people", "--json").data]


# --- files that are not what their names say ---


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.vcf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
        ("empty.vcf", b""),
        ("blank.mbox", b"\n\n  \n"),
        ("letter.csv", b"Dear Ada,\nhow are you?\n"),
        ("zeros.mbox", bytes(100_000)),
        ("other.csv", b"one,two,three\n1,2,3\n"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_can_be_read(
    name: str, content: bytes, book: Path, tmp_path: Path
) -> None:
    before = hash_of(book)
    path = written(tmp_path, name, content)
    for words in (("import", path), ("import", "--dry-run", path), ("import", "--json", path)):
        sentence = refused(book, *words)
        assert sentence.startswith(f"{path} {NONE_OF_THEM}")
        assert sentence.endswith("; export it again as one of these.")
    assert hash_of(book) == before


def test_a_folder_that_is_no_maildir_is_refused(book: Path, tmp_path: Path) -> None:
    assert refused(book, "import", tmp_path).startswith(f"{tmp_path} {NONE_OF_THEM}")


def test_what_a_file_is_its_content_says(book: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "contacts.mbox", GOOD.encode())
    assert fates(done(book, "import", path, "--json")) == [("card 1", "new", "Grace Hopper")]


def test_a_file_that_is_missing_among_good_ones_is_named_and_the_others_kept(
    book: Path, tmp_path: Path
) -> None:
    good, gone = address_book(tmp_path, GOOD), tmp_path / "gone.vcf"
    answer = done(book, "import", gone, good, "--json")
    assert fates(answer) == [("the file", "refused", ""), ("card 1", "new", "Grace Hopper")]
    assert answer.data[0]["reason"] == f"{gone} is not there; check the name."


def test_a_file_that_is_missing_alone_is_the_problem(book: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.vcf"
    assert refused(book, "import", gone) == f"{gone} is not there; check the name."


# --- items that are broken among good ones ---


def test_of_two_cards_the_broken_one_is_left_out_with_its_place(book: Path, tmp_path: Path) -> None:
    path = address_book(tmp_path, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:No End\r\n", GOOD)
    answer = done(book, "import", path)
    assert "1 item new\n1 item left out:\n  contacts.vcf, card 1: " in answer.out
    assert "END:VCARD" in answer.out
    assert names(book) == ["Grace Hopper"]


def test_a_row_with_too_few_columns_is_left_out_with_its_place(book: Path, tmp_path: Path) -> None:
    rows = b"person,at,channel,direction,minutes\nGrace,2026-01-02,call,both,5\nAda,2026-01-02\n"
    answer = done(book, "import", written(tmp_path, "talks.csv", rows), "--json")
    assert fates(answer) == [("row 2", "new", "Grace"), ("row 3", "refused", "")]
    assert (
        answer.data[1]["reason"]
        == "has no channel, direction and minutes; add what is missing, empty cells too"
    )


@pytest.mark.parametrize("at", ["2026-02-30", "0000-01-01", "9999-12-31", "yesterday", "1e9"])
def test_a_row_with_a_day_that_makes_no_sense_is_left_out(at: str, book: Path, tmp_path: Path) -> None:
    rows = f"person,at,channel\nGrace,2026-01-02,call\nAda,{at},call\n".encode()
    answer = done(book, "import", written(tmp_path, "talks.csv", rows), "--json")
    assert fates(answer) == [("row 2", "new", "Grace"), ("row 3", "refused", "")]


@pytest.mark.parametrize("kept", [60, 90, 150])
def test_a_mailbox_cut_off_in_the_middle_keeps_its_whole_messages(
    kept: int, book: Path, tmp_path: Path
) -> None:
    whole = mail("grace@example.org", "me@example.org", THEN)
    cut = mail("ada@example.org", "me@example.org", THEN, extra="Cc: " + "me@example.org, " * 20)[:kept]
    answer = done(book, "import", mailbox(tmp_path, whole, cut), "--json")
    assert fates(answer)[0] == ("message 1", "new", "grace@example.org")
    assert [fate for _, fate, _ in fates(answer)[1:]] == ["refused"]


# --- encodings that lie, and sizes that hurt ---


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (card("Jörg", "EMAIL:j@example.org").encode("latin-1"), "Jörg"),
        (card("Jörg", "EMAIL:j@example.org").encode("utf-16"), "Jörg"),
        (card("Jö\0rg", "EMAIL:j\0@example.org").encode(), "Jörg"),
        (card("J\udcffrg", "EMAIL:j@example.org").encode("utf-8", "surrogatepass"), None),
        (card("J\udcffrg", "EMAIL:j@example.org").encode("utf-8", "surrogateescape"), None),
    ],
)
def test_an_encoding_that_lies_still_gives_a_person(
    content: bytes, name: str | None, book: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "contacts.vcf", content)
    done(book, "import", path)
    (found,) = names(book)
    assert found == name or (name is None and found.startswith("J"))
    assert done(book, "show", "j@example.org").out.startswith(found)
    before = hash_of(book)
    done(book, "import", path)
    assert hash_of(book) == before


def test_a_line_of_ten_megabytes_is_taken_or_refused_and_never_in_the_way_of_others(
    book: Path, tmp_path: Path
) -> None:
    long = "x" * 10_000_000
    note = address_book(tmp_path, card("Long", f"NOTE:{long}"), GOOD)
    rows = written(
        tmp_path, "t.csv", f"person,at,channel\n{long},2026-01-02,call\nAda,2026-01-02,call\n".encode()
    )
    subject = mailbox(tmp_path, mail("a@example.org", "me@example.org", THEN, subject=long))
    done(book, "import", note, rows, subject)
    done(book, "correspondents", "--all")
    assert {"Ada", "Grace Hopper", "Long", "a@example.org"} <= set(names(book))


_PEAK_OF = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: the peak of a child begins at the memory of who starts it."""


def test_a_message_of_600_megabytes_is_passed_over_in_little_memory(book: Path, tmp_path: Path) -> None:
    path = mailbox(tmp_path, mail("grace@example.org", "me@example.org", THEN))
    os.truncate(path, 600_000_000)  # nothing but holes behind the header, which read as zeros
    said = subprocess.run(
        [sys.executable, "-c", _PEAK_OF, *command(book, "import", path)], check=True, capture_output=True
    )
    assert int(said.stdout) < MOST_KIB
    done(book, "correspondents", "--all")
    assert names(book) == ["grace@example.org"]


# --- words that make no sense ---


@pytest.mark.parametrize("at", ["nonsense", "2026-13-01", "", "0001-01-01", "9999-12-31", "12:00"])
@pytest.mark.parametrize("word", ["today", "people", "ties", "hash"])
def test_a_time_that_is_none_is_not_understood(word: str, at: str, book: Path) -> None:
    answer = keepwarm(book, word, "--at", at)
    assert (answer.code, answer.out) == (2, "")
    assert f"Error: Invalid value for '--at': {at!r} is " in answer.err


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("at", ["1900-01-01", "2200-12-31T23:59:59", "1900-01-01T00:00:00+14:00"])
def test_the_farthest_times_are_looked_from(at: str, zone: str, tmp_path: Path) -> None:
    book = begun(tmp_path, zone=zone)
    done(book, "add", "Ada")
    done(book, "log", "ada", "--by", "call")
    for word in ("today", "people", "ties", "journal", "spoken"):
        done(book, word, "--at", at)
    done(book, "show", "ada", "--at", at)


def test_a_person_whom_nobody_knows_is_missing(book: Path) -> None:
    for words in (("show",), ("log", "--by", "call"), ("done",), ("spoken",)):
        sentence = refused(book, words[0], "nobody", *words[1:])
        assert sentence == (
            "Nobody in your book is called 'nobody'; look with 'keepwarm people', or add them first."
        )


def test_a_name_that_fits_several_asks_for_more_of_it(book: Path) -> None:
    done(book, "add", "Ada Lovelace")
    done(book, "add", "Ada Yonath", "--organization", "Weizmann")
    before = hash_of(book)
    assert refused(book, "log", "ada", "--by", "call") == (
        "'ada' fits 2 people (Ada Lovelace, Ada Yonath of Weizmann); write more of the name, or an address."
    )
    assert hash_of(book) == before


@pytest.mark.parametrize("words", ["", " ", "%", "_", "\\", "...", "\udcff"])
def test_words_that_name_nobody_never_fall_on_the_only_person(words: str, book: Path) -> None:
    done(book, "add", "Ada")
    before = hash_of(book)
    assert refused(book, "log", words, "--by", "call") == (
        "A person is named by a word at least; look with 'keepwarm people'."
    )
    assert hash_of(book) == before


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_nobody_is_added_without_a_name(name: str, book: Path) -> None:
    assert refused(book, "add", name) == "Somebody here has no name; write how you call them."
    assert names(book) == []


def test_half_a_letter_in_what_is_typed_is_kept_as_a_question_mark(tmp_path: Path) -> None:
    book = tmp_path / "book"
    done(book, "init", "--name", "M\udcff")
    done(book, "add", "S\udcff", "--organization", "\udcfe")
    done(book, "note", "S", "\udcff")
    done(book, "log", "S", "--by", "call", "--note", "\udcff", "--promise", "\udcff by today")
    assert names(book) == ["S?"]
    done(book, "show", "S\udcff")
    folder = os.fsdecode(b"\xff")
    (tmp_path / folder).mkdir()
    done(book, "import", address_book(tmp_path, GOOD, name=f"{folder}.vcf"))
    done(book, "journal", "--json")
    assert "?.vcf" in done(book, "journal").out


def test_a_handle_that_is_none_is_named(book: Path) -> None:
    assert refused(book, "add", "Ada", "ada at example") == (
        "'ada at example' is no e-mail address, phone number or https:// profile; check how it is written."
    )
    assert names(book) == []


def test_a_channel_that_is_not_known_is_not_understood(book: Path) -> None:
    done(book, "add", "Ada")
    for words in (("--by", "pigeon"), ("--by", "call", "--never", "pigeon"), ()):
        answer = keepwarm(book, "log", "ada", *words)
        assert (answer.code, answer.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--on", "2026-02-30"),
            "'2026-02-30' names no day; write 2026-12-01, tomorrow, friday, or in 2 weeks.",
        ),
        (("--on", "2199-01-01"), "2199-01-01 is not here yet; plan it as the next step instead."),
        (("--on", "0001-01-01"), "The year 1 is too long ago for a talk of yours; correct the year."),
        (("--on", "in 2 days"), None),
        (("--minutes", "-1"), "-1 minutes is no length of a talk; write 0 to 1440."),
        (("--minutes", "9" * 20), f"{'9' * 20} minutes is no length of a talk; write 0 to 1440."),
        (("--prefers", "call", "--never", "call"), "call cannot be liked and never at once."),
        (("--promise", " "), 'A promise needs words: --promise "the mechanic\'s number by friday".'),
    ],
)
def test_a_talk_that_cannot_have_been_is_refused_and_nothing_of_it_kept(
    words: tuple[str, ...], sentence: str | None, book: Path
) -> None:
    done(book, "add", "Ada")
    before = hash_of(book)
    said = refused(book, "log", "ada", "--by", "call", *words)
    assert said == sentence or (sentence is None and "is not here yet" in said)
    assert hash_of(book) == before


def test_a_long_silence_after_all_else_has_its_sentence(book: Path) -> None:
    done(book, "add", "Ada")
    for day, way in (("2001-01-01", "--both"), ("2001-02-01", "--in"), ("2001-03-01", "--out")):
        done(book, "log", "ada", "--by", "call", way, "--on", day)
    done(book, "log", "ada", "--by", "call")
    done(book, "show", "ada")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), 'A book needs its owner\'s name: --name "Your Name".'),
        (("--name", "Me", "--email", "me"), "'me' is no e-mail address; it reads name@example.org."),
        (
            ("--name", "Me", "--zone", "Mars/Olympus"),
            "'Mars/Olympus' is no time zone; it reads like Europe/Lisbon.",
        ),
        (("--name", "Me", "--zone", "../../etc/passwd"), None),
        (("--name", "Me", "--zone", "Europe"), None),
    ],
)
def test_a_book_is_not_begun_by_what_makes_no_sense(
    words: tuple[str, ...], sentence: str | None, tmp_path: Path
) -> None:
    said = refused(tmp_path / "book", "init", *words)
    assert said == sentence or (sentence is None and "is no time zone" in said)
    assert list(tmp_path.iterdir()) == []


# --- undo ---


def test_with_nothing_to_undo_that_is_said(tmp_path: Path) -> None:
    book = tmp_path / "book"
    done(book, "init", "--name", "Me")
    assert refused(book, "undo") == "There is nothing to undo."


def test_an_id_that_is_none_or_nobodys_is_missing(book: Path) -> None:
    assert refused(book, "undo", "what?") == "'what?' is no id of the journal; see 'keepwarm journal'."
    assert (
        refused(book, "undo", "0000000000000")
        == "No change has this id; look at the journal ('keepwarm journal')."
    )


def test_what_later_changes_stand_on_stays_and_names_them(book: Path, tmp_path: Path) -> None:
    done(book, "import", address_book(tmp_path, GOOD))
    imported = done(book, "journal", "--json").data[0]["id"]
    done(book, "log", "grace", "--by", "call")
    before = hash_of(book)
    sentence = refused(book, "undo", imported)
    assert sentence.startswith("This cannot be undone any more, because of what came after it: ")
    assert sentence.endswith("Grace Hopper. Undo that first.")
    assert hash_of(book) == before
    done(book, "undo")
    done(book, "undo")
    assert names(book) == []


def test_what_was_undone_is_not_undone_twice_but_its_undoing_is(book: Path) -> None:
    done(book, "add", "Ada")
    before = hash_of(book)
    added = done(book, "journal", "--json").data[0]["id"]
    done(book, "undo", added)
    assert refused(book, "undo", added) == (
        "This was undone before; to have it back, undo the undoing in the journal ('keepwarm journal')."
    )
    undoing = done(book, "journal", "--json").data[0]["id"]
    done(book, "undo", undoing)
    assert hash_of(book) == before
    done(book, "undo")
    assert names(book) == []


# --- out ---


@pytest.mark.parametrize("form", ["vcard", "csv", "archive"])
def test_an_export_never_replaces_a_file_unasked(form: str, book: Path, tmp_path: Path) -> None:
    place = written(tmp_path, "there", b"as it was")
    assert refused(book, "export", place, "--format", form) == (
        f"{place} is there already; name another file, or pass --overwrite."
    )
    assert place.read_bytes() == b"as it was"
    done(book, "export", place, "--format", form, "--overwrite")
    assert place.read_bytes() != b"as it was"


def test_an_export_into_a_folder_that_is_not_there_is_a_sentence(book: Path, tmp_path: Path) -> None:
    place = tmp_path / "no folder" / "out.csv"
    assert refused(book, "export", place, "--format", "csv") == (
        f"{place} cannot be written: No such file or directory. Nothing was left there."
    )


def test_an_empty_book_goes_out_as_an_empty_file_of_each_form(book: Path, tmp_path: Path) -> None:
    for form in ("vcard", "csv", "archive"):
        assert done(book, "export", tmp_path / form, "--format", form).out == (
            f"0 people in {tmp_path / form}.\n"
        )
    assert (tmp_path / "vcard").read_bytes() == b""
    assert (tmp_path / "csv").read_text("utf-8-sig").count("\n") == 1
    assert "Me" in (tmp_path / "archive").read_text().splitlines()[0]
    assert os.stat(tmp_path / "csv").st_mode & 0o777 == 0o600
