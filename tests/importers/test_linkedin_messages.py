"""LinkedIn's `messages.csv`: each form is read, the owner is found, and advertisements are nobody's words."""

import csv
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.sources import Found, FoundChatMessage, Refused
from keepwarm.formats.linkedin_cells import HIDDEN
from keepwarm.importers import linkedin_messages
from tests.books import begun, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, every_row_is_one_item, expected, golden_files
from tests.importers.talks import fates_of, talks
from tests.importers.thrice import check_three_times_is_once

FILES = golden_files("linkedin", "messages-*.csv")
OLD = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "DATE", "SUBJECT", "CONTENT",
    "FOLDER",
)  # fmt: skip
NEW = (*OLD[:5], "RECIPIENT PROFILE URLS", *OLD[5:])
PAGE = "https://www.linkedin.com/in/"
ME, ANN, BO, CY = ("Mia Quist", "mia"), ("Ann Lee", "ann-lee"), ("Bo Ray", "bo"), ("Cy Ott", "cy-ott")

Person = tuple[str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("linkedin")


def row(
    sender: Person, *readers: Person, talk: str = "", at: str = "2024-01-02 10:00:00 UTC",
    content: str = "Hi", box: str = "INBOX",
) -> dict[str, str]:  # fmt: skip
    """One message, in the conversation of these people unless another is named."""
    talk = talk or "~".join(sorted(name for name, _ in (sender, *readers)))
    return {
        "CONVERSATION ID": talk, "FROM": sender[0], "SENDER PROFILE URL": sender[1] and PAGE + sender[1],
        "TO": ", ".join(name for name, _ in readers), "DATE": at, "CONTENT": content, "FOLDER": box,
        "RECIPIENT PROFILE URLS": ",".join(PAGE + slug for _, slug in readers if slug),
    }  # fmt: skip


def file_of(
    folder: Path, *rows: dict[str, str], header: tuple[str, ...] = NEW, name: str = "messages.csv"
) -> Path:
    text = StringIO(newline="")
    table = csv.DictWriter(text, header, extrasaction="ignore", restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def read(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = NEW) -> list[Found]:
    return list(linkedin_messages.read(file_of(folder, *rows, header=header), zone=BERLIN))


def seen(item: Found) -> tuple[str, list[str], str]:
    assert isinstance(item, FoundChatMessage)
    return item.sender.words, [one.words for one in item.others], item.owner.words if item.owner else ""


def test_the_four_forms_are_there() -> None:
    assert [table.stem[-4:] for table in FILES] == ["2020", "2023", "2025", "2026"]


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_each_form_of_the_file_is_known_by_its_content_and_read_as_expected(table: Path) -> None:
    assert importer_of(table) is linkedin_messages
    assert talks(linkedin_messages.read(table, zone=BERLIN)) == expected(table)


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, lambda path: linkedin_messages.read(path, zone=BERLIN), 1)


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    table: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(table, tmp_path)


@pytest.mark.parametrize("header", [OLD, NEW])
def test_the_owner_is_who_is_in_every_conversation(folder: Path, header: tuple[str, ...]) -> None:
    found = read(folder, row(ANN, ME), row(ME, BO), row(CY, ME, ANN), header=header)

    assert [seen(one) for one in found] == [
        ("Ann Lee", ["Mia Quist"], "Mia Quist"),
        ("Mia Quist", ["Bo Ray"], "Mia Quist"),
        ("Cy Ott", ["Mia Quist", "Ann Lee"], "Mia Quist"),
    ]


@pytest.mark.parametrize("header", [OLD, NEW])
def test_an_owner_who_has_never_written_is_found_too(folder: Path, header: tuple[str, ...]) -> None:
    doctor = ("Mia Quist, PhD", "mia")

    found = read(folder, row(ANN, doctor), row(BO, doctor), header=header)

    assert {seen(one)[2] for one in found} == {"Mia Quist"}


@pytest.mark.parametrize("header", [OLD, NEW])
def test_a_damaged_row_does_not_hide_the_owner(folder: Path, header: tuple[str, ...]) -> None:
    damaged = row(("An\0", "an"), ("Mi", "x"))

    _, *found = read(folder, damaged, row(ANN, ME), row(BO, ME), row(CY, ME), header=header)

    assert {seen(one)[2] for one in found} == {"Mia Quist"}


@pytest.mark.parametrize("header", [OLD, NEW])
@pytest.mark.parametrize(("name", "fate"), [("Me", Fate.NEW), ("Somebody Else", Fate.REFUSED)])
def test_of_a_single_conversation_the_owner_is_known_by_name_alone(
    tmp_path: Path, name: str, fate: Fate, header: tuple[str, ...]
) -> None:
    one = (name, "me-1")
    rows = (row(ANN, one), row(one, ANN, at="2024-01-02 11:00:00 UTC"))

    (fates,) = fates_of(tmp_path, file_of(tmp_path, *rows, header=header))

    assert [seen(found)[2] for found in read(tmp_path, *rows, header=header)] == ["", ""]
    assert fates == [fate, fate]


@pytest.mark.parametrize("name", ["Mia Quist", "MIA QUIST", "Mia Quist, PhD"])
def test_what_comes_behind_a_comma_is_no_name(folder: Path, name: str) -> None:
    owner = (name, "mia")

    first, second = read(folder, row(ANN, owner), row(("Bo Ray, MBA", "bo"), owner))

    assert (seen(first)[0], seen(second)[0]) == ("Ann Lee", "Bo Ray")
    assert seen(first)[1] == [seen(first)[2]]


DOCTOR, SINGLE = ("Dee Fox, PhD, MBA", "dee"), ("Ono", "ono")


@pytest.mark.parametrize("header", [OLD, NEW])
def test_names_with_commas_are_told_apart_by_how_many_there_are_and_by_who_has_written(
    folder: Path, header: tuple[str, ...]
) -> None:
    written = row(SINGLE, ME, DOCTOR, BO, talk="rowing")

    _, _, found = read(
        folder, written, row(BO, ME), row(ME, DOCTOR, SINGLE, BO, talk="rowing"), header=header
    )

    assert seen(found)[1] == ["Dee Fox", "Ono", "Bo Ray"]


def test_who_cannot_be_told_by_name_goes_by_the_profile(folder: Path) -> None:
    found, _ = read(folder, row(ME, DOCTOR, ("Xy", "xy-1")), row(BO, ME))

    assert seen(found)[1] == ["dee", "xy-1"]


def test_without_profiles_of_readers_who_has_written_in_the_conversation_has_theirs(folder: Path) -> None:
    *_, here, elsewhere = read(
        folder, row(BO, ME), row(ANN, ME), row(ME, ANN), row(ME, ANN, talk="c2"), header=OLD
    )

    assert isinstance(here, FoundChatMessage)
    assert isinstance(elsewhere, FoundChatMessage)
    assert [handle.value for handle in here.others[0].handles] == [PAGE + "ann-lee"]
    assert elsewhere.others[0].handles == ()


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (row(("LinkedIn Member", ""), ME), HIDDEN),
        (row(ME, ("LinkedIn Member", "")), HIDDEN),
        (row(ME), HIDDEN),
        (row(BO, ME, box="SPAM"), "is among the spam; move it out of there and import again"),
        (row(BO, ME, content='<p class="spinmail-quill-editor__spin-break">Hi</p>'),
         "an advertisement; no conversation"),
        (row(BO, ME) | {"IS MESSAGE DRAFT": "Yes"}, "is a draft; send it and import again"),
        (row(BO, ME) | {"IS CONVERSATION DRAFT": "true"}, "is a draft; send it and import again"),
        (row(BO, ME, at=""), "has no time; add one such as 1/29/26, 2:37 PM"),
    ],
)  # fmt: skip
def test_what_is_nobodys_word_is_refused_and_the_next_one_kept(
    folder: Path, one: dict[str, str], reason: str
) -> None:
    header = (*NEW, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")

    refused, found, _ = read(folder, one, row(ANN, ME), row(CY, ME), header=header)

    assert refused == Refused(place="row 2", reason=reason)
    assert seen(found) == ("Ann Lee", ["Mia Quist"], "Mia Quist")


def test_a_hidden_one_among_several_is_left_out_of_them(folder: Path) -> None:
    found, *_ = read(folder, row(ME, ("LinkedIn Member", ""), BO), row(ANN, ME), row(CY, ME))

    assert seen(found)[1] == ["Bo Ray"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Dear Mia,\n\nsee a < b", "Dear Mia,\n\nsee a < b"),
        ("<p>One &amp; <b>two</b></p><p>three<br/>four</p>", "One & two\nthree\nfour"),
        ("x" * 9_000, "x" * 2_000),
    ],
)
def test_what_was_written_comes_without_markup_and_is_cut(folder: Path, content: str, text: str) -> None:
    (found,) = read(folder, row(ANN, ME, content=content))

    assert isinstance(found, FoundChatMessage)
    assert found.text == text


