"""Many guesses at once are no more than one after the other, on either database (TRUST.md, B12)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from keepwarm.storage.accounts import find_account
from keepwarm.storage.book import Library
from keepwarm.usecases.limit_guesses import MOST_AT_ACCOUNT, MOST_FROM_NETWORK, Asker, TryAgain, begin_guess
from keepwarm.usecases.log_in import set_password
from tests.books import NOW, guesses_in


def looked_at(library: Library, account_id: int | None, networks: list[str]) -> int:
    """How many of guesses that begin at the same moment, each in a thread of its own, are looked at."""
    start = Barrier(len(networks))

    def guess(network: str) -> bool:
        start.wait()
        return not isinstance(begin_guess(library, Asker(network=network), account_id, NOW), TryAgain)

    with ThreadPoolExecutor(len(networks)) as threads:
        return sum(threads.map(guess, networks))


@pytest.mark.parametrize("rounds", [3])
def test_of_twenty_wrong_passwords_at_once_no_more_than_the_limit_are_looked_at(
    library: Library, rounds: int
) -> None:
    set_password(library, "four words in row", NOW)
    with library.transaction(writing=False) as connection:
        account = find_account(connection)
    assert account is not None
    for _ in range(rounds):
        networks = [f"{number:064x}" for number in range(20)]
        assert looked_at(library, account.account_id, networks) == MOST_AT_ACCOUNT
        set_password(library, "four words in row", NOW)
    assert guesses_in(library) == 0


def test_of_fifty_links_guessed_at_once_from_one_network_no_more_than_the_limit_are_looked_at(
    library: Library,
) -> None:
    assert looked_at(library, None, ["f" * 64] * 50) == MOST_FROM_NETWORK
    assert guesses_in(library) == MOST_FROM_NETWORK
