"""The pocket page in words: plain lines, which the phone shows as they are."""

from dataclasses import asdict
from typing import Any

from keepwarm.domain.ids import public_id
from keepwarm.domain.submissions import Flaw
from keepwarm.storage.pages.pocket import BriefLine, EventAtHand, ToMeet
from keepwarm.storage.pages.today import TodayLine
from keepwarm.translations import english
from keepwarm.translations.hand_over import HAND_OVER_WORDS
from keepwarm.translations.swap_languages import LANGUAGE_NAMES, SWAP_WORDS
from keepwarm.usecases.pocket import CardAtHand, Pocket
from keepwarm.web.words import CHANNEL_NOUNS, NAMES, link_for, long_day

Words = dict[str, Any]

_LINES_SAID = {
    "mine": "You promised",
    "theirs": "They promised",
    "need": "They look for",
    "offer": "They can provide",
}


def words_of(found: Pocket) -> Words:
    """All of it as JSON has it."""
    page = found.page
    on = page.today.today
    return {
        "book": found.mark,
        "day": long_day(on),
        "asking": page.asking,
        "today": [_today_line(line, on) for line in page.today.lines],
        "event": None if page.event is None else _event(page.event, on),
        "cards": [_card(card) for card in found.cards],
    }


def words_for_others() -> dict[str, Words]:
    """By its language, what the phone says while it is in somebody else's hands."""
    return {language: _for_others(language) for language in SWAP_WORDS}


def _for_others(language: str) -> Words:
    words, own = SWAP_WORDS[language], HAND_OVER_WORDS[language]
    names = (
        "leave",
        "your_name",
        "phone",
        "email",
        "other",
        "one_is_enough",
        "prefer",
        "about",
        "consent",
        "send",
    )
    return {
        "language": LANGUAGE_NAMES[language],
        **{name: getattr(words, name) for name in names},
        "channels": {channel.value: said for channel, said in words.channels.items()},
        "no_way": words.flaws[Flaw.WAY],
        **asdict(own),
    }


def _today_line(line: TodayLine, on: Any) -> Words:
    proposal = line.proposal
    reasons = [english.sentence(reason, on) for reason in proposal.reasons]
    if line.opening is not None:
        reasons.append(english.sentence(line.opening, on))
    return {
        "name": line.name,
        "organization": line.organization,
        "why": reasons,
        "channel": CHANNEL_NOUNS[proposal.channel] if proposal.channel else "",
        "opens": link_for(proposal.channel, line.handles),
    }


def _event(event: EventAtHand, on: Any) -> Words:
    return {
        "id": public_id(event.event_id),
        "name": event.name,
        "place": event.place,
        "day": english.day_in_words(event.at.date(), on),
        "goal": event.goal,
        "introduction": event.introduction,
        "people": [_guest(one, on) for one in event.people],
    }


def _guest(one: ToMeet, on: Any) -> Words:
    last = one.last
    return {
        "name": one.name,
        "person": "" if one.person_id is None else public_id(one.person_id),
        "work": ", ".join(filter(None, (one.title, one.organization))),
        "met": one.is_met,
        "reason": one.reason,
        "question": one.question,
        "offer": one.offer,
        "last": ""
        if last is None
        else ": ".join(
            filter(
                None,
                (
                    f"Last {english.day_in_words(last.at.date(), on)}, {NAMES['CHANNELS'][last.channel]}",
                    last.summary,
                ),
            )
        ),
        "brief": [_brief_line(line) for line in one.brief],
    }


def _brief_line(line: BriefLine) -> Words:
    label = _LINES_SAID.get(line.kind.value) or NAMES["FACTS"][line.kind]
    return {"label": label[:1].upper() + label[1:], "text": line.text}


def _card(one: CardAtHand) -> Words:
    card = one.card
    return {
        "id": public_id(card.own_card_id),
        "label": card.label,
        "name": card.fields.name,
        "language": card.language,
        "code": one.code,
    }
