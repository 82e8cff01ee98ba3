"""What is open between the owner and somebody, in the same order on either database."""

from datetime import timedelta

from keepwarm.domain.people import Side
from keepwarm.storage.book import Library
from keepwarm.storage.commitments import add_promise, open_promises
from keepwarm.storage.journal import begin_batch
from tests.books import NOW, added


def test_a_promise_without_a_day_stands_below_those_that_are_due(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "Ada")
        for text, days in (("some day", None), ("later", 9), ("soon", 1)):
            due_on = None if days is None else book.today + timedelta(days=days)
            add_promise(book, ada, Side.MINE, text, due_on=due_on)
        found = [promise.text for promise in open_promises(book, ada)]
    assert found == ["soon", "later", "some day"]
