"""The invitation to a one-to-one, its changes and its end, as a file that the owner sends."""

from pathlib import Path

from keepwarm.domain.errors import Conflict, Invalid, Unavailable
from keepwarm.domain.one_to_ones import IN_CALENDARS, OneToOne
from keepwarm.domain.people import HandleKind
from keepwarm.formats.invitation import Attendee, Invitation, is_mail_address, write_invitation
from keepwarm.storage.book import Book
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.one_to_ones import get_one_to_one
from keepwarm.storage.people import get_person
from keepwarm.storage.whole_files import written_whole


def has_invitation(one: OneToOne) -> bool:
    """Whether there is something to tell a calendar: a time that holds, or one that holds no more."""
    return _has_time(one) or (one.sequence > 0 and one.interaction_id is None)


def invitation_of(book: Book, one_to_one_id: int, title: str) -> Invitation:
    """The invitation as it is to be sent now, called by a title in both calendars.

    Its description are the lines that the owner ticked. It calls off what has no time any more. Raises
    Invalid where there is nothing to send, or where the owner has no address to send from; Missing.
    """
    one = get_one_to_one(book, one_to_one_id)
    if not has_invitation(one):
        raise Invalid("There is no time to invite to yet; say when it is to be first.")
    own = next(filter(is_mail_address, book.owner.addresses), None)
    if own is None:
        raise Invalid(
            "An invitation names the address that it comes from; your book knows none of yours yet."
        )
    person = get_person(book, one.person_id)
    theirs = (handle_of(row) for row in handles_of(book, one.person_id))
    mails = (one.value.strip() for one in theirs if one.kind is HandleKind.EMAIL)
    address = next(filter(is_mail_address, mails), None)
    return Invitation(
        uid=one.uid,
        sequence=one.sequence,
        made_at=book.now,
        at=one.at,
        minutes=one.minutes,
        summary=title,
        organizer=Attendee(name=book.owner.name, address=own),
        guest=None if address is None else Attendee(name=person.name, address=address),
        place=one.place,
        about="\n".join(line.text for line in one.mine if line.sent),
        cancelled=not _has_time(one),
    )


def write_out(invitation: Invitation) -> bytes:
    """The file of an invitation."""
    return write_invitation(invitation)


def save_invitation(invitation: Invitation, path: Path, *, overwrite: bool) -> None:
    """Write the file whole. Raises Conflict where one of its name is there, Unavailable for a disk."""
    try:
        with written_whole(path, overwrite=overwrite) as file:
            file.write(write_invitation(invitation))
    except FileExistsError as error:
        raise Conflict(f"{path} is there already; pass --overwrite, or name another file.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}; name another place.") from error


def _has_time(one: OneToOne) -> bool:
    return one.at is not None and one.state in IN_CALENDARS
