"""A row as plain values of JSON, and back: what the table can hold, and nothing else."""

import ast
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import keepwarm
from keepwarm.domain.errors import Invalid
from keepwarm.storage.archive_rows import ARCHIVED, archived_rows, row_of
from keepwarm.storage.book import Library
from keepwarm.storage.row_words import DEEDS, FITS
from keepwarm.storage.schema import MADE_AGAIN, SITE_TABLES, metadata
from keepwarm.translations.english import VERBS
from tests.books import NOW, added, days_ago, talked
from tests.test_house import REFERENCE

OWNER = -7
FACT = {
    "owner_id": OWNER,
    "fact_id": 1 << 62,
    "person_id": -(1 << 63),
    "kind": "goals",
    "text": "ü\n😀",
    "learned_on": "2026-01-31",
    "source": "you",
    "added_at": "2026-01-31T10:00:00.123456+00:00",
    "sensitive": False,
}
ENTRY = {
    "owner_id": OWNER,
    "position": 1,
    "batch_id": 5,
    "noun": "facts",
    "row_key": json.dumps([FACT["fact_id"]]),
    "person_id": FACT["person_id"],
    "before": None,
    "after": json.dumps(FACT),
}
BLOB = {
    "owner_id": OWNER,
    "digest": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    "raw": "eA==",
}


def test_every_table_but_what_is_made_again_is_archived() -> None:
    assert set(ARCHIVED) == set(metadata.tables) - SITE_TABLES - MADE_AGAIN
    assert set(FITS) <= set(ARCHIVED)
    page = (REFERENCE / "archive.md").read_text(encoding="utf-8")
    assert [name for name in ARCHIVED if f"`{name}`" not in page] == []


def test_every_word_checked_is_of_a_column_that_there_is() -> None:
    assert [
        (name, column) for name, fits in FITS.items() for column in fits if column not in ARCHIVED[name].c
    ] == []


