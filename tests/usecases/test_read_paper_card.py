"""Photographs of paper cards are read where Tesseract is installed, and nothing of them is kept."""

import os
from pathlib import Path

import pytest

from keepwarm.domain.errors import Unavailable, Unreadable
from keepwarm.usecases.read_paper_card import lines_of, read_paper_card
from tests.drawn_cards import CARDS, photographed


def test_most_of_what_stands_on_a_card_is_read_off_its_photograph() -> None:
    hits = {"name": 0, "title": 0, "organization": 0, "phone": 0, "mail": 0}
    few = CARDS[:4]
    for card in few:
        read = read_paper_card(photographed(card, degrees=1.5, noise=6, blur=0.6))
        hits["name"] += read.name == card.name
        hits["title"] += read.title == card.title
        hits["organization"] += read.organization == card.organization
        hits["phone"] += card.phone in read.phones
        hits["mail"] += card.mail in read.mails
    assert all(count >= len(few) - 1 for count in hits.values()), hits


def test_a_picture_without_words_says_how_to_do_better() -> None:
    blank = photographed(CARDS[0], blur=60)
    with pytest.raises(Unreadable, match="good light"):
        read_paper_card(blank)
    with pytest.raises(Unreadable, match="no picture"):
        read_paper_card(b"hello")


def test_where_tesseract_is_not_installed_a_sentence_says_how_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="apt-get install tesseract-ocr"):
        read_paper_card(photographed(CARDS[0]))


def test_a_program_that_fails_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Unavailable, match="tesseract --version"):
        read_paper_card(photographed(CARDS[0]))


def test_words_of_which_it_is_unsure_are_left_out_and_quotes_are_letters() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        '5\t1\t2\t1\t1\t1\t0\t90\t9\t20\t96.5\t"Ada',
        "5\t1\t2\t1\t1\t2\t0\t90\t9\t30\t91\tLovelace",
        "5\t1\t1\t1\t1\t1\t0\t10\t9\t30\t12\tspeck",
        "4\t1\t1\t1\t1\t0\t0\t10\t9\t30\t-1\t",
        "5\t1\t1\t1\t2\t1\t0\t40\t9\t30\t88\tEngineer",
    ]
    found = lines_of("\n".join((head, *rows)))
    assert [(line.text, line.height) for line in found] == [("Engineer", 30), ('"Ada Lovelace', 25)]
