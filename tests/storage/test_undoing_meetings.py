"""What a group or an event stands under is not pulled away."""

import pytest

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Conflict
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.schema import circles, events
from keepwarm.usecases.undo import undo
from tests.books import NOW, hash_of

_SAID = {"source": OWNER_SAID, "added_at": NOW}
_EVENT = dict.fromkeys(
    ("name", "place", "link", "about", "goal", "introduction", "to_learn", "learned", "uid"), ""
)


def test_a_group_stays_while_an_event_is_its_own(library: Library) -> None:
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        founding = begin_batch(book, "group", "Founders")
        insert_row(book, circles, {"circle_id": 1, "name": "Founders", "about": "", **_SAID})
    with library.open(NOW, writing=True) as book:
        evening = begin_batch(book, "event", "Founders in November")
        of_it = {"event_id": 2, "circle_id": 1, "at": NOW, "kind": "group", "state": "going"}
        of_it |= {"ends_at": None, "reviewed_on": None}
        insert_row(book, events, _EVENT | of_it | _SAID)
    with library.open(NOW, writing=True) as book, pytest.raises(Conflict, match="Founders in November"):
        undo(book, founding)
    for batch in (evening, founding):
        with library.open(NOW, writing=True) as book:
            undo(book, batch)
    assert hash_of(library) == before
