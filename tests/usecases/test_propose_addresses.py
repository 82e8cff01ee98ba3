"""Whose mailbox is it?"""

from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.usecases.propose_addresses import propose_addresses
from tests.books import NOW, address_book, card, days_ago, mail, mailbox

ANN = "Ann <ann@example.org>"


def letters(folder: Path) -> Path:
    return mailbox(
        folder,
        mail(ANN, "bob@example.org", days_ago(3)),
        mail("cem@example.org", ANN, days_ago(2)),
        mail("bob@example.org", ANN, days_ago(1)),
    )


def test_the_address_on_most_messages_is_proposed(library: Library, tmp_path: Path) -> None:
    assert propose_addresses(library, (letters(tmp_path),), NOW) == "ann@example.org"


def test_nothing_is_proposed_where_the_owner_is_known_on_the_messages(
    library: Library, tmp_path: Path
) -> None:
    own = mailbox(tmp_path, mail("bob@example.org", "ME@example.org", days_ago(1)), name="own.mbox")
    assert propose_addresses(library, (letters(tmp_path), own), NOW) is None


def test_nothing_is_proposed_where_there_are_no_messages_or_no_file(library: Library, tmp_path: Path) -> None:
    paths = (address_book(tmp_path, card("Ada", "EMAIL:ada@example.org")), tmp_path / "none.mbox")
    assert propose_addresses(library, paths, NOW) is None