def test_every_thing_that_an_owner_can_do_may_stand_in_a_journal() -> None:
    begun = {
        call.args[1].value
        for path in Path(keepwarm.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "begin_batch"
        and isinstance(call.args[1], ast.Constant)
    }
    assert begun <= DEEDS
    assert set(VERBS) <= DEEDS


def test_a_row_is_read_to_the_microsecond_and_to_the_last_bit() -> None:
    row = row_of("facts", FACT, OWNER)
    assert row["added_at"] == datetime(2026, 1, 31, 10, 0, 0, 123456, tzinfo=UTC)
    assert row["learned_on"] == date(2026, 1, 31)
    assert row_of("blobs", BLOB, OWNER)["raw"] == b"x"
    assert row_of("journal", ENTRY, OWNER) == ENTRY


def test_the_rows_of_a_book_are_plain_and_read_back_as_they_are(library: Library) -> None:
    talked(library, added(library, "Ada", "ada@example.org"), days_ago(1.23456789))
    with library.open(NOW) as book:
        rows = [(name, json.loads(json.dumps(row))) for name, row in archived_rows(book)]
        read = [row_of(name, row, book.owner.owner_id) for name, row in rows]
    assert len(rows) > 8
    assert [name for name, _ in rows] == sorted((name for name, _ in rows), key=list(ARCHIVED).index)
    assert all(isinstance(row, dict) for row in read)


WRONG: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("facts", FACT, {"owner_id": 8}, "belongs to another owner"),
    ("facts", FACT, {"kind": "nonsense"}, "cannot have 'nonsense' as its kind"),
    ("facts", FACT, {"fact_id": 1 << 63}, "cannot have '9223372036854775808' as its fact_id"),
    ("facts", FACT, {"fact_id": True}, "cannot have 'True' as its fact_id"),
    ("facts", FACT, {"fact_id": 1.5}, "cannot have '1.5' as its fact_id"),
    ("facts", FACT, {"text": None}, "lacks its text"),
    ("facts", FACT, {"text": ["a"]}, "cannot have \"['a']\" as its text"),
    ("facts", FACT, {"text": "a\0b"}, "cannot have 'a\\x00b' as its text"),
    ("facts", FACT, {"text": "\ud800"}, "cannot have '\\ud800' as its text"),
    ("facts", FACT, {"learned_on": "31 January"}, "cannot have '31 January' as its learned_on"),
    ("facts", FACT, {"added_at": "2026-01-31T10:00:00"}, "cannot have '2026-01-31T10:00:00' as its added_at"),
    ("facts", FACT, {"more": 1}, "does not have the columns of facts: 'more'"),
    ("tie_states", FACT, {}, "holds 'tie_states', which is not known here"),
    ("blobs", BLOB, {"raw": "eQ=="}, "holds bytes that are not those that came in"),
    ("blobs", BLOB, {"raw": "no base64"}, "cannot have 'no base64' as its raw"),
    ("journal", ENTRY, {"noun": "blobs"}, "is about 'blobs', which is not known here"),
    ("journal", ENTRY, {"noun": "schema_version"}, "is about 'schema_version', which is not known here"),
    ("journal", ENTRY, {"after": None}, "is about no change"),
    ("journal", ENTRY, {"row_key": "[]"}, "does not say which row was changed"),
    ("journal", ENTRY, {"row_key": "[1]"}, "is about another row than it says"),
    ("journal", ENTRY, {"person_id": None}, "is about another person than it says"),
    ("journal", ENTRY, {"after": "{"}, "holds a change that is no JSON"),
    ("journal", ENTRY, {"after": "[]"}, "does not have the columns of facts in its change"),
    ("journal", ENTRY, {"after": json.dumps(FACT | {"owner_id": 8})}, "belongs to another owner"),
    ("journal", ENTRY, {"after": json.dumps(FACT | {"kind": "x"})}, "cannot have 'x' as its kind"),
    (
        "journal",
        ENTRY,
        {"after": json.dumps(FACT | {"x": 1})},
        "does not have the columns of facts in its change",
    ),
    ("journal", ENTRY, {"before": '{"a":' * 9_000}, "holds a change that is no JSON"),
]


@pytest.mark.parametrize(("name", "row", "change", "sentence"), WRONG)
def test_what_the_table_cannot_hold_is_refused(
    name: str, row: dict[str, Any], change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Invalid) as problem:
        row_of(name, row | change, OWNER)
    assert str(problem.value) == sentence


FEED = json.dumps(
    {
        "address": "mail.example.org",
        "user": "ada",
        "secret_command": ["pass", "mail"],
        "oauth": False,
        "folders": [],
        "private": False,
        "plain": False,
    }
)

OF_A_FORM = {
    ("owners", "time_zone"): ("Europe/Lisbon", "../etc"),
    ("owners", "country"): ("PT", "portugal"),
    ("owners", "capacity"): (5, -1),
    ("people", "name"): ("A" * 600, "A" * 601),
    ("people", "birthday"): ("--04-12", "soon"),
    ("people", "month_day"): ("04-12", "4-12"),
    ("handles", "postal"): ('["","","","","","",""]', '["",""]'),
    ("interactions", "at"): (NOW, NOW.replace(year=1066)),
    ("saved_filters", "query"): ("stage:ally", "stage:none"),
    ("column_choices", "mapping"): ('{"Tel":"phone"}', '{"Tel":"nonsense"}'),
    ("feeds", "settings"): (FEED, FEED.replace('"plain": false', '"plain": "rm"')),
    ("batches", "what"): ("import", "nonsense"),
    ("claims", "field"): ("handle", "hat"),
}


@pytest.mark.parametrize(("place", "values"), OF_A_FORM.items())
def test_what_the_program_could_not_have_written_does_not_fit(
    place: tuple[str, str], values: tuple[object, object]
) -> None:
    name, column = place
    assert [FITS[name][column](value) for value in values] == [True, False]
