"""Whose mailbox is it, and who of a chat is the owner?"""

from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.usecases.begin_book import add_own_addresses
from keepwarm.usecases.propose_self import SelfProposal, propose_self
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
    assert propose_self(library, (letters(tmp_path),), NOW) == SelfProposal(address="ann@example.org")


def test_nothing_is_proposed_where_the_owner_is_known_on_the_messages(
    library: Library, tmp_path: Path
) -> None:
    own = mailbox(tmp_path, mail("bob@example.org", "ME@example.org", days_ago(1)), name="own.mbox")
    assert propose_self(library, (letters(tmp_path), own), NOW) == SelfProposal()


def test_nothing_is_proposed_where_there_are_no_messages_or_no_file(library: Library, tmp_path: Path) -> None:
    paths = (address_book(tmp_path, card("Ada", "EMAIL:ada@example.org")), tmp_path / "none.mbox")
    assert propose_self(library, paths, NOW) == SelfProposal()


def test_a_chat_in_which_nobody_is_known_names_who_may_be_the_owner(library: Library, tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    lines = ("Ann Lee: Hello", "Ben: Hi", "Ann Lee: Coffee?", "Cem: Yes")
    chat.write_text("".join(f"[13/06/18, 21:2{minute}:15] {line}\n" for minute, line in enumerate(lines)))
    found = propose_self(library, (chat,), NOW)
    assert found == SelfProposal(names=("Ann Lee", "Ben", "Cem"))
    with library.open(NOW, writing=True) as book:
        add_own_addresses(book, ("Ben",))
    assert propose_self(library, (chat,), NOW) == SelfProposal()
