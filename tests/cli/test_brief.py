"""`keepwarm brief`, `wish`, `keep`, `forget`, and `note` with all it takes."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused

AT = ("--at", "2026-11-22T09:00")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with Ada in it."""
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace", "ada@example.org", "+44 20 7946 0018", *AT)
    return book


def test_a_brief_says_what_is_missing_and_then_that_it_is_enough(book: Path) -> None:
    before = done(book, "brief", "ada", *AT).out
    assert "Missing: a reason." in before
    assert "Missing: one question" in before
    assert "go and talk" not in before
    done(book, "note", "ada", "needs a press for her paper", "--about", "can-help", *AT)
    done(book, "note", "ada", "What would you compute first?", "--about", "question", *AT)
    after = done(book, "brief", "ada", *AT).out
    assert "Missing" not in after
    assert "Worth asking\n  What would you compute first?\n" in after
    assert "You could help: needs a press for her paper (Ask them: would that help you?)\n" in after
    assert after.endswith("You know enough: go and talk.\n")


def test_a_brief_has_the_last_talk_what_is_open_and_what_was_learned(book: Path) -> None:
    done(book, "log", "ada", "--by", "call", "--note", "the Difference Engine",
         "--promise", "a book by friday", "--promised", "the plans", *AT)  # fmt: skip
    done(book, "note", "ada", "run a marathon", "--about", "goals", *AT)
    said = done(book, "brief", "ada", *AT).out
    for line in (
        "Last: today, both of you by phone: the Difference Engine\n",
        "You promised: a book, due in 5 days\n",
        "They promised: the plans\n",
        "Goals: run a marathon (today)\n",
        "  How is it going with “run a marathon”?\n",
    ):
        assert line in said


def test_the_brief_as_json_has_the_same(book: Path) -> None:
    done(book, "note", "ada", "run a marathon", "--about", "goals", *AT)
    data = done(book, "brief", "ada", "--json", *AT).data
    assert data["person"] == "Ada Lovelace"
    assert data["questions"] == [
        {
            "reason": {"code": "ask_fact", "kind": "goals", "text": "run a marathon"},
            "words": "How is it going with “run a marathon”?",
        }
    ]
    assert [reason["code"] for reason in data["missing"]] == ["brief_no_reason"]
    assert data["enough"] is False
    assert data["channel"] is not None


def test_what_is_private_is_kept_once_confirmed_and_stays_on_the_page(book: Path) -> None:
    before = hash_of(book)
    note = ("note", "ada", "is in treatment", "--about", "family", "--private")
    sentence = refused(book, *note, *AT)
    assert sentence.endswith("Add --yes to keep it.")
    assert hash_of(book) == before
    done(book, *note, "--yes", *AT)
    shown = keepwarm(book, "show", "ada", *AT)
    assert "treatment" not in shown.out
    assert shown.err == "1 thing more, kept private: keepwarm show --private\n"
    assert "Family: is in treatment" in done(book, "show", "ada", "--private", *AT).out
    assert done(book, "show", "ada", "--json", *AT).data["facts"] == []
    for form in ((), ("--json",)):
        assert "treatment" not in done(book, "brief", "ada", *form, *AT).out
    assert "treatment" not in done(book, "people", "treatm").out


def test_what_sounds_private_is_kept_once_it_is_said_which(book: Path) -> None:
    before = hash_of(book)
    note = ("note", "ada", "has breast cancer", "--about", "family")
    sentence = refused(book, *note, *AT)
    assert "This sounds private. Add --private --yes" in sentence
    assert hash_of(book) == before
    done(book, *note, "--not-private", *AT)
    assert "Family: has breast cancer" in done(book, "show", "ada", *AT).out
    assert "cancer" not in done(book, "brief", "ada", *AT).out.partition("Worth asking")[2]


def test_no_form_but_the_archive_carries_what_is_private(book: Path, tmp_path: Path) -> None:
    done(book, "note", "ada", "is in treatment", "--private", "--yes", *AT)
    for form in ("vcard", "vcard3", "vcard4", "jcard", "jscontact", "csv"):
        assert "treatment" not in done(book, "export", "-", "--format", form).out
    file = tmp_path / "all.jsonl"
    done(book, "export", file)
    assert "treatment" in file.read_text(encoding="utf-8")


