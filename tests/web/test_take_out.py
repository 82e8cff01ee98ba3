"""Take it with you: the book as a file."""

import json
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from keepwarm.usecases.export_book import Format, export_book
from tests.books import added
from tests.web.served import Served


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("vcard", "keepwarm-contacts-2026-11-22.vcf", "text/vcard; charset=utf-8"),
        ("csv", "keepwarm-people-2026-11-22.csv", "text/csv; charset=utf-8"),
        ("archive", "keepwarm-everything-2026-11-22.jsonl", "application/jsonl"),
    ],
)
def test_the_book_is_taken_as_a_file_that_is_what_the_command_writes(
    web: Served, library: Library, tmp_path: Path, form: str, name: str, kind: str
) -> None:
    added(library, "Ada Lovelace", "ada@example.org")
    answer = web.send("/take-out", form=form)
    with library.open(web.site.clock()) as book:
        export_book(book, tmp_path / "out", Format(form))
    assert answer.content == (tmp_path / "out").read_bytes()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"


def test_everything_holds_the_journal_too(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    nouns = {json.loads(line).get("noun") for line in web.send("/take-out", form="archive").text.splitlines()}
    assert {"people", "journal"} <= nouns


@pytest.mark.parametrize("fields", [{}, {"form": "pdf"}, {"form": "../../book"}])
def test_a_form_that_is_none_is_refused(web: Served, fields: dict[str, str]) -> None:
    answer = web.send("/take-out", 400, **fields)
    assert "Content-Disposition" not in answer.headers


def test_every_page_leads_there(web: Served) -> None:
    assert '<a href="/take-out">Take it with you</a>' in web.page("/journal")
    assert web.page("/take-out").count('name="form"') == 3
