"""Take it with you: the book as a file."""

import json
from pathlib import Path

import pytest

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from tests.books import added, card
from tests.web.served import Served


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("vcard", "keepwarm-contacts-2026-11-22.vcf", "text/vcard; charset=utf-8"),
        ("vcard3", "keepwarm-contacts-2026-11-22.vcf", "text/vcard; charset=utf-8"),
        ("vcard4", "keepwarm-contacts-2026-11-22.vcf", "text/vcard; charset=utf-8"),
        ("jcard", "keepwarm-contacts-2026-11-22.jcard", "application/vcard+json"),
        ("jscontact", "keepwarm-contacts-2026-11-22.json", "application/jscontact+json"),
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
        export_book(book, tmp_path / "out", ExportBook(form=Format(form)))
    assert answer.content == (tmp_path / "out").read_bytes()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"


def test_everything_holds_the_journal_too(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    nouns = {json.loads(line).get("noun") for line in web.send("/take-out", form="archive").text.splitlines()}
    assert {"people", "journal"} <= nouns


def test_only_those_who_are_meant_are_taken(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace", "ada@example.org")
    added(library, "Bob")
    assert web.send("/take-out", form="vcard", q="ada").text.count("BEGIN:VCARD") == 1
    assert web.send("/take-out", form="vcard").text.count("BEGIN:VCARD") == 2


@pytest.mark.parametrize("fields", [{}, {"form": "pdf"}, {"form": "../../book"}])
def test_a_form_that_is_none_is_refused(web: Served, fields: dict[str, str]) -> None:
    answer = web.send("/take-out", 400, **fields)
    assert "Content-Disposition" not in answer.headers


def test_words_that_cannot_be_understood_are_shown_again_with_what_is_wrong(web: Served) -> None:
    answer = web.send("/take-out", 400, form="csv", q="stage:<none>")
    assert "stage:&lt;none&gt; is not known" in answer.text
    assert 'value="stage:&lt;none&gt;"' in answer.text
    assert '<option value="csv" selected>' in answer.text


def test_one_person_is_taken_as_the_card_that_came(web: Served, library: Library) -> None:
    came = card('Zoë / "Poe"', "X-OWN:a")
    web.send(web.bring(("a.vcf", came.encode())).url.path + "/take-in")
    here = web.page("/people").partition('class="row" href="')[2].partition('"')[0]
    answer = web.visitor.get(f"{here}/card")
    assert answer.content == came.encode()
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"contact.vcf\"; filename*=UTF-8''Zo%C3%AB%20%2F%20%22Poe%22.vcf"
    )
    assert web.page(f"/person/{public_id(5)}/card", 404).count("Nobody in your book") == 1


def test_every_page_leads_there_and_everything_stands_first(web: Served) -> None:
    assert '<a href="/take-out">Take it with you</a>' in web.page("/journal")
    page = web.page("/take-out?q=tag:choir")
    assert page.index('value="archive"') < page.index('value="vcard"')
    assert 'value="tag:choir"' in page