def test_a_day_of_their_life_is_noted_shown_and_taken_out(book: Path) -> None:
    before = hash_of(book)
    assert done(book, "note", "ada", "wedding day", "--on", "20 june 2015").out == (
        "Noted: Ada Lovelace, wedding day.\n"
    )
    assert "Wedding day: 2015-06-20\n" in done(book, "show", "ada").out
    assert "already" in refused(book, "note", "ada", "Wedding  day", "--on", "2015-06-20")
    assert "is no such day" in refused(book, "note", "ada", "exam", "--on", "31 june")
    assert done(book, "forget", "ada", "wedding").out == (
        "Taken out of what you know of Ada Lovelace: wedding day.\n"
    )
    assert hash_of(book) == before


def test_what_is_forgotten_is_named_and_comes_back_with_undo(book: Path) -> None:
    done(book, "note", "ada", "keeps bees", "--about", "recreation")
    done(book, "note", "ada", "keeps a diary", "--about", "recreation")
    before = hash_of(book)
    assert "is in 2 things noted of Ada Lovelace" in refused(book, "forget", "ada", "keeps")
    assert "Nothing of that kind is noted" in refused(book, "forget", "ada", "sails")
    assert "Nothing of that kind is noted" in refused(book, "forget", "ada", " ")
    done(book, "forget", "ada", "BEÉS!")
    assert "bees" not in done(book, "show", "ada").out
    assert "took out something known of Ada Lovelace" in done(book, "undo").out
    assert hash_of(book) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("yes",), "Ada Lovelace: They want to stay in touch too (today)."),
        (("unclear",), "Ada Lovelace: Whether they want to stay in touch is unclear (today)."),
        (("no", "--words", "Rather not."), "Ada Lovelace: They said no (today): “Rather not.”"),
        (("yes", "--on", "2026-11-20"), "Ada Lovelace: They want to stay in touch too (2 days ago)."),
        (("unsaid",), "Ada Lovelace: nothing is written down of their wish."),
    ],
)
def test_a_wish_is_written_down_with_words_and_day(book: Path, words: tuple[str, ...], said: str) -> None:
    assert done(book, "wish", "ada", *words, *AT).out.splitlines()[0] == said


def test_a_no_is_the_end_of_the_brief(book: Path) -> None:
    done(book, "note", "ada", "run a marathon", "--about", "goals", *AT)
    assert "Nothing proposes them any more" in done(book, "wish", "ada", "no", *AT).out
    said = done(book, "brief", "ada", *AT).out
    assert "They would rather not stay in touch." in said
    assert "Worth asking" not in said
    assert "Missing" not in said
    assert "go and talk" not in said


def test_what_was_unclear_is_asked_once(book: Path) -> None:
    done(book, "wish", "ada", "unclear", "--on", "2026-11-01", *AT)
    assert "Ask once" in done(book, "brief", "ada", *AT).out
    done(book, "log", "ada", "--by", "call", *AT)
    assert "Ask once" not in done(book, "brief", "ada", *AT).out
    done(book, "wish", "ada", "unclear", *AT)
    assert "Ask once" not in done(book, "brief", "ada", *AT).out


def test_how_close_and_how_often_is_chosen_in_words_or_numbers(book: Path) -> None:
    assert done(book, "keep", "ada").out == "Ada Lovelace: as with most, in its own rhythm.\n"
    chosen = done(book, "keep", "ada", "close", "--every", "5 weeks")
    assert chosen.out == "Ada Lovelace: close, every 5 weeks.\n"
    assert done(book, "keep", "ada", "1").out == "Ada Lovelace: now and then, every 5 weeks.\n"
    assert done(book, "keep", "ada", "--own-rhythm").out == "Ada Lovelace: now and then, in its own rhythm.\n"
    assert "'soon' names no length of time" in refused(book, "keep", "ada", "--every", "soon")
    assert "either chosen or the tie's own" in refused(book, "keep", "ada", "--every", "day", "--own-rhythm")
    assert "ten years at most" in refused(book, "keep", "ada", "--every", "11 years")
