"""Columns of an unknown table: proposed, chosen, remembered, and forgotten with their import."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.columns import ColumnProposal
from keepwarm.domain.errors import Invalid
from keepwarm.storage.book import Library
from keepwarm.storage.column_choices import read_column_choices
from keepwarm.storage.pages.people import people_page
from keepwarm.usecases.choose_columns import Choose, no_choice
from keepwarm.usecases.import_files import ImportDone, ImportPlan, apply_import, plan_import
from keepwarm.usecases.undo import undo
from tests.books import NOW, address_book, card, hash_of

TABLE = "Who knows;Firm;Mail\nAnn Lee;Tin & Co;ann@example.org\n"
LATER = "Who knows;Firm;Mail\nBo Carr;Oak Ltd;bo@example.org\n"
FIRST_NAMES = {"who KNOWS": "nickname", "2": "note"}


def table(folder: Path, text: str, name: str = "friends.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def saying(columns: Mapping[str, str]) -> Choose:
    def choose(_proposal: ColumnProposal) -> Mapping[str, str]:
        return columns

    return choose


def plan(library: Library, *paths: Path, choose: Choose = no_choice) -> ImportPlan:
    made = plan_import(library, paths, NOW, choose=choose)
    made.close()
    return made


def taken_in(library: Library, *paths: Path, choose: Choose = no_choice) -> ImportDone:
    return apply_import(library, plan_import(library, paths, NOW, choose=choose), NOW)


def meanings(of: ImportPlan) -> list[list[str]]:
    return [[column.meaning.value for column in one.proposal.columns] for one in of.tables]


def choices(library: Library) -> list[dict[str, str]]:
    with library.open(NOW) as book:
        return list(read_column_choices(book).values())


def test_a_plan_tells_how_columns_are_taken_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    cards = address_book(tmp_path, card("Grace"))
    before = hash_of(library)

    proposed = plan(library, table(tmp_path, TABLE), cards)
    chosen = plan(library, table(tmp_path, TABLE), choose=saying(FIRST_NAMES))

    assert [one.file for one in proposed.tables] == ["friends.csv"]
    assert meanings(proposed) == [["name", "keep", "email"]]
    assert meanings(chosen) == [["nickname", "note", "email"]]
    assert hash_of(library) == before
    assert choices(library) == []


def test_a_choice_is_remembered_for_the_same_titles(library: Library, tmp_path: Path) -> None:
    taken_in(library, table(tmp_path, TABLE), choose=saying(FIRST_NAMES))

    again = plan(library, table(tmp_path, LATER.replace("Firm", " FIRM")))
    other = plan(library, table(tmp_path, LATER.replace("Firm", "Firms")))

    assert choices(library) == [{"Who knows": "nickname", "Firm": "note", "Mail": "email"}]
    assert meanings(again) == [["nickname", "note", "email"]]
    assert meanings(other) == [["name", "keep", "email"]]


def test_what_is_said_now_is_laid_upon_what_is_remembered(library: Library, tmp_path: Path) -> None:
    taken_in(library, table(tmp_path, TABLE), choose=saying(FIRST_NAMES))

    taken_in(library, table(tmp_path, LATER), choose=saying({"Firm": "organization"}))

    assert choices(library) == [{"Who knows": "nickname", "Firm": "organization", "Mail": "email"}]
    with library.open(NOW) as book:
        assert [one.organization for one in people_page(book).people] == ["", "Oak Ltd"]


def test_a_choice_goes_with_the_import_that_brought_it(library: Library, tmp_path: Path) -> None:
    before = hash_of(library)
    taken_in(library, table(tmp_path, TABLE), choose=saying(FIRST_NAMES))

    with library.open(NOW, writing=True) as book:
        undo(book)

    assert choices(library) == []
    assert hash_of(library) == before
    assert meanings(plan(library, table(tmp_path, TABLE))) == [["name", "keep", "email"]]


def test_a_proposal_that_nobody_changed_is_not_remembered(library: Library, tmp_path: Path) -> None:
    done = taken_in(library, table(tmp_path, TABLE))

    assert done.counts[Fate.NEW] == 1
    assert choices(library) == []


def test_the_same_rows_with_another_choice_change_the_choice_alone(library: Library, tmp_path: Path) -> None:
    path = table(tmp_path, TABLE)
    taken_in(library, path)
    content = hash_of(library)

    chosen = taken_in(library, path, choose=saying(FIRST_NAMES))
    again = taken_in(library, path, choose=saying(FIRST_NAMES))

    assert chosen.counts == {Fate.SAME: 1}
    assert chosen.batch_id is not None
    assert again.batch_id is None
    assert hash_of(library) == content


def test_a_column_that_no_table_has_is_refused_in_one_sentence(library: Library, tmp_path: Path) -> None:
    path = table(tmp_path, TABLE)

    with pytest.raises(Invalid) as refused:
        plan(library, path, choose=saying({"Fax": "phone"}))

    assert str(refused.value) == f"{path} has no column 'Fax'; it has Who knows, Firm, Mail."


def test_in_a_folder_each_table_is_asked_about_and_the_others_are_kept(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    table(folder, TABLE, "a.csv")
    table(folder, "Name,Tel\nCy Dorn,+44 1 555 0101\n", "b.csv")

    def choose(proposal: ColumnProposal) -> Mapping[str, str]:
        return {"Firm": "note"} if "Firm" in proposal.keys else {}

    made = plan(library, folder, choose=choose)

    assert [(one.file, one.is_said) for one in made.tables] == [("all/a.csv", True), ("all/b.csv", False)]
    assert made.counts() == {Fate.NEW: 2}


def test_beside_linkedin_s_own_files_a_table_of_the_owner_s_addresses_is_left_out(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "linkedin"
    folder.mkdir()
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    table(folder, f"{connections}Ann,Lee,,ann@example.org,,,08 Feb 2026\n", "Connections.csv")
    table(folder, "Email Address,Confirmed,Primary\nme@example.org,Yes,Yes\n", "Email Addresses.csv")

    made = plan(library, folder)

    assert made.tables == []
    assert made.counts() == {Fate.NEW: 1, Fate.REFUSED: 1}
