"""The other's half of an agenda: sent by them into quarantine, taken over by the owner in one step."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from keepwarm.domain.errors import Conflict, Missing
from keepwarm.domain.meeting import Format, OneToOneState, SubmissionState
from keepwarm.domain.one_to_ones import OneToOne, with_agenda
from keepwarm.domain.their_halves import MOST_WAITING, PARTS, TheirHalf, checked_half, may_be_written
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.one_to_ones import find_one_to_ones, get_one_to_one, save_one_to_one
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import one_to_ones
from keepwarm.storage.their_halves import (
    SentHalf,
    add_half,
    count_of_a_day,
    decide_half,
    find_half,
    find_half_by_receipt,
    let_old_go,
    waiting_halves,
)

_MOST_A_DAY = 10
_LONGEST_TOKEN = 64
_GONE = "This is not there any more: it was taken over, left, or taken back."


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirPage:
    """All that the other sees: who asks, when and how, and the lines that the owner ticked; `at` is local."""

    owner: str
    format: Format
    at: datetime | None
    minutes: int
    place: str
    lines: tuple[str, ...]


class Enough(Conflict):
    """More has come for one page than anybody reads."""


def find_their_page(book: Book, token: str) -> TheirPage | None:
    """What stands behind an address; None for one that never was, is over, or was taken back."""
    one = _find_open(book, token)
    if one is None:
        return None
    is_agreed = one.state is OneToOneState.AGREED and one.at is not None
    return TheirPage(
        owner=book.owner.name,
        format=one.format,
        at=one.at.astimezone(book.zone) if is_agreed and one.at else None,
        minutes=one.minutes,
        place=one.place if is_agreed else "",
        lines=tuple(line.text for line in one.mine if line.sent),
    )


def leave_half(book: Book, token: str, half: TheirHalf, *, language: str = "en") -> str:
    """Keep what they wrote until the owner looks; return the token by which they can take it back.

    Raises Missing for an address that is open to nobody, Invalid for what cannot be, Enough.
    """
    one = _find_open(book, token)
    if one is None:
        raise Missing(_GONE)
    plain = checked_half(half)
    waiting = waiting_halves(book, one.one_to_one_id)
    if len(waiting) >= MOST_WAITING or count_of_a_day(book, one) >= _MOST_A_DAY:
        raise Enough("A few of these wait to be read already; please try again in a day or two.")
    let_old_go(book)
    receipt = secrets.token_urlsafe(24)
    add_half(book, one, plain, language=language, receipt=_digest(receipt))
    return receipt


def take_half_back(book: Book, token: str, receipt: str) -> bool:
    """They take back what they sent; False where it does not wait any more. What was taken over stays."""
    one = _find_open(book, token)
    sent = None if one is None else find_half_by_receipt(book, one, _digest(receipt))
    if sent is None or sent.state is not SubmissionState.WAITING:
        return False
    decide_half(book, sent.submission_id, SubmissionState.WITHDRAWN)
    return True


def take_over_half(book: Book, submission_id: int, labels: Mapping[str, str]) -> OneToOne:
    """Take what they sent into their half of the agenda, behind what stands there.

    `labels` says, by the name of a part, what goes before each of its lines. Raises Missing, and Invalid for
    an agenda that becomes too long.
    """
    sent = _get_waiting(book, submission_id)
    before = get_one_to_one(book, sent.one_to_one_id)
    half = sent.half or TheirHalf()
    new = (f"{labels.get(name, '')}{line}" for name in PARTS for line in half.lines(name))
    after = with_agenda(before, book.today, theirs=(*before.theirs, *new))
    begin_batch(book, "agenda", get_person(book, before.person_id).name)
    save_one_to_one(book, after)
    decide_half(book, submission_id, SubmissionState.ACCEPTED)
    return after


def leave_half_aside(book: Book, submission_id: int) -> OneToOne:
    """Let go of what they sent; return the one-to-one that it was for. Raises Missing."""
    sent = _get_waiting(book, submission_id)
    decide_half(book, submission_id, SubmissionState.DECLINED)
    return get_one_to_one(book, sent.one_to_one_id)


def _get_waiting(book: Book, submission_id: int) -> SentHalf:
    sent = find_half(book, submission_id)
    if sent is None or sent.state is not SubmissionState.WAITING:
        raise Missing(_GONE)
    return sent


def _find_open(book: Book, token: str) -> OneToOne | None:
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    found = find_one_to_ones(book, one_to_ones.c.token == token)
    return next((one for one in found if may_be_written(one, book.now)), None)


def _digest(receipt: str) -> str:
    return hashlib.sha256(receipt.encode()).hexdigest()
