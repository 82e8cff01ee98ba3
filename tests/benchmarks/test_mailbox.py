"""The benchmark of a large mailbox runs, on a small one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import mailbox, mailbox_letters

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("way", [(), ("--imap",)])
def test_a_mailbox_comes_in_once_and_then_what_is_new(way: tuple[str, ...]) -> None:
    # A process of its own: what it starts begins with the peak of who starts it.
    words = (sys.executable, mailbox.__file__, "--gigabytes", "0.004", "--json", *way)
    answer = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)

    said = json.loads(answer.stdout)

    assert said["gigabytes"] == 0.004
    assert said[mailbox.FRESH]["new"] > 10
    assert (said[mailbox.AGAIN]["new"], said[mailbox.MORE]["new"]) == (0, 10)
    assert all(10 < said[name]["peak_mb"] < 300 for name in (mailbox.FRESH, mailbox.AGAIN, mailbox.MORE))


def test_the_same_mailbox_is_made_each_time_as_large_as_was_asked_for(tmp_path: Path) -> None:
    one, other = tmp_path / "one.mbox", tmp_path / "other.mbox"
    for path in (one, other):
        mailbox_letters.write_mbox(path, mailbox_letters.Mailbox().letters(3_000_000))
    assert one.read_bytes() == other.read_bytes()
    assert 3_000_000 <= one.stat().st_size < 24_000_000
    assert max(map(len, one.read_bytes().split(b"\nFrom "))) > 1_000_000


def test_a_command_that_fails_ends_the_benchmark_with_its_name() -> None:
    with pytest.raises(SystemExit, match="false ended with 1"):
        mailbox.run("false")
