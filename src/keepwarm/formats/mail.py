"""A message, from its header: who wrote to whom, when, and whether it was personal."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta, tzinfo

from keepwarm.domain.sources import Correspondent, FoundMessage, Refused
from keepwarm.formats.mail_addresses import addresses, without_repeats
from keepwarm.formats.mail_dates import find_time, from_line_time
from keepwarm.formats.mail_headers import Header
from keepwarm.formats.mail_kinds import bulk, find_why_left_out

_RECIPIENT_FIELDS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc")
_LONGEST_SUBJECT = 500
_LONGEST_ID = 998
_SUBJECT_IN_PLACE = 60
_CLOCKS_DIFFER = timedelta(days=1)


def read_message(
    header: Header,
    *,
    place: str,
    zone: tzinfo,
    from_line: bytes = b"",
    lists: Collection[str] = frozenset(),
    flags: str = "",
    folder: str = "",
) -> FoundMessage | Refused:
    """What one header says, or why it cannot be taken in.

    `zone` is for a date without one; `from_line` the line that began it in a mailbox; `lists`
    the addresses of mailing lists known so far; `flags` and `folder` those of a Maildir. A redirected message
    (Resent-To) stays its author's, and those it was sent on to are added to its recipients: mail
    providers mark what they forward for an owner in the same way.
    """
    subject = header.first("subject")[:_LONGEST_SUBJECT]
    if left_out := find_why_left_out(header, flags=flags, folder=folder):
        return refused(place, subject, left_out)
    sender = _find_sender(header)
    if sender is None:
        return refused(place, subject, "has no From address; add a From line, or leave it out")
    at = _find_sent_at(header, zone) or from_line_time(from_line) or _find_received_at(header, zone)
    if at is None:
        return refused(place, subject, "has no date that can be read; add a Date line, or leave it out")
    recipients = without_repeats(one for name in _RECIPIENT_FIELDS for one in addresses(header.raw(name)))
    return FoundMessage(
        place=place,
        at=at,
        sender=sender,
        recipients=recipients,
        subject=subject,
        key=_key(header, at, sender, recipients, subject),
        bulk=bulk(header, sender, recipients, lists),
    )


def refused(place: str, subject: str, reason: str) -> Refused:
    """A message that cannot be taken in, found again by its subject too."""
    short = subject if len(subject) <= _SUBJECT_IN_PLACE else subject[: _SUBJECT_IN_PLACE - 1] + "…"
    return Refused(place=f'{place}, "{short}"' if short else place, reason=reason)


def _find_sender(header: Header) -> Correspondent | None:
    """The author; of several, the one who sent it (RFC 5322, 3.6.2)."""
    authors = addresses(header.raw("from"))
    if len(authors) == 1:
        return authors[0]
    senders = addresses(header.raw("sender"))
    sent_by = {one.address for one in senders}
    return next((one for one in authors if one.address in sent_by), next(iter(authors + senders), None))


def _find_sent_at(header: Header, zone: tzinfo) -> datetime | None:
    """The time in Date:, unless it lies after the message's own arrival: then its clock was wrong."""
    sent_at = find_time(header.first("date"), zone)
    received_at = _find_received_at(header, zone)
    if sent_at and received_at and sent_at - received_at > _CLOCKS_DIFFER:
        return None
    return sent_at


def _find_received_at(header: Header, zone: tzinfo) -> datetime | None:
    """The time in the topmost Received:, which the owner's own server wrote, after its last semicolon."""
    return find_time(header.first("received").rpartition(";")[2], zone)


def _key(
    header: Header, at: datetime, sender: Correspondent, recipients: Collection[Correspondent], subject: str
) -> str:
    """The Message-ID; without one, a name made of what the message says."""
    written = header.first("message-id")
    start, end = written.find("<"), written.find(">")
    message_id = written[start : end + 1] if 0 <= start < end else written
    if message_id.strip("<> ") and len(message_id) <= _LONGEST_ID:
        return message_id
    said = (at.isoformat(), sender.address, *(one.address for one in recipients), subject)
    return "sha256:" + hashlib.sha256("\n".join(said).encode()).hexdigest()
