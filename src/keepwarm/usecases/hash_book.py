"""The book's content at a glance."""

from keepwarm.storage.book import Book
from keepwarm.storage.canonical import content_hash


def hash_book(book: Book) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of what the owner would recognise."""
    return content_hash(book)
