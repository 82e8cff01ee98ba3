"""Every command, as an owner uses them one after another, and the shape of what each writes as JSON."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from keepwarm.cli.main import COMMANDS
from tests.books import address_book, card, mail, mailbox
from tests.command_line import begun, command, done, hash_of, keepwarm

GRACE = card("Grace Hopper", "EMAIL:grace@example.org", "ORG:Navy")
THEN = datetime(2026, 11, 2, 10, tzinfo=UTC)
LATER = "2026-11-22T12:00"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return begun(folder)


def keys(line: dict[str, object]) -> list[str]:
    return list(line)


def test_a_first_day(tmp_path: Path) -> None:
    book = tmp_path / "new folder" / "book"
    began = done(book, "init", "--name", "Me", "--email", "me@example.org", "--zone", "Europe/Lisbon")
    assert began.out == f"Your book is at {book}.\n"
    assert began.err.startswith("Next: keepwarm add ")
    assert (book.stat().st_mode & 0o777, book.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "Your book is empty." in done(book, "today").out
    assert done(book, "people").out.startswith("Nobody yet: keepwarm add ")
    assert done(book, "add", "Ada Lovelace", "ada@example.org").out == "Added: Ada Lovelace.\n"
    assert done(book, "note", "ada", "keeps bees", "--about", "recreation").out == (
        "Noted: Ada Lovelace, recreation.\n"
    )
    assert done(book, "log", "ada", "--by", "call", "--next", "ask about the bees on today").out == (
        "Logged: Ada Lovelace, by phone.\n"
    )
    today = done(book, "today").out
    assert "1. Ada Lovelace" in today
    assert "You planned: ask about the bees (today)." in today
    assert done(book, "done", "ada", "bees").out == "Done: ask about the bees.\n"
    assert "You planned" not in done(book, "today").out


def test_beginning_again_adds_addresses_and_keeps_the_book(book: Path) -> None:
    done(book, "add", "Ada")
    before = hash_of(book)
    again = done(book, "init", "--name", "Me", "--email", "work@example.org")
    assert (again.out, again.err) == (f"Noted in {book}.\n", "")
    assert hash_of(book) == before
    assert done(book, "journal", "--json").data[0]["about"] == "work@example.org"


def test_an_import_is_shown_carried_out_repeated_and_taken_back(book: Path, tmp_path: Path) -> None:
    files = (
        address_book(tmp_path, GRACE),
        mailbox(tmp_path, mail("grace@example.org", "me@example.org", THEN)),
    )
    empty = hash_of(book)

    shown = done(book, "import", "--dry-run", *files)
    assert (shown.out, shown.err) == ("2 items new\n", "Nothing was changed.\n")
    assert hash_of(book) == empty

    carried_out = done(book, "import", *files)
    assert (carried_out.out, carried_out.err) == ("2 items new\n", "Take it back with: keepwarm undo\n")
    full = hash_of(book)

    again = done(book, "import", *files)
    assert again.out == "2 items there already\n"
    assert again.err == "Nothing new; the book is as it was.\n"
    assert hash_of(book) == full

    assert done(book, "undo").out.startswith("Taken back: imported contacts.vcf and 1 more (")
    assert hash_of(book) == empty


def test_import_tells_the_fate_of_each_item(book: Path, tmp_path: Path) -> None:
    same_person = card("Grace Hopper", "EMAIL:grace@example.org", "TEL:+1 555 0100")
    broken = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:No End\r\n"
    path = address_book(tmp_path, GRACE, GRACE, same_person, broken)
    lines = done(book, "import", path, "--json").data
    assert [keys(line) for line in lines] == [["file", "item", "fate", "person", "id", "reason", "score"]] * 4
    assert [(line["item"], line["fate"]) for line in lines] == [
        ("card 1", "new"),
        ("card 2", "same"),
        ("card 3", "merged with"),
        ("card 4", "refused"),
    ]
    assert {line["file"] for line in lines} == {"contacts.vcf"}
    assert lines[2]["id"] == lines[0]["id"]
    assert "END:VCARD" in lines[3]["reason"]


def test_what_is_written_as_json_has_its_shape(book: Path, tmp_path: Path) -> None:
    done(book, "import", address_book(tmp_path, GRACE))
    done(book, "log", "grace", "--by", "email", "--on", "2026-11-01", "--promise", "a book by 2026-11-02")
    data = {
        word: done(book, word, "--json", "--at", LATER).data
        for word in ("today", "people", "ties", "journal", "spoken", "hash")
    }
    assert keys(data["today"]) == [
        "today", "mood", "contacts", "connections", "sees_voice", "correspondents", "people",
    ]  # fmt: skip
    assert data["today"]["today"] == "2026-11-22"
    assert keys(data["today"]["people"][0]) == [
        "person", "id", "organization", "kind", "channel", "channel_reason", "channel_remarks", "asks_for",
        "opening", "handles", "reasons", "words",
    ]  # fmt: skip
    assert "You promised: a book (due 2 weeks ago)." not in data["today"]["people"][0]["words"]
    assert any(
        words.startswith("You promised: a book (due ") for words in data["today"]["people"][0]["words"]
    )
    assert keys(data["people"][0]) == [
        "person", "id", "organization", "standing", "stage", "rhythm", "last_on", "found_in",
    ]  # fmt: skip
    assert {"person", "handles", "p_7", "p_30", "p_90", "strength", "rhythm"} <= set(data["ties"][0])
    assert {"due_50", "due_80", "due_95", "stage", "reasons"} <= set(data["ties"][0])
    assert data["ties"][0]["handles"] == ["grace@example.org"]
    assert 0 < data["ties"][0]["p_7"] < data["ties"][0]["p_30"] < data["ties"][0]["p_90"] < 1
    assert keys(data["journal"][0]) == ["id", "at", "what", "about", "changes", "undone", "undoes"]
    assert [line["what"] for line in data["journal"]] == ["log", "import", "own addresses"]
    assert [keys(line) for line in data["spoken"]] == [["person", "id"]]
    assert data["hash"] == {"hash": hash_of(book)}
    assert len(data["hash"]["hash"]) == 64


def test_one_person_is_shown_whole(book: Path, tmp_path: Path) -> None:
    done(book, "import", address_book(tmp_path, GRACE))
    done(book, "log", "grace", "--by", "in-person", "--never", "call", "--prefers", "text", "--minutes", "30")
    done(book, "note", "grace", "sails")
    data = done(book, "show", "grace", "--json").data
    assert data["person"]["name"] == "Grace Hopper"
    assert [(one["channel"], one["never"]) for one in data["preferences"]] == [
        ("text", False),
        ("call", True),
    ]
    assert [one["text"] for one in data["facts"]] == ["sails"]
    assert [one["minutes"] for one in data["timeline"]] == [30]
    later = "2030-01-01"
    shown = done(book, "show", "grace", "--json", "--at", later).data["tie"]
    of_all = done(book, "ties", "--json", "--at", later).data
    assert [{"person": "Grace Hopper", "id": data["id"]} | shown] == [
        {name: value for name, value in one.items() if name != "handles"}
        for one in of_all
        if one["person"] == "Grace Hopper"
    ]
    shown = done(book, "show", "grace@example.org").out
    for words in ("Grace Hopper, Navy", "Never by phone", "Likes to be reached by text", "Interests: sails"):
        assert words in shown
    assert "both of you in person, 30 minutes" in shown
    by_id = done(book, "show", data["id"]).out
    assert by_id == shown


def test_a_standing_takes_somebody_off_the_list(book: Path) -> None:
    done(book, "add", "The Plumber")
    done(book, "log", "plumber", "--by", "call", "--promise", "a call by today")
    assert "The Plumber" in done(book, "today").out
    assert done(book, "standing", "plumber", "just-an-address").out == "The Plumber: just an address.\n"
    assert "The Plumber" not in done(book, "today").out
    done(book, "undo")
    assert "The Plumber" in done(book, "today").out


def test_spoken_lately_is_asked_once(book: Path, tmp_path: Path) -> None:
    letters = [
        mail("grace@example.org", "me@example.org", THEN),
        mail("me@example.org", "grace@example.org", THEN),
    ]
    done(book, "import", mailbox(tmp_path, *letters))
    done(book, "correspondents", "grace@example.org")
    assert done(book, "spoken").out.startswith("grace@example.org, last ")
    assert done(book, "spoken", "grace@example.org").out == "grace@example.org: spoken.\n"
    assert done(book, "spoken").out == "Nobody to ask about.\n"
    done(book, "undo")
    assert done(book, "spoken", "grace@example.org", "--no").out == "grace@example.org: not lately.\n"
    assert done(book, "spoken").out == "Nobody to ask about.\n"


def test_people_are_found_by_the_beginnings_of_words(book: Path) -> None:
    done(book, "add", "Žofie Nováková", "zofie@example.org", "--organization", "Astronomický ústav")
    done(book, "add", "Ada Lovelace")
    for query in ("zof", "nov zof", "astro", "ZOFIE@EXAMPLE"):
        assert [one["person"] for one in done(book, "people", query, "--json").data] == ["Žofie Nováková"]
    by_several = done(book, "people", "--json", "--", "nov", "astro", "-has:phone").data
    assert [(one["person"], one["found_in"]["text"]) for one in by_several] == [
        ("Žofie Nováková", "Astronomický ústav")
    ]
    assert done(book, "people", "astro").out.splitlines()[1].endswith("at Astronomický ústav")
    nobody = done(book, "people", "nobody")
    assert (nobody.out, nobody.err) == ("Nobody is found by 'nobody'.\n", "")
    assert done(book, "people").err == "2 people\n"


def test_what_comes_in_as_a_card_goes_out_byte_for_byte(book: Path, tmp_path: Path) -> None:
    path = address_book(tmp_path, card("Ada", "X-OWN:as it came", "NOTE:folded\r\n  on"), GRACE)
    done(book, "import", path)
    out = tmp_path / "out.vcf"
    assert done(book, "export", out, "--format", "vcard").out == f"2 people in {out}.\n"
    assert sorted(out.read_bytes().split(b"END:VCARD\r\n")) == sorted(
        path.read_bytes().split(b"END:VCARD\r\n")
    )
    done(book, "export", tmp_path / "out.csv", "--format", "csv")
    assert "Grace Hopper" in (tmp_path / "out.csv").read_text("utf-8-sig")
    done(book, "export", tmp_path / "out.jsonl", "--format", "archive")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert lines[0]["archive"] == 2
    assert {"people", "handles", "journal"} <= {line["noun"] for line in lines[1:-1]}


def test_the_doctor_finds_a_new_book_well(book: Path) -> None:
    findings = done(book, "doctor", "--json").data
    assert [keys(one) for one in findings] == [["what", "well", "detail"]] * len(findings)
    assert all(one["well"] for one in findings)
    assert done(book, "doctor").out.count(": well") == len(findings)


def test_the_journal_tells_what_was_taken_back(book: Path) -> None:
    done(book, "add", "Ada")
    done(book, "undo")
    undoing, undone, *_ = done(book, "journal", "--json").data
    assert (undone["undone"], undone["undoes"]) == (True, False)
    assert (undoing["undone"], undoing["undoes"]) == (False, True)
    assert "taken back" in done(book, "journal").out


def test_the_book_is_named_by_an_option_before_the_command_or_after_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = begun(tmp_path, name="first"), begun(tmp_path, name="second")
    done(first, "add", "Ada")
    done(second, "add", "Grace")
    assert "Ada" in done(first, "people").out
    assert "Grace" in done(first, "people", "--book", second).out
    monkeypatch.setenv("KEEPWARM_BOOK", str(second))
    assert "Grace" in done("", "people").out
    assert "Ada" in done(first, "people").out
    monkeypatch.delenv("KEEPWARM_BOOK")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    done("", "init", "--name", "Me")
    assert (tmp_path / "data" / "keepwarm" / "book.keepwarm").is_file()


def test_the_demo_is_made_where_the_book_is_named_before_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "shown.keepwarm"
    assert str(place) in done(place, "demo").out
    assert place.is_file()
    assert not (tmp_path / "data").exists()


def test_done_takes_the_advised_channel_and_says_which_promise_it_kept(book: Path) -> None:
    done(book, "add", "Ada Lovelace", "ada@example.org")
    done(book, "add", "Grace Hopper", "grace@example.org")
    done(book, "log", "ada", "--by", "call", "--in", "--promise", "the book by today")
    assert done(book, "answer", "ada", "done", "--only-in-touch").out.endswith("by phone.\n")
    assert done(book, "answer", "ada", "done").out == (
        "Ada Lovelace was in touch with you by phone. Kept: the book.\n"
    )
    answer = keepwarm(book, "answer", "grace", "done")
    assert (answer.code, answer.out) == (2, "")
    assert "Say by which channel" in answer.err


def test_a_time_without_a_zone_is_the_owners(tmp_path: Path) -> None:
    book = begun(tmp_path, zone="Pacific/Kiritimati")
    assert done(book, "today", "--json", "--at", "2026-11-22T12:00").data["today"] == "2026-11-22"
    assert done(book, "today", "--json", "--at", "2026-11-22T18:00Z").data["today"] == "2026-11-23"


def test_results_alone_are_on_standard_output_of_a_process_of_its_own(book: Path, tmp_path: Path) -> None:
    path = address_book(tmp_path, *(card(f"Person {number}") for number in range(1_000)))
    process = subprocess.run(
        command(book, "import", path, "--json"), capture_output=True, stdin=subprocess.DEVNULL
    )
    assert (process.returncode, process.stderr) == (0, b"")
    assert len(json.loads(process.stdout)) == 1_000


def test_what_is_not_understood_ends_with_2_and_says_how_to_learn_more(book: Path) -> None:
    for words in (("nonsense",), ("people", "--nonsense"), ("import",), ("export", "x", "--format", "pdf")):
        answer = keepwarm(book, *words)
        assert (answer.code, answer.out) == (2, "")
        assert "--help' for help." in answer.err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_is_for(name: str) -> None:
    help_text = done("", name, "--help").out
    assert help_text.startswith(f"Usage: keepwarm {name} ")
    assert f"\n    keepwarm {name}" in help_text or f"\n  keepwarm {name}" in help_text


def test_help_names_every_command_and_the_exit_codes() -> None:
    help_text = " ".join(done("", "--help").out.split())
    assert all(f" {name} " in help_text for name in COMMANDS)
    heads = ("First day", "Every day", "People", "Gives and asks", "Looking back", "Moving and keeping")
    assert [help_text.index(f" {head}: ") for head in heads] == sorted(
        help_text.index(f" {head}: ") for head in heads
    )
    assert (
        "Exit codes: 0 done, 1 a problem (said in one sentence, nothing changed), 2 not understood."
        in help_text
    )


def test_subjects_are_kept_unless_told_otherwise_and_texts_only_if_asked(book: Path, tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text("[13/06/18, 21:25:15] Me: Hello Ann\n[13/06/18, 21:26:15] Ann Lee: How are you\n")

    def timeline(name: str) -> list[str]:
        return [one["summary"] for one in done(book, "show", name, "--json").data["timeline"]]

    done(book, "import", mailbox(tmp_path, mail("grace@example.org", "me@example.org", THEN, "Lunch")), chat)
    assert timeline("grace@example.org") == ["Lunch"]
    assert timeline("Ann Lee") == ["", ""]
    done(book, "undo")
    done(book, "init", "--no-subjects", "--texts")
    done(book, "import", tmp_path / "inbox.mbox", chat)
    assert timeline("grace@example.org") == [""]
    assert timeline("Ann Lee") == ["How are you", "Hello Ann"]
    done(book, "undo")
    done(book, "undo")
    done(book, "import", tmp_path / "inbox.mbox")
    assert timeline("grace@example.org") == ["Lunch"]
