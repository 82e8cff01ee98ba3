"""Secrets: printed by a command of the owner's, whose words no shell reads."""

import sys
from pathlib import Path

import pytest

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds.secret import allow, ask, is_allowed


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def said(command: tuple[str, ...]) -> str:
    """What a command that was given here is taken to print."""
    allow(command)
    return ask("home", command)


def test_the_first_line_is_the_secret() -> None:
    assert said(python("print('pass word\\nuser: ada')")) == "pass word"
    assert said(python("import sys; sys.stdout.write(' pässword ')")) == " pässword "
    assert said(python("print('x', end='\\r\\n')")) == "x"


def test_without_a_command_there_is_no_secret() -> None:
    assert ask("home", ()) == ""
    assert is_allowed(())


def test_no_shell_reads_the_words() -> None:
    assert said(("echo", "$HOME; `id`", ">", "|")) == "$HOME; `id` > |"


@pytest.mark.parametrize(
    ("command", "how"),
    [
        (("no-such-program-here",), "does not start"),
        (("no\0thing",), "does not start"),
        (python("import sys; sys.exit('locked')"), r"ended with 1 \(locked\)"),
        (python("print('hidden'); raise SystemExit(3)"), "ended with 3;"),
        (python("print()"), "prints nothing"),
        (python("pass"), "prints nothing"),
        (python("import sys; sys.stdout.buffer.write(b'\\xff')"), "prints no text"),
    ],
)
def test_a_command_that_prints_none_is_a_problem(command: tuple[str, ...], how: str) -> None:
    with pytest.raises(Unavailable, match=how) as problem:
        said(command)
    assert "hidden" not in str(problem.value)


def test_a_command_that_was_not_given_here_is_not_run(tmp_path: Path) -> None:
    made = tmp_path / "made"
    command = ("touch", str(made))
    with pytest.raises(
        Unavailable, match=r"was not given on this machine: touch .*keepwarm feed allow home$"
    ):
        ask("home", command)
    assert not made.exists()
    allow(command)
    allow(("touch", "more"))
    with pytest.raises(Unavailable, match="prints nothing"):
        ask("home", command)
    assert made.exists()


def test_what_was_allowed_is_for_this_user_alone_and_names_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    allow(("pass", "show", "mail"))
    allow(("pass", "show", "mail"))
    file = tmp_path / "settings" / "keepwarm" / "allowed-commands"
    assert file.stat().st_mode & 0o777 == 0o600
    assert (file.read_text().count("\n"), "pass" in file.read_text()) == (1, False)


def test_where_nothing_can_be_noted_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings").write_text("no folder")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    with pytest.raises(Unavailable, match="allowed-commands cannot be written"):
        allow(("pass",))
