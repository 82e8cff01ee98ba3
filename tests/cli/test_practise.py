"""`keepwarm practise`."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from keepwarm.cli.main import COMMANDS as PROGRAM
from keepwarm.domain.practice_tasks import TASKS
from keepwarm.formats import programme
from keepwarm.translations.practice import COMMANDS
from tests.command_line import begun, done, hash_of, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with Ada in it."""
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace", "ada@example.org")
    return book


def test_a_day_is_begun_done_and_answered_and_comes_back(book: Path) -> None:
    assert "--begin" in done(book, "practise").out
    assert "Day 1: From counting to connecting" in done(book, "practise", "--begin").out
    assert "Not done yet" in done(book, "practise").out
    done(book, "note", "ada", "we both keep bees", "--about", "in-common")
    said = done(book, "practise", "--answer", "last", "brought figs", "--answer", "miss", "Nel").out
    assert "Done today." in said
    assert "last: The last time somebody was truly glad to hear from me, I had … brought figs" in said
    assert "Day 2:" in done(book, "practise", "--begin").out
    assert "Day 16:" in done(book, "practise", "--begin", "--day", "16").out
    done(book, "practise", "--answer", "pitch", "I frame pictures.")
    assert "I frame pictures." in done(book, "profile").out
    answers = done(book, "practise", "--answers").out
    assert "brought figs" in answers
    assert "1 thing that you learned" in answers
    listed = done(book, "practise", "--list").out.splitlines()
    assert listed[0] == " 1 From counting to connecting (done)"
    assert listed[1] == " 2 “I hate networking” (begun)"
    assert listed[2] == " 3 Being easy to talk to"
    assert len(listed) == 30
    data = json.loads(done(book, "practise", "--json").out)
    assert [(one["day"], one["done_on"] is not None) for one in data["days"]] == [
        (1, True),
        (2, False),
        (16, True),
    ]
    assert (data["day"], data["paused"]) == (16, False)


def test_it_can_be_paused_and_gone_on_with(book: Path) -> None:
    done(book, "practise", "--begin", "--day", "5")
    assert "You are resting" in done(book, "practise", "--pause").out
    assert json.loads(done(book, "practise", "--json").out)["paused"]
    assert "You are resting" not in done(book, "practise", "--go-on").out
    assert "practised: day 5, Listening" in done(book, "journal").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--pause",), "No day is begun yet"),
        (("--begin", "--day", "31"), "The programme has days 1 to 30; 31 is none of them."),
        (("--begin", "--answer", "x", "y"), "Day 1 has no line 'x'; it has last, miss, why."),
        (("--pause", "--go-on"), "one of --pause and --go-on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    book: Path, words: tuple[str, ...], sentence: str
) -> None:
    before = hash_of(book)
    assert sentence in refused(book, "practise", *words)
    assert hash_of(book) == before


def test_every_task_names_a_command_that_there_is() -> None:
    assert set(COMMANDS) == set(TASKS)
    assert {words.split()[0] for words in COMMANDS.values()} <= set(PROGRAM)


def test_a_task_is_done_at_the_command_line_on_another_channel_too(book: Path) -> None:
    done(book, "log", "ada", "--by", "email", "--out", "--on", "2026-11-01")
    done(book, "practise", "--begin", "--day", "15")
    done(book, "log", "ada", "emailed her again, next: call her in 2 weeks")
    assert "Done today." in done(book, "practise").out


def test_the_days_are_read_in_another_language_of_a_folder(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hash_of(book)
    assert refused(book, "practise", "--language", "de") == "There are no days in 'de'; choose of en."
    own = tmp_path / "days"
    copytree(Path(programme.__file__).parent.parent / "programme" / "en", own / "de")
    file = own / "de" / "day-03.md"
    file.write_text(file.read_text().replace("title: Being easy to talk to", "title: Ansprechbar sein"))
    monkeypatch.setenv("KEEPWARM_PROGRAMME", str(own))
    assert hash_of(book) == before
    assert "Day 3: Ansprechbar sein" in done(book, "practise", "--language", "de", "--day", "3").out
    assert " 3 Ansprechbar sein" in done(book, "practise", "--list").out
    monkeypatch.delenv("KEEPWARM_PROGRAMME")
    gone = done(book, "practise", "--day", "3")
    assert gone.err == "There are no days in “de” any more; these are in English.\n"
    assert "Day 3: Being easy to talk to" in gone.out
    done(book, "undo")
    assert hash_of(book) == before
