"""One introduction as its page shows it: the one thing to do, with its words and ways, and all else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keepwarm.domain.bringing import Role
from keepwarm.domain.channels import Channel
from keepwarm.domain.ids import public_id
from keepwarm.domain.introduction_words import Saying
from keepwarm.domain.introductions import Act, Move
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.pages.introductions import IntroductionLine, introduction_line
from keepwarm.translations.introducing import (
    ANSWERS,
    SUBJECT,
    head_in_words,
    move_in_words,
    text_to_both,
    text_to_send,
)
from keepwarm.usecases.advise_channel import link_with
from keepwarm.usecases.introduce import words_before
from keepwarm.usecases.introduction_texts import Prepared, prepare_texts, roles_in_peace
from keepwarm.web.one_to_one_words import mail_query

_ANSWERS = (Act.YES, Act.LATER, Act.NO)
_WRITTEN = (Channel.TEXT, Channel.CHAT, Channel.EMAIL, Channel.SOCIAL)
_ASKED_APART = frozenset({Act.ASK, Act.TELL, Act.THANK, Act.MAKE, Act.MEET, Act.OUTCOME, Act.REST, Act.LATER})
"""What has words to send, or a field: it is looked at before it is done."""

_MOST_WAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text to send or to say, and by what: `ways` are channels with what opens them, the best first.

    `why` says why the first of them is; `is_spoken` that it is for the ear.
    """

    prepared: Prepared
    key: str
    text: str
    ways: tuple[tuple[Channel, str], ...]
    why: Reason | None
    is_spoken: bool
    refused: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A move as a button, or as a link where it is looked at first; `unseen` is for the ear alone."""

    code: str
    words: str
    is_link: bool = False
    unseen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionView:
    """The page: `main` is what is to be done now, None where nothing is; `answers` all that may be said.

    `warned` are words before an ask; `to_both` a link for one mail to two, and what it says.
    """

    line: IntroductionLine
    main: Move | None
    head: str
    texts: tuple[TextView, ...]
    answers: tuple[Button, ...]
    others: tuple[Button, ...]
    warned: tuple[Reason, ...]
    to_both: tuple[str, str]
    here: str

    @property
    def role(self) -> Role | None:
        """With whom the main move is."""
        return None if self.main is None else self.main.role


def view_introduction(
    book: Book, introduction_id: int, step: str = "", edited: Mapping[str, str] | None = None
) -> IntroductionView:
    """The view, with the step that an address names where it may come next; raises Missing.

    `edited` are texts as the owner changed them, by their keys.
    """
    line = introduction_line(book, introduction_id)
    main = next((move for move in line.moves if str(move) == step), _usual(book, line))
    together = [] if main is None else _said_with(main, line.moves)
    texts = () if main is None else prepare_texts(book, line.one, main)
    return IntroductionView(
        line=line,
        main=main,
        head="" if main is None else head_in_words(main, line.one, line.names),
        texts=tuple(_text_view(one, edited or {}) for one in texts),
        answers=tuple(_main_button(move, line, is_answer=len(together) > 1) for move in together),
        others=tuple(_other_button(move, line) for move in line.moves if move not in together),
        to_both=_mail_to_both(texts),
        warned=() if main is None else words_before(book, line.one, main),
        here=public_id(introduction_id),
    )


def _usual(book: Book, line: IntroductionLine) -> Move | None:
    """What is to be done now: where somebody is to be left in peace, to tell the other, or to let it go."""
    first = next(iter(line.moves), None)
    if first is None or line.one.made_on is not None or line.one.ended_on is not None:
        return first
    if not (peace := roles_in_peace(book, line.one)):
        return first
    ending = [move for move in line.moves if move.act in (Act.TELL, Act.THANK, Act.LET_GO)]
    return min(ending, key=lambda move: move.role in peace, default=first)


def _said_with(main: Move, moves: Sequence[Move]) -> list[Move]:
    """A move, and where it is an answer, the other answers of the same person."""
    if main.act not in _ANSWERS:
        return [main]
    same = [move for move in moves if move.role is main.role and move.act in _ANSWERS]
    return same if main.act is Act.YES else [main]


def _main_button(move: Move, line: IntroductionLine, *, is_answer: bool) -> Button:
    if is_answer and move.role is not None:
        said = f", said {line.names.get(move.role, '')}"
        return Button(code=str(move), words=ANSWERS[move.act], unseen=said)
    return Button(code=str(move), words=move_in_words(move, line.one, line.names))


def _other_button(move: Move, line: IntroductionLine) -> Button:
    if move.act in _ASKED_APART:
        return Button(code=str(move), words=head_in_words(move, line.one, line.names), is_link=True)
    return Button(code=str(move), words=move_in_words(move, line.one, line.names))


def _mail_to_both(texts: Sequence[Prepared]) -> tuple[str, str]:
    """A link for one mail to two who are introduced, and its words; empty where one has no mail."""
    said = [one.saying for one in texts if one.refused is None]
    if said != [Saying.INTRODUCE, Saying.INTRODUCE]:
        return "", ""
    links = [
        link_with(one.advice, Channel.EMAIL)
        for one in texts
        if Channel.EMAIL in {each.channel for each in one.advice.advice.ranking}
    ]
    addresses = [link.removeprefix("mailto:") for link in links if link]
    words = text_to_both(*texts)
    if len(addresses) < len(texts):
        return "", ""
    return f"mailto:{','.join(addresses)}?{mail_query(SUBJECT, words)}", words


def _text_view(one: Prepared, edited: Mapping[str, str]) -> TextView:
    key = f"{one.saying.name.lower()}_{one.to.value}"
    text = edited.get(key, text_to_send(one))
    told = one.advice
    ranked = () if told.is_over or one.refused else told.advice.ranking
    ways = [
        (each.channel, link_with(told, each.channel, _said(each.channel, text), SUBJECT)) for each in ranked
    ]
    best = ranked[0] if ranked else None
    return TextView(
        prepared=one,
        key=key,
        text=text,
        ways=tuple((channel, link) for channel, link in ways if link)[:_MOST_WAYS],
        why=None if best is None else best.reason,
        is_spoken=best is not None and best.channel.has_voice_or_face and one.saying is not Saying.FORWARD,
        refused=one.refused,
    )


def _said(channel: Channel, text: str) -> str:
    """What a channel begins with: a voice begins with nothing."""
    return text if channel in _WRITTEN else ""
