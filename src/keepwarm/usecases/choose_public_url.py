"""Under which address the book is reached from outside, chosen once."""

from keepwarm.domain.errors import Invalid
from keepwarm.domain.public_url import is_public_url
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import PUBLIC_URL, choose_setting, find_setting


def check_public_url(said: str) -> str:
    """The address as it is kept. Raises Invalid for one that is none."""
    url = said.strip().rstrip("/").lower().removesuffix(":443")
    if not is_public_url(url):
        raise Invalid(
            f"{said!r} is no address to be reached under; write https:// and the name, with nothing behind: "
            "https://warm.example.org"
        )
    return url


def choose_public_url(book: Book, url: str) -> bool:
    """Keep it; False where it was so already. An empty one takes it back."""
    if (find_setting(book, PUBLIC_URL) or "") == url:
        return False
    begin_batch(book, "settings", "the address from outside")
    return choose_setting(book, PUBLIC_URL, url or None)


def public_url(book: Book) -> str:
    """What was chosen; empty where nothing was."""
    return find_setting(book, PUBLIC_URL) or ""
