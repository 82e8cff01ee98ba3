"""A talk that was logged, corrected from the pages; and somebody new whose talk is looked at first."""

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.merge_people import MergePeople, merge_people
from tests.books import NOW, added, days_ago, hash_of
from tests.web.served import Served, words
from tests.web.test_log_words import fields_of

NEW = {"words": "met Grace Hopper and Ada Lovelace, Ada keeps bees", "person": "new", "name": "Grace Hopper"}


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace")


def page_of(library: Library, person_id: int) -> PersonPage:
    with library.open(NOW) as book:
        return person_page(book, person_id)


def names(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return sorted(line.name for line in people_page(book, "").people)


def test_change_stands_only_beside_talks_that_can_be_told_better_by_themselves(
    web: Served, library: Library, ada: int
) -> None:
    with library.open(NOW, writing=True) as book:
        capture_person(book, CapturePerson(name="Ada", person_id=ada, at=days_ago(2)))
        talk = log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1)))
    assert len(page_of(library, ada).timeline) == 2
    html = web.page(f"/person/{public_id(ada)}")
    assert html.count("Change what you logged on") == 1
    assert f"/log/{public_id(talk)}" in html


def test_a_talk_stays_at_its_hour_where_its_day_stays(web: Served, library: Library, ada: int) -> None:
    here, at = f"/person/{public_id(ada)}", days_ago(3).replace(hour=18, minute=29)
    with library.open(NOW, writing=True) as book:
        talk = log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=at))
    web.send(f"{here}/log", **fields_of(web.page(f"{here}/log/{public_id(talk)}")))
    (line,) = page_of(library, ada).timeline
    assert (line.at, line.interaction_id != talk) == (at, True)
    fields = fields_of(web.page(f"{here}/log/{public_id(line.interaction_id)}"))
    web.send(f"{here}/log", **fields | {"on": [f"{days_ago(4).date()}"], "minutes": ["20"]})
    assert [line.at for line in page_of(library, ada).timeline] == [days_ago(4).replace(hour=12)]


def test_an_hour_that_the_words_say_stays_where_they_are_looked_at_first(
    web: Served, library: Library, ada: int
) -> None:
    here = f"/person/{public_id(ada)}"
    looked = web.send(f"{here}/log", words="called yesterday at 3pm", look="yes").text
    web.send(f"{here}/log", **fields_of(looked))
    assert [line.at for line in page_of(library, ada).timeline] == [days_ago(1).replace(hour=15)]


def test_a_moment_that_is_none_is_no_matter(web: Served, library: Library, ada: int) -> None:
    here = f"/person/{public_id(ada)}"
    fields = fields_of(web.send(f"{here}/log", words="called on friday", look="yes").text)
    for at in ("soon", "2026-11-20T08:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00"):
        web.send(f"{here}/log", **fields | {"at": [at]})
    assert {line.at.hour for line in page_of(library, ada).timeline} == {12}


def test_who_is_new_is_looked_at_first_and_put_into_the_book_with_the_talk(
    web: Served, library: Library, ada: int
) -> None:
    before = hash_of(library)
    web.send("/log", **NEW, look="yes")
    html = web.send("/log", **NEW, look="yes").text
    assert hash_of(library) == before
    assert "With Grace Hopper and Ada Lovelace" in words(html)
    fields = fields_of(html)
    assert (fields["person"], fields["name"]) == (["new"], ["Grace Hopper"])
    wrong = web.send("/log", 400, **fields | {"minutes": ["many"]}).text
    assert "whole number" in words(wrong)
    assert hash_of(library) == before
    answer = web.send("/log", **fields_of(wrong) | {"minutes": ["25"]})
    assert "Logged a talk with Grace Hopper and Ada Lovelace." in words(answer.text)
    assert names(library) == ["Ada Lovelace", "Grace Hopper"]
    assert [line.minutes for line in page_of(library, ada).timeline] == [25]
    assert [fact.text for fact in page_of(library, ada).facts] == ["keeps bees"]


def test_who_is_new_is_not_put_into_the_book_while_something_private_is_asked_about(
    web: Served, library: Library
) -> None:
    new = {"words": "met Grace Hopper, she has cancer", "person": "new", "name": "Grace Hopper"}
    fields = fields_of(web.send("/log", **new).text)
    assert names(library) == []
    web.send("/log", **fields | {"fact1_keep": ["1"]})
    assert names(library) == ["Grace Hopper"]


def test_a_talk_of_two_who_were_joined_is_corrected_on_the_page_that_stayed(
    web: Served, library: Library, ada: int
) -> None:
    two, here = added(library, "Two"), f"/person/{public_id(ada)}"
    with library.open(NOW, writing=True) as book:
        talk = log_interaction(book, LogInteraction(person_id=two, channel=Channel.CALL, at=days_ago(1)))
        merge_people(book, MergePeople(person_id=ada, other_id=two))
    link = f"{here}/log/{public_id(talk)}"
    assert f'href="{link}"' in web.page(here)
    web.send(f"{here}/log", **fields_of(web.page(link)) | {"minutes": ["25"]})
    assert [line.minutes for line in page_of(library, ada).timeline] == [25]
