"""Shells complete commands and the names of people, and get nothing from a book that is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import begun, done

_PROGRAM = [sys.executable, "-m", "keepwarm.cli.main"]


def completed(book: Path, words: str, place: int) -> str:
    environment = os.environ | {
        "COMP_WORDS": words,
        "COMP_CWORD": str(place),
        "_KEEPWARM_COMPLETE": "bash_complete",
        "KEEPWARM_BOOK": str(book),
    }
    said = subprocess.run(_PROGRAM, env=environment, capture_output=True, text=True, check=True)
    assert said.stderr == ""
    return said.stdout


def test_names_in_the_book_are_completed_by_their_beginning(tmp_path: Path) -> None:
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace")
    done(book, "add", "Grace Hopper")
    assert completed(book, "keepwarm show Ad", 2).split("\n")[0] == "plain,Ada Lovelace"
    assert "Grace" not in completed(book, "keepwarm show Ad", 2)


def test_without_a_book_no_name_is_completed_and_nothing_is_said(tmp_path: Path) -> None:
    assert completed(tmp_path / "none.keepwarm", "keepwarm show Ad", 2).strip() == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_lines_of_its_own(tmp_path: Path, shell: str) -> None:
    assert "_KEEPWARM_COMPLETE" in done(tmp_path / "none.keepwarm", "completion", shell).out
