"""The files of the programme: what each has, and what is said where a translation lacks something."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import DAYS
from keepwarm.formats import programme
from keepwarm.formats.programme import languages, own_languages, read_own_programme, read_programme

ENGLISH = Path(programme.__file__).parent.parent / "programme" / "en"


def test_every_language_has_thirty_whole_days() -> None:
    assert "en" in languages()
    for language in languages():
        assert len(read_programme(language)) == DAYS == 30


def test_an_idea_is_read_in_a_minute_and_a_worksheet_in_less() -> None:
    for day in read_programme():
        assert 100 <= len(" ".join(day.idea).split()) <= 180, day.number
        assert all(len(line.text) <= 120 for line in day.lines), day.number
    titles = [day.title for day in read_programme()]
    assert len(set(titles)) == DAYS


def test_nobody_is_scored_counted_or_made_to_feel_guilty() -> None:
    for day in read_programme():
        text = " ".join((day.title, day.do, *day.idea, *(line.text for line in day.lines))).casefold()
        for word in (
            "streak",
            "points",
            "score",
            "level up",
            "leverage",
            "prospect",
            "conversion",
            "you must",
        ):
            assert word not in text, (day.number, word)


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """A folder of the programme in which there is a second language, word for word the first."""
    copytree(ENGLISH, tmp_path / "en")
    copytree(ENGLISH, tmp_path / "de")
    return tmp_path


def test_a_translation_is_a_folder_of_its_own(german: Path) -> None:
    file = german / "de" / "day-12.md"
    file.write_text(file.read_text().replace("title: The telephone", "title: Das Telefon"))
    assert languages(german) == ("de", "en")
    assert read_programme("de", german)[11].title == "Das Telefon"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("title: The telephone\n", "", "“title: …” is missing or empty"),
        ("title: The telephone", "title:", "“title: …” is missing or empty"),
        (
            "do: Call",
            "tun: Call",
            "line 3: 'tun: Call somebody, by telephone or video, and log it.' is no line of a head",
        ),
        ("task: voice", "task: Stimme", "line 2: the task of this day is 'voice', and not 'Stimme'"),
        ("line last: The last", "line letzte: The last", "“line last: …” is missing"),
        ("line put-off: I put off calling … because …\n", "", "“line put-off: …” is missing"),
        ("sets unused: channels_unused\n", "", "“sets unused: channels_unused” is missing"),
        ("sets unused: channels_unused", "sets last: pitch", "“sets last: ” is missing or says another"),
        ("sets unused: channels_unused", "sets unused: password", "or nothing that can be set"),
        ("sets unused:", "sets other:", "names no line of this day"),
        ("line last:", "line more: And …\nline last:", "the original has no line 'more'"),
        ("line last:", "line unused: And …\nline last:", "line 7: “line unused” is there twice"),
        ("line last: The last call that made my day was …", "line last:", "line 4: 2 to 5 lines"),
    ],
)
def test_what_a_translation_lacks_is_named_with_its_file(
    german: Path, before: str, after: str, sentence: str
) -> None:
    file = german / "de" / "day-12.md"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        read_programme("de", german)
    assert sentence in str(refused.value)
    assert "programme/de/day-12.md" in str(refused.value)


def test_a_day_without_its_idea_or_without_its_file_is_named(german: Path) -> None:
    file = german / "de" / "day-30.md"
    file.write_text(file.read_text().partition("\n\n")[0])
    with pytest.raises(Invalid, match=r"de/day-30\.md: the idea is missing"):
        read_programme("de", german)
    file.unlink()
    with pytest.raises(Invalid, match=r"de/day-30\.md cannot be read; each language has 30 files"):
        read_programme("de", german)


# A folder of the owner's own


@pytest.fixture
def own(german: Path) -> Path:
    """A folder with days in German alone, beside things that are no language."""
    for path in (german / "en").iterdir():
        path.unlink()
    (german / "en").rmdir()
    (german / "Read me first").mkdir()
    (german / "notes").mkdir()
    return german


def test_a_folder_of_ones_own_needs_no_english_days_and_is_read_again_when_a_file_changes(own: Path) -> None:
    assert own_languages(own) == ("de",)
    assert read_own_programme("de", own) == read_programme()
    file = own / "de" / "day-12.md"
    file.write_text("\ufeff\n" + file.read_text().replace("title: The telephone", "title: Das Telefon"))
    assert read_own_programme("de", own)[11].title == "Das Telefon"
    file.write_text(file.read_text().replace("title: Das Telefon", "titel: Das Telefon"))
    with pytest.raises(Invalid) as refused:
        read_own_programme("de", own)
    assert str(refused.value).startswith(f"{own.name}/de/day-12.md, line 2: 'titel: Das Telefon' is no line")


def test_a_folder_that_cannot_be_read_and_a_file_that_is_no_day_are_said(own: Path) -> None:
    with pytest.raises(Invalid, match="The folder of the programme, nowhere, cannot be read"):
        own_languages(own / "nowhere")
    file = own / "de" / "day-03.md"
    file.write_text("title: x" * 90_000)
    with pytest.raises(Invalid, match="has more than 20,000 characters"):
        read_own_programme("de", own)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Invalid, match=r"de/day-03\.md cannot be read; each language has 30 files in UTF-8"):
        read_own_programme("de", own)


def test_what_is_no_plain_file_or_leads_out_of_the_folder_is_not_opened(own: Path, tmp_path_factory) -> None:
    file = own / "de" / "day-01.md"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret"
    elsewhere.write_text("root: a secret line")
    file.unlink()
    file.symlink_to(elsewhere)
    with pytest.raises(Invalid, match=r"de/day-01\.md is a link out of its folder") as refused:
        read_own_programme("de", own)
    assert "secret" not in str(refused.value)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(Invalid, match=r"de/day-01\.md is no plain file"):
        read_own_programme("de", own)
