"""A program of the owner's that says which texts are near in meaning: a real one, and every way to fail."""

import shlex
import sys
import time
from pathlib import Path

import pytest

from keepwarm.domain.details import NeedKind
from keepwarm.storage.book import Library
from keepwarm.usecases.bring_together import bring_together
from keepwarm.usecases.embed_texts import NAME, Embedder, NoMeanings, with_meanings
from keepwarm.usecases.hash_book import hash_book
from keepwarm.usecases.match_needs import match_needs, who_offers
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from tests.books import NOW, added

OF_ANIMALS = """
import json, sys
lines = sys.stdin.readlines()
with open(sys.argv[1], "a") as log:
    log.write(f"{len(lines)}\\n")
for line in lines:
    text = json.loads(line)
    print(json.dumps([1.0, 0.1] if "vet" in text or "Hündchen" in text else [0.0, 1]))
"""


@pytest.fixture
def book_url(tmp_path: Path) -> str:
    """A file alone: nothing of it reaches the database."""
    return str(tmp_path / "book.keepwarm")


def command(folder: Path, program: str) -> str:
    """A command that runs a program of Python, and tells it where to note how much it was asked."""
    path = folder / "a program.py"
    path.write_text(program, encoding="utf-8")
    return shlex.join([sys.executable, str(path), str(folder / "asked")])


def asked(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "asked").read_text().split()]


@pytest.fixture
def of_animals(library: Library) -> None:
    """Two who share no word, and one who has nothing to do with it."""
    rosa, nuno, ada = (added(library, name) for name in ("Rosa", "Nuno", "Ada"))
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=rosa, kind=NeedKind.NEED, text="a vet"))
        note_need(book, NoteNeed(person_id=nuno, kind=NeedKind.OFFER, text="heilt Hündchen"))
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="sells honey"))


@pytest.mark.usefixtures("of_animals")
def test_what_is_near_in_meaning_is_found_and_each_text_is_asked_for_once(
    library: Library, tmp_path: Path
) -> None:
    environ = {NAME: command(tmp_path, OF_ANIMALS)}
    with library.open(NOW) as book:
        before = hash_book(book)
        assert with_meanings(lambda embed: match_needs(book, embed=embed), {}) == ([], "")
        found, trouble = with_meanings(lambda embed: match_needs(book, embed=embed), environ)
        assert [(one.need.name, one.offer.name) for one in found] == [("Rosa", "Nuno")]
        assert trouble == ""
        (page, _) = with_meanings(lambda embed: bring_together(book, embed), environ)
        assert [one.best.about for one in page.pairs] == ["a vet"]
        (offers, _) = with_meanings(lambda embed: who_offers(book, "a vet for two cats", embed), environ)
        assert [one.offer.name for one in offers] == ["Nuno"]
        assert hash_book(book) == before
    assert asked(tmp_path) == [3, 1]


@pytest.mark.usefixtures("of_animals")
def test_where_it_fails_the_words_alone_are_looked_at_and_a_sentence_says_so(
    library: Library, tmp_path: Path
) -> None:
    environ = {NAME: command(tmp_path, "import sys; sys.exit(3)")}
    with library.open(NOW) as book:
        found, trouble = with_meanings(lambda embed: match_needs(book, embed=embed), environ)
    assert found == []
    assert trouble == (
        "The program of KEEPWARM_EMBEDDER ended with code 3; try it by hand. "
        "Until then only the words are looked at."
    )


ANSWERS = "import sys; [print({!r}) for _ in sys.stdin]"


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("", "wrote 0 lines for 2 texts"),
        ("print('[1]')", "wrote 1 lines for 2 texts"),
        (ANSWERS.format("no list"), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[]"), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[true]"), "no JSON list of numbers in line 1"),
        (ANSWERS.format('["1"]'), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[NaN]"), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[1e999]"), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[1" + "0" * 400 + "]"), "no JSON list of numbers in line 1"),
        (ANSWERS.format("[" * 100_000), "no JSON list of numbers in line 1"),
        ("print('[1]'); print('[1, 2]')", "lists of several lengths"),
    ],
)
def test_every_answer_that_is_none_is_one_sentence_and_it_is_not_asked_again_at_once(
    tmp_path: Path, program: str, sentence: str
) -> None:
    embedder = Embedder(command(tmp_path, f"open(__import__('sys').argv[1], 'a').write('2 ')\n{program}"))
    for _ in range(2):
        with pytest.raises(NoMeanings) as raised:
            embedder(["a vet", "honey"])
        assert sentence in str(raised.value)
    assert asked(tmp_path) == [2]


def test_a_program_that_does_not_end_is_not_waited_for(tmp_path: Path) -> None:
    embedder = Embedder(command(tmp_path, "import time; time.sleep(600)"), seconds=0.2)
    with pytest.raises(NoMeanings, match=r"had no answer within 0\.2 seconds"):
        embedder(["a vet"])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("/no/such/program", "could not be started (No such file or directory)"),
        ("'unclosed", "is not written as a command"),
        ("a\0b", "holds a byte of zero"),
        ("''", "could not be started"),
    ],
)
def test_a_program_that_cannot_be_started_is_named_as_such(said: str, sentence: str) -> None:
    with pytest.raises(NoMeanings) as raised:
        Embedder(said)(["a vet"])
    assert sentence in str(raised.value)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    said = f"{command(tmp_path, ANSWERS.format('[1.0]'))} ; touch {shlex.quote(str(trap))}"
    assert Embedder(said)(["a vet", "$(touch trap)"]) == [(1.0,), (1.0,)]
    assert not trap.exists()


def test_what_it_writes_is_read_to_a_limit(tmp_path: Path) -> None:
    flood = "import sys\nwhile True: sys.stdout.write('[' * 65536); sys.stderr.write('x' * 65536)"
    with pytest.raises(NoMeanings, match="wrote more than 131,072 bytes"):
        Embedder(command(tmp_path, flood))(["a vet"])


LEAVES = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(str(child.pid))
print("[1.0]", flush=True)
"""


@pytest.mark.parametrize("stays", [False, True])
def test_what_it_started_ends_with_it(tmp_path: Path, stays: bool) -> None:
    embedder = Embedder(command(tmp_path, LEAVES + "child.wait()" * stays), seconds=1.0 if stays else 20.0)
    if stays:
        with pytest.raises(NoMeanings, match="had no answer"):
            embedder(["a vet"])
    else:
        assert embedder(["a vet"]) == [(1.0,)]
    status = Path(f"/proc/{asked(tmp_path)[0]}/stat")
    deadline = time.monotonic() + 5
    while status.exists() and " Z " not in status.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not status.exists() or " Z " in status.read_text()
