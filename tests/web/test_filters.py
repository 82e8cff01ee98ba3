"""Filters on the page of the people: written, chosen, saved, let go."""

from urllib.parse import quote

import pytest
from starlette.datastructures import QueryParams

from keepwarm.domain.errors import Invalid
from keepwarm.storage.book import Library
from keepwarm.usecases.save_filter import saved_filters
from keepwarm.web.filters import query_of
from tests.books import added, days_ago, hash_of, talked
from tests.web.served import Served, on_both_databases, words


@pytest.fixture
def three(library: Library) -> None:
    """Somebody spoken with, somebody with a phone, and somebody with nothing."""
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(3))
    added(library, "Bo", "+44 20 7946 0018")
    added(library, "Chen")


def shown(page: str) -> list[str]:
    """The names in the list."""
    rows = page.split('class="row" href')[1:]
    return [row.partition("<bdi>")[2].partition("</bdi>")[0] for row in rows]


@pytest.mark.parametrize(
    ("chosen", "query"),
    [
        ("q=ada+lov", "ada lov"),
        ("q=ada&stage=ally&stage=connection", "ada stage:ally,connection"),
        ("q=&rhythm=at-risk&by=call&silent=90d", "rhythm:at-risk by:call silent:90d"),
        ("q=ada+stage:listed+by:post&stage=ally", "ada stage:ally"),
        ("q=stage:nonsense+ada&standing=leave-be&silent=", "ada standing:leave-be"),
    ],
)
def test_the_choices_take_the_place_of_what_the_field_said_of_them(chosen: str, query: str) -> None:
    assert query_of(QueryParams(chosen)) == query


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid, match="stage:x is not known"):
        query_of(QueryParams("stage=x"))


@on_both_databases
@pytest.mark.usefixtures("three")
def test_people_are_filtered_by_choices_and_the_field_then_holds_the_language(web: Served) -> None:
    answer = web.visitor.get("/people/filter?q=&by=call&standing=ordinary")
    assert answer.url.query == b"q=by%3Acall+standing%3Aordinary"
    assert 'value="by:call standing:ordinary"' in answer.text
    assert shown(answer.text) == ["Bo"]
    for choice in ("by-call", "standing-ordinary"):
        assert f'id="{choice}"' in answer.text
    assert answer.text.count(" checked>") == 2
    assert shown(web.page("/people?q=silent:2d")) == ["Ada"]


@pytest.mark.usefixtures("three")
def test_what_the_language_does_not_know_is_said_beside_the_field(web: Served) -> None:
    page = web.page("/people?q=ada+stage:friend", 400)
    beside = page.partition('id="q-wrong"')[2].partition("</div>")[0]
    assert "stage:friend is not known" in beside
    assert 'value="ada stage:friend"' in page
    assert 'aria-invalid="true"' in page
    assert shown(page) == []


def test_a_filter_that_finds_nobody_leads_back_to_everybody(web: Served) -> None:
    assert "Nobody is like that. Look at everybody" in words(web.page("/people?q=stage:ally"))


@on_both_databases
@pytest.mark.usefixtures("three")
def test_a_filter_is_saved_used_in_one_tap_forgotten_and_had_back(web: Served, library: Library) -> None:
    saved = web.send("/people/filters", name="Whom to  ring", q="by:call   BO")
    assert "Saved the filter Whom to ring." in words(saved.text)
    assert saved.url.params["q"] == "by:call   BO"
    link = f'<a href="?q={quote("BO by:call").replace("%20", "+")}"'
    assert link in web.page("/people").replace("%20", "+")
    used = web.page("/people?q=BO+by:call")
    assert 'aria-current="true"><bdi>Whom to ring</bdi>' in used
    assert "Save this search" not in used
    kept = hash_of(library)
    gone = web.send("/people/filters/forget", name="Whom to ring", q="BO by:call")
    assert "Let go of the filter Whom to ring." in words(gone.text)
    assert "Save this search" in gone.text
    batch = gone.text.partition('name="batch" value="')[2].partition('"')[0]
    assert web.send("/undo", batch=batch, then="people").url.path == "/people"
    assert hash_of(library) == kept


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        (" ", "ada", "A saved filter needs a name"),
        ("Friends", " ", "There is nothing to save yet"),
        ("Friends", "stage:friend", "stage:friend is not known"),
    ],
)
def test_a_filter_that_cannot_be_saved_is_said_and_nothing_kept(
    web: Served, name: str, query: str, sentence: str
) -> None:
    assert sentence in words(web.send("/people/filters", 400, name=name, q=query).text)
    with web.site.open() as book:
        assert saved_filters(book) == ()


def test_a_filter_that_is_not_there_cannot_be_forgotten(web: Served) -> None:
    assert "No filter is called" in web.send("/people/filters/forget", 404, name="Nobody").text
