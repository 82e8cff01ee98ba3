"""The benchmark of arriving runs, on a small file."""

import json
from pathlib import Path

import pytest

from benchmarks import arrival


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr("sys.argv", ["arrival.py", *words])
    arrival.main()


def test_an_import_the_same_again_and_undoing_it_are_measured_without_a_peer_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--cards", "20", "--rounds", "1", "--json")

    said = json.loads(capfd.readouterr().out)

    assert (said.pop("cards"), said.pop("rounds")) == (20, 1)
    assert list(said) == [arrival.FRESH, arrival.AGAIN, arrival.UNDO]
    for figures in said.values():
        assert figures["wall_s"] >= figures["cpu_s"] * 0.1 > 0
        assert 10 < figures["peak_mb"] < 1_000
        assert figures["cards_per_s"] > 0


def test_the_table_names_what_was_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--cards", "5", "--rounds", "1")

    title, fresh, again, undone = capfd.readouterr().out.splitlines()

    assert title.startswith("5 cards, 1 rounds")
    assert fresh.startswith(arrival.FRESH)
    assert again.startswith(arrival.AGAIN)
    assert undone.startswith(arrival.UNDO)


def test_the_file_has_as_many_cards_as_were_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(monkeypatch, "--make", str(tmp_path / "cards.vcf"), "--cards", "7")

    assert (tmp_path / "cards.vcf").read_bytes().count(b"BEGIN:VCARD\r\n") == 7


def test_a_command_that_fails_ends_the_benchmark_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="false ended with 1"):
        arrival.run("false")
