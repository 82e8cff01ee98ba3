"""What `keepwarm introduce` says of an introduction."""

from collections.abc import Iterator
from datetime import date

from keepwarm.cli.output import bold
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.introductions import IntroductionLine
from keepwarm.translations.english import CHANNELS, sentence
from keepwarm.translations.introducing import (
    head_in_words,
    move_in_words,
    state_in_words,
    step_in_words,
    text_to_send,
    title_in_words,
)
from keepwarm.usecases.introduction_texts import Prepared


def state_line(line: IntroductionLine) -> str:
    """How far it has come, and what is due."""
    until = f" until {line.one.back_on}" if line.one.back_on else ""
    due = f". {step_in_words(line.due, line.names)}" if line.due else ""
    return f"{state_in_words(line.one, line.state)}{until}{due}."


def lines_of(line: IntroductionLine, texts: tuple[Prepared, ...], today: date) -> Iterator[str]:
    """All of it: what comes next, and the words to send."""
    yield bold(title_in_words(line.one, line.names)) + f": {state_line(line)}"
    if line.one.about:
        yield f"  {line.one.about}"
    if line.moves:
        yield ""
        yield bold(head_in_words(line.moves[0], line.one, line.names))
    for text in texts:
        if text.refused is not None:
            yield f"  {sentence(text.refused, today)}"
            continue
        first = text.advice.advice.first
        by = "" if first is None else f", {CHANNELS[first.channel]}"
        yield f"  To {text.name}{by}: “{text_to_send(text)}”"
    if line.moves:
        yield ""
        yield "What can come next: keepwarm introduce move"
    for move in line.moves:
        yield f"  {move!s:18} {move_in_words(move, line.one, line.names)}"


def as_data(line: IntroductionLine) -> dict[str, object]:
    """The same for programs."""
    one, due = line.one, line.due
    return {
        "id": public_id(one.introduction_id),
        "form": one.form,
        "state": line.state,
        "about": one.about,
        "parties": [
            {
                "role": party.role,
                "person": line.names.get(party.role, ""),
                "person_id": public_id(party.person_id),
                "why": party.why,
                "answer": party.answer,
                "asked_on": party.asked_on,
                "answered_on": party.answered_on,
                "told_on": party.told_on,
                "thanked_on": party.thanked_on,
            }
            for party in one.parties
        ],
        "made_on": one.made_on,
        "met_on": one.met_on,
        "outcome": one.outcome,
        "learned": one.learned,
        "back_on": one.back_on,
        "ended_on": one.ended_on,
        "may_come_next": list(map(str, line.moves)),
        "due": None if due is None else {"with": due.role, "step": due.step, "on": due.from_on},
    }


def text_as_data(text: Prepared) -> dict[str, object]:
    """A text for programs."""
    first = text.advice.advice.first
    return {
        "saying": text.saying,
        "to": text.to,
        "person": text.name,
        "channel": None if first is None else first.channel,
        "text": text_to_send(text),
        "refused": text.refused,
    }
