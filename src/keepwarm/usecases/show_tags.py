"""The tags of a book, as a filter offers them."""

from keepwarm.domain.filters import tag_word
from keepwarm.storage.book import Book
from keepwarm.storage.tags import all_tags


def tag_choices(book: Book) -> dict[str, str]:
    """Each tag by the word that the language of filters has for it; of two with one word the first."""
    found: dict[str, str] = {}
    for tag in all_tags(book):
        if word := tag_word(tag):
            found.setdefault(word, tag)
    return found
