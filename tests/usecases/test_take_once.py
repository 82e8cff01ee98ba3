"""What a phone sends again and again is there once."""

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.storage.book import Book, Library
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.take_once import take_once
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of

TOKEN = "x7Yq2mN4kPz8Rt1vW3sB5d"


def _talk(person_id: int) -> LogInteraction:
    return LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(1))


def _send(library: Library, person_id: int, token: str = TOKEN) -> bool:
    with library.open(NOW, writing=True) as book:
        return take_once(book, token, lambda opened: log_interaction(opened, _talk(person_id)))


def test_the_same_token_is_taken_once(library: Library) -> None:
    ada = added(library, "Ada")
    assert _send(library, ada)
    once = hash_of(library)
    assert not _send(library, ada)
    assert hash_of(library) == once
    assert _send(library, ada, TOKEN + "2")
    assert hash_of(library) != once


def test_what_was_undone_does_not_come_back_with_a_late_copy(library: Library) -> None:
    ada = added(library, "Ada")
    before = hash_of(library)
    _send(library, ada)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert not _send(library, ada)
    assert hash_of(library) == before


def test_what_failed_may_come_again(library: Library) -> None:
    ada = added(library, "Ada")
    with pytest.raises(Missing):
        _send(library, 4711)
    assert _send(library, ada)


def test_only_the_batch_that_it_belongs_to_carries_the_token(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        take_once(book, TOKEN, _nothing)
        log_interaction(book, _talk(ada))
    assert _send(library, ada)


def _nothing(_book: Book) -> None:
    """Changes nothing, so there is no batch."""


@pytest.mark.parametrize("token", ["", "short", "x" * 65, "a token with spaces in it", "ü" * 20])
def test_a_token_that_is_none_is_refused(library: Library, token: str) -> None:
    ada = added(library, "Ada")
    with pytest.raises(Invalid, match="no name of its own"):
        _send(library, ada, token)
