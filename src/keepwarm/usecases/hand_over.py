"""What somebody typed on the owner's own phone: it waits with what other strangers left."""

from collections.abc import Mapping
from hashlib import sha256

from keepwarm.domain.errors import Missing
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.submissions import Flaw, Flawed
from keepwarm.storage.book import Book
from keepwarm.storage.submissions import find_by_receipt, write_submission
from keepwarm.usecases.swap import leave_details, typed_details


def take_handed_over(book: Book, token: str, said: Mapping[str, str]) -> bool:
    """Keep the fields that were typed, once; False where they came before under this token.

    The token that the phone made is that of the receipt: its screen has shown the address already. Raises
    Flawed for what cannot be taken, TooMany where a limit is reached, Missing for no card.
    """
    receipt = sha256(token.encode()).hexdigest()
    if find_by_receipt(book, receipt) is not None:
        return False
    card_id = parse_public_id(said.get("card", ""))
    if card_id is None:
        raise Missing("The card that was shown is not there any more; take the details down yourself.")
    if said.get("agreed") != "yes":
        raise Flawed(Flaw.CONSENT)
    left = leave_details(book, card_id, typed_details(said), language=said.get("language", ""))
    write_submission(book, left.submission_id, receipt=receipt)
    return True
