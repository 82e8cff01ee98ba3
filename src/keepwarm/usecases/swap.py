"""What a stranger does with a card of the owner's: looks at it, leaves their details, takes them back.

Nothing here reads or writes anything of the book but the card and the quarantine, so that it can tell nobody
who is known (TRUST.md, D31 and D34). A receipt's token is kept as its SHA-256 alone.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import SubmissionState
from keepwarm.domain.own_cards import LANGUAGES, OwnCard, is_open
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.submissions import (
    A_DAY,
    A_DAY_AT_AN_EVENT,
    MOST_WAYS,
    PREFERABLE,
    QUOTA,
    QUOTA_OF_A_CARD,
    Flaw,
    Flawed,
    Given,
    Hours,
    Submission,
    TooMany,
    checked,
    harmless,
)
from keepwarm.formats.vcard import Whole, read_card, split_cards
from keepwarm.storage.book import Book, Library
from keepwarm.storage.own_cards import find_own_card, get_own_card
from keepwarm.storage.submissions import (
    add_submission,
    count_of_a_day,
    count_waiting,
    drop_submission,
    empty,
    empty_old,
    find_by_receipt,
    find_submission,
    has_something_old,
    write_submission,
)
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.type_handle import typed_handle

_TOKEN_BYTES = 16
_OF_A_FILE = frozenset({HandleKind.PHONE, HandleKind.EMAIL, HandleKind.PROFILE, HandleKind.CHAT})
"""What is taken of a contact file: no photo, no birthday, no postal address, no note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that was left: its id, and the token of the receipt, which is told this once."""

    submission_id: int
    receipt: str


def find_open_card(book: Book, token: str) -> OwnCard | None:
    """The card that a link leads to; None for one that is wrong, expired or withdrawn, all alike."""
    card = find_own_card(book, token)
    return card if card is not None and is_open(card, book.today) else None


def leave_details(book: Book, card_id: int, given: Given, *, language: str = "") -> Left:
    """Keep what somebody left in return for a card, in quarantine.

    Raises Flawed for what cannot be taken, TooMany where a limit is reached, Missing for no card.
    """
    plain = checked(replace(given, replaces=None))
    card = get_own_card(book, card_id)
    most = A_DAY if card.event_id is None else A_DAY_AT_AN_EVENT
    is_full = count_waiting(book) >= QUOTA or count_waiting(book, card_id) >= QUOTA_OF_A_CARD
    if is_full or count_of_a_day(book, card_id) >= most:
        raise TooMany("So much waits already that nothing more is taken today.")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    spoken = language if language in LANGUAGES else card.language
    made = add_submission(book, card_id, plain, language=spoken, receipt=_digest(token))
    return Left(submission_id=made, receipt=token)


def find_receipt(book: Book, token: str) -> Submission | None:
    """What a receipt's link leads to; None for a wrong one, and for what was withdrawn or declined."""
    found = find_by_receipt(book, _digest(token))
    if found is None or found.state in {SubmissionState.WITHDRAWN, SubmissionState.DECLINED}:
        return None
    return found


def correct_details(book: Book, token: str, given: Given) -> bool:
    """Let other details stand in place of those that were left; False where the link leads nowhere.

    What waits is replaced. What the owner had accepted stays until they accept this instead of it. Raises
    Flawed.
    """
    before = find_receipt(book, token)
    if before is None:
        return False
    accepted = before.state is SubmissionState.ACCEPTED
    earlier = None if before.given is None else before.given.replaces
    plain = replace(checked(given), replaces=before.submission_id if accepted else earlier)
    if accepted:
        nobody = _digest(secrets.token_urlsafe(_TOKEN_BYTES))
        write_submission(book, before.submission_id, receipt=nobody)
    else:
        drop_submission(book, before.submission_id)
    add_submission(book, before.own_card_id, plain, language=before.language, receipt=_digest(token))
    return True


def withdraw_details(book: Book, token: str) -> bool:
    """Take back what was left; False where the link leads nowhere.

    The words are gone at once. Where the owner had taken them into the book, they are asked to take them out.
    """
    found = find_receipt(book, token)
    if found is None:
        return False
    if found.given is not None and found.given.replaces is not None:
        accepted = find_submission(book, found.given.replaces)
        if accepted is not None and (person_id := _taken_into(accepted)) is not None:
            empty(book, accepted.submission_id, SubmissionState.WITHDRAWN, person_id=person_id)
    empty(book, found.submission_id, SubmissionState.WITHDRAWN, person_id=_taken_into(found))
    return True


def _taken_into(submission: Submission) -> int | None:
    """Whom it was taken into; None where it waits, though it was taken in before and that was undone."""
    return None if submission.state is SubmissionState.WAITING else submission.person_id


def typed_details(said: Mapping[str, str]) -> Given:
    """The details in the fields of a form: name, phone, email, other, prefers, hours, when_words, about.

    Raises Flawed for a number or an address that is none.
    """
    ways = (
        *_typed_way(HandleKind.PHONE, said.get("phone", ""), Flaw.PHONE),
        *_typed_way(HandleKind.EMAIL, said.get("email", ""), Flaw.EMAIL),
        *_other_way(harmless(said.get("other", ""))),
    )
    prefers, hours = said.get("prefers", ""), said.get("hours", "")
    return Given(
        name=said.get("name", ""),
        organization=said.get("organization", ""),
        title=said.get("title", ""),
        ways=ways,
        prefers=Channel(prefers) if prefers in set(PREFERABLE) else None,
        hours=Hours(hours) if hours in set(Hours) else None,
        when_words=said.get("when_words", ""),
        about=said.get("about", ""),
    )


def _typed_way(kind: HandleKind, text: str, flaw: Flaw) -> tuple[Handle, ...]:
    if not (plain := harmless(text)):
        return ()
    try:
        return (typed_handle(kind, plain),)
    except Invalid as problem:
        raise Flawed(flaw) from problem


def _other_way(plain: str) -> tuple[Handle, ...]:
    """A page, an address, or the name of somebody in a chat whose service is not said."""
    if not plain:
        return ()
    try:
        return (recognise_handle(plain),)
    except Invalid:
        return (Handle(kind=HandleKind.CHAT, value=plain),)


def read_contact_file(raw: bytes, *, about: str = "") -> Given:
    """The first contact of a vCard file. Raises Flawed where it holds none."""
    whole = next((one for one in split_cards(BytesIO(raw)) if isinstance(one, Whole)), None)
    card = None if whole is None else read_card(whole.raw)
    if card is None or card.person is None:
        raise Flawed(Flaw.FILE)
    return Given(
        name=card.person.name,
        organization=card.person.organization,
        title=card.person.title,
        ways=tuple(_ways_of(card.handles)),
        about=about,
    )


def _ways_of(held: Iterable[Handle]) -> list[Handle]:
    wanted = [one for one in held if one.kind in _OF_A_FILE and harmless(one.value)]
    return wanted[:MOST_WAYS]


def empty_what_is_old(library: Library, now: datetime) -> None:
    """Let go of what strangers left once its time is over; reads alone where there is nothing of it."""
    with library.open(now) as book:
        if not has_something_old(book):
            return
    with library.open(now, writing=True) as book:
        empty_old(book)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
