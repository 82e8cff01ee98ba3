"""A one-to-one that was held, and what is noted of whoever else was there."""

from keepwarm.domain.channels import Channel
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.hold_one_to_one import HoldOneToOne, hold_one_to_one
from keepwarm.usecases.log_interaction import LogInteraction, NewFact
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.one_to_ones import PlanOneToOne, plan_one_to_one
from tests.books import NOW, added, days_ago


def test_what_is_known_of_one_may_be_news_of_the_other_who_was_there(library: Library) -> None:
    ada, bo = added(library, "Ada"), added(library, "Bo")
    bees, boats = NewFact(text="keeps bees", about=bo), NewFact(text="boats", about=bo)
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=ada, kind=bees.kind, text="keeps bees"))
        keep_fact(book, KeepFact(person_id=bo, kind=boats.kind, text="boats"))
        one = plan_one_to_one(book, PlanOneToOne(person_id=ada))
        talk = LogInteraction(
            person_id=ada,
            others=(bo,),
            channel=Channel.VIDEO,
            at=days_ago(1),
            facts=(NewFact(text="keeps bees"), bees, boats),
        )
        hold_one_to_one(book, HoldOneToOne(one_to_one_id=one, talk=talk))
        facts = [[fact.text for fact in person_page(book, one).facts] for one in (ada, bo)]
    assert [sorted(texts) for texts in facts] == [["keeps bees"], ["boats", "keeps bees"]]
