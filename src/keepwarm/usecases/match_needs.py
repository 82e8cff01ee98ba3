"""Who may have what somebody looks for; and the words that mean the same, which the owner edits."""

from keepwarm.domain.errors import Invalid
from keepwarm.domain.need_matching import Embed
from keepwarm.domain.same_words import USUAL_WORDS
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.need_matches import Fit, Stated, find_fits, find_offers
from keepwarm.storage.owner_settings import NEED_WORDS, choose_setting, find_setting

__all__ = ["Fit", "Stated", "change_same_words", "match_needs", "same_words", "who_offers"]

LONGEST = 20_000
"""Characters of the table: some six times the one that a book begins with."""


def match_needs(book: Book, person_id: int | None = None, embed: Embed | None = None) -> list[Fit]:
    """Each need that stands with what may meet it, the latest first; of one person those on both sides.

    An owner who has a model of meanings gives it as `embed` (`need_matching.Embed`).
    """
    return find_fits(book, person_id, embed)


def who_offers(book: Book, wanted: str, embed: Embed | None = None) -> list[Fit]:
    """Who may have what the owner looks for, in any words; by how well it fits and who will answer."""
    return find_offers(book, wanted, embed)


def same_words(book: Book) -> str:
    """The table as it is used: the owner's, or the usual one."""
    return find_setting(book, NEED_WORDS) or USUAL_WORDS


def change_same_words(book: Book, table: str) -> bool:
    """Use this table, an empty one for the usual; False where it was so already. Raises Invalid."""
    lines = (" ".join(line.split()) for line in storable_text(table).splitlines())
    said = "".join(f"{line}\n" for line in lines if line)
    if len(said) > LONGEST:
        raise Invalid(
            f"The words that mean the same have {LONGEST:,} characters at most; take some lines out."
        )
    for number, line in enumerate(said.splitlines(), start=1):
        if not line.startswith("#") and len([word for word in line.split(",") if word.strip()]) < 2:
            raise Invalid(
                f"Line {number} has one word only ({line}); write those that mean the same beside it."
            )
    begin_batch(book, "settings", "the words that mean the same")
    return choose_setting(book, NEED_WORDS, said if said and said != USUAL_WORDS else None)
