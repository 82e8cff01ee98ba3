"""What a story says follows: who can introduce me to whom, and over whom."""

from keepwarm.translations.english import sentence
from keepwarm.usecases.find_introducers import FindIntroducers, Way, find_introducers
from tests.scenarios.story import Grammar, Stage

OF_INTRODUCTIONS = Grammar()
says = OF_INTRODUCTIONS.says


def _ways(stage: Stage, who: str) -> dict[str, Way]:
    with stage.open() as book:
        found = find_introducers(book, FindIntroducers(person_id=stage.person(who)))
    return {stage.called(way.steps[0].person_id): way for way in found.ways}


@says(r"To meet {who} I ask {other}(?P<first> first)?(?:: {words})?")
def _asks(stage: Stage, who: str, other: str, first: str | None, words: str | None) -> None:
    ways = _ways(stage, who)
    assert other in (list(ways)[:1] if first else ways), list(ways)
    reasons = (reason for step in ways[other].steps for reason in step.reasons)
    said = " ".join(sentence(reason, stage.now.date()) for reason in reasons)
    assert (words or "") in said, said


@says("To meet {who} I do not ask {other}")
def _does_not_ask(stage: Stage, who: str, other: str) -> None:
    stage.person(other)
    assert other not in _ways(stage, who)