def test_a_newer_file_brings_only_what_is_new(tmp_path: Path) -> None:
    both = (row(ANN, ME), row(ME, BO, talk="c2"))
    first = file_of(tmp_path, *both, header=OLD, name="first.csv")
    again = (row(ANN, ME, content="Another, in the same second"), *reversed(both))
    second = file_of(tmp_path, *again, row(CY, ME, talk="c3"), name="second.csv")

    older, newer = fates_of(tmp_path, first, second)

    assert older == [Fate.NEW, Fate.NEW]
    assert newer.count(Fate.NEW) == 2
    assert newer.count(Fate.SAME) == 2


CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Tunde,Bakare,{PAGE}TundeBakare,,,,08 Feb 2024\n"
)


def test_in_the_zip_a_message_is_of_the_connection_with_that_profile(tmp_path: Path) -> None:
    path = tmp_path / "Basic_LinkedInDataExport_10-21-2023.zip"
    with ZipFile(path, "w") as target:
        target.write(DATA / "linkedin" / "messages-2023.csv", "messages.csv")
        target.writestr("A/Connections.csv", CONNECTIONS)
        target.write(DATA / "linkedin" / "messages-2025.csv", "B/messages.csv")
    with begun(str(tmp_path / "book.keepwarm")) as library:
        done = taken_in(library, path)

    files = list(dict.fromkeys(item.file.rpartition("/")[2] for item in done.items))
    fresh = [item.arrival for item in done.items if item.arrival.fate is Fate.NEW]
    named = {name for arrival in fresh for name in arrival.person.split(", ")}
    assert files[0] == "Connections.csv"
    assert "Tunde Bakare" in named
    assert "Tunde Bakare-Oyelaran" not in named


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=300).map(lambda text: (",".join(NEW) + "\n" + text).encode()),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    linkedin_messages.recognises(path, content)

    places = [item.place for item in linkedin_messages.read(path, zone=BERLIN)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = linkedin_messages.read(tmp_path / "missing.csv", zone=BERLIN)

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"
