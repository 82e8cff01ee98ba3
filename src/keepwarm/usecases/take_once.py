"""What a phone could not send at once: taken in exactly once, however often it comes (PRODUCT.md, C4)."""

import re
from collections.abc import Callable

from keepwarm.domain.errors import Invalid
from keepwarm.storage.book import Book
from keepwarm.storage.journal import has_batch_of

_TOKEN = re.compile(r"[0-9a-zA-Z_-]{16,64}", re.ASCII)


def take_once(book: Book, token: str, run: Callable[[Book], object]) -> bool:
    """Run what belongs to a token that the phone made; False where it came before.

    The token is kept with the batch, in one transaction: either both are there afterwards, or neither.
    Undoing the batch keeps the token, so that a late copy does not bring it back. Raises Invalid for a token
    that is none, and whatever `run` raises.
    """
    if _TOKEN.fullmatch(token) is None:
        raise Invalid("What was sent carries no name of its own; send it again from the phone.")
    if has_batch_of(book, token):
        return False
    book.token = token
    run(book)
    book.token = None
    return True
