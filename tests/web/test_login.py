"""Coming in with a password or a link, and going again (TRUST.md, B10 to B18)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from keepwarm.storage.accounts import find_account
from keepwarm.storage.book import Library
from keepwarm.storage.guesses import insert_guess, tried_from
from keepwarm.usecases.keep_sessions import LONGEST, UNUSED, open_sessions
from keepwarm.usecases.limit_guesses import (
    MOST_AT_ACCOUNT,
    MOST_FROM_NETWORK,
    MOST_KEPT,
    SPAN,
    Asker,
    begin_guess,
)
from keepwarm.usecases.log_in import has_account, set_password
from keepwarm.usecases.one_time_links import Purpose, make_link
from tests.books import NOW, guesses_in, hash_of
from tests.web.outside import PASSWORD, Clock, cookie_in, logged_in, look, outside, send, tries
from tests.web.served import Served, words

TOO_MANY = "Nothing more is looked at for"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    with outside(library, clock) as web:
        yield web


@pytest.fixture
def fresh(library: Library, clock: Clock) -> Iterator[Served]:
    """A site that nobody has set up."""
    with outside(library, clock, account=False) as web:
        yield web


def comes_in(web: Served, cookie: str) -> bool:
    """Whether a cookie opens the book."""
    return look(web, "/people", cookie=cookie).status_code == 200


def test_there_is_no_account_to_begin_with_and_none_without_the_link(fresh: Served, library: Library) -> None:
    for password in ("", "admin", "keepwarm", PASSWORD):
        assert tries(fresh, password).status_code == 403
    assert "the address that Keepwarm printed" in words(look(fresh, "/setup").text)
    assert send(fresh, "/setup/guessed", password=PASSWORD).status_code == 403
    assert not has_account(library)


def test_the_link_that_sets_up_does_so_once_and_for_a_quarter_of_an_hour(
    fresh: Served, library: Library, clock: Clock
) -> None:
    late = f"/setup/{make_link(library, Purpose.SETUP, clock())}"
    clock.pass_by(timedelta(minutes=15))
    assert send(fresh, late, password=PASSWORD).status_code == 403
    replaced, link = (f"/setup/{make_link(library, Purpose.SETUP, clock())}" for _ in range(2))
    assert send(fresh, replaced, password=PASSWORD).status_code == 403
    assert look(fresh, link).status_code == look(fresh, link).status_code == 200
    answer = send(fresh, link, password=PASSWORD)
    assert comes_in(fresh, cookie_in(answer))
    assert "Set-Cookie" not in send(fresh, link, password="another four words").headers
    assert tries(fresh, "another four words").status_code == 403


@pytest.mark.parametrize(
    ("password", "why"), [("short", "at least 8"), ("password123", "first that are guessed")]
)
def test_a_password_that_is_none_leaves_the_link_as_it_was(
    fresh: Served, library: Library, clock: Clock, password: str, why: str
) -> None:
    link = f"/setup/{make_link(library, Purpose.SETUP, clock())}"
    answer = send(fresh, link, password=password)
    assert answer.status_code == 400
    assert why in words(answer.text)
    assert password not in answer.text
    assert send(fresh, link, password=PASSWORD).status_code == 303


def test_the_cookie_is_for_this_host_encrypted_and_out_of_reach_of_scripts(web: Served) -> None:
    said = tries(web).headers["Set-Cookie"].split("; ")
    assert said[0].startswith("__Host-keepwarm=")
    assert len(said[0].partition("=")[2]) >= 43
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(said)
    assert not [part for part in said if part.lower().startswith("domain")]


def test_logging_in_makes_a_new_session_and_the_one_of_before_is_dead(web: Served) -> None:
    first = logged_in(web)
    second = cookie_in(tries(web, cookie=first))
    assert first != second
    assert (comes_in(web, first), comes_in(web, second)) == (False, True)


def test_a_cookie_that_a_stranger_chose_is_never_taken_over(web: Served) -> None:
    chosen = "B" * 43
    assert cookie_in(tries(web, cookie=chosen)) != chosen
    assert not comes_in(web, chosen)


def test_tokens_are_kept_as_hashes_alone(web: Served, library: Library) -> None:
    token = cookie_in(tries(web))
    with library.transaction(writing=False) as connection:
        kept = "".join(
            str(row)
            for table in ("sessions", "accounts", "one_time_tokens", "guesses")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        )
    assert token not in kept
    assert PASSWORD not in kept
    assert "$argon2id$v=19$m=65536,t=3,p=1$" in kept


def test_logging_out_ends_the_session_on_the_server_and_empties_the_browser(
    web: Served, library: Library, clock: Clock
) -> None:
    cookie = logged_in(web)
    assert "data-logout" in look(web, "/logout", cookie=cookie).text
    assert comes_in(web, cookie)
    answer = send(web, "/logout", cookie=cookie)
    assert answer.headers["Location"] == "/login"
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not comes_in(web, cookie)
    assert open_sessions(library, clock()) == []


def test_what_waits_unsent_on_the_phone_stays_there_where_its_script_says_so(web: Served) -> None:
    answer = send(web, "/logout", cookie=logged_in(web), waits="yes")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'


def test_a_session_ends_when_nobody_comes_with_it(web: Served, clock: Clock) -> None:
    cookie = logged_in(web)
    clock.pass_by(UNUSED - timedelta(seconds=1))
    assert comes_in(web, cookie)
    clock.pass_by(UNUSED)
    assert not comes_in(web, cookie)


def test_a_session_ends_after_half_a_year_however_often_somebody_came(web: Served, clock: Clock) -> None:
    cookie, began = logged_in(web), clock.at
    while clock.at + UNUSED / 2 < began + LONGEST:
        clock.pass_by(UNUSED / 2)
        assert comes_in(web, cookie)
    clock.at = began + LONGEST
    assert not comes_in(web, cookie)


def test_other_devices_are_listed_and_logged_out_one_or_all(web: Served, library: Library) -> None:
    mine, second, third = (logged_in(web) for _ in range(3))
    page = look(web, "/account", cookie=mine).text
    assert words(page).count("Android phone, Chrome") >= 3
    one = page.split('name="session" value="')[1].partition('"')[0]
    assert send(web, "/account/devices", cookie=mine, session=one).status_code == 303
    assert sorted([comes_in(web, second), comes_in(web, third)]) == [False, True]
    send(web, "/account/devices", cookie=mine, all="yes")
    assert [comes_in(web, one) for one in (mine, second, third)] == [True, False, False]
    assert len(open_sessions(library, NOW)) == 1


def test_another_password_ends_every_session_and_this_one_goes_on_under_a_new_name(
    web: Served, library: Library, clock: Clock
) -> None:
    mine, other = logged_in(web), logged_in(web)
    link = f"/login/{make_link(library, Purpose.PAIR, clock())}"
    wrong = send(web, "/account/password", cookie=mine, old="not that one", password="five words in a row")
    assert wrong.status_code == 403
    answer = send(web, "/account/password", cookie=mine, old=PASSWORD, password="five words in a row")
    assert comes_in(web, cookie_in(answer))
    assert [comes_in(web, one) for one in (mine, other)] == [False, False]
    assert send(web, link).status_code == 403
    assert tries(web).status_code == 403
    assert tries(web, "five words in a row").status_code == 303


def test_the_server_s_own_command_line_says_the_password_anew(web: Served, library: Library) -> None:
    cookie = logged_in(web)
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        assert account is not None
        for _ in range(MOST_AT_ACCOUNT):
            insert_guess(connection, "f" * 64, account.account_id, NOW)
    assert tries(web, network="203.0.113.9").status_code == 429
    assert not set_password(library, "five words in a row", NOW)
    assert not comes_in(web, cookie)
    assert tries(web, "five words in a row").status_code == 303


def test_after_ten_wrong_passwords_none_is_looked_at_from_anywhere(
    web: Served, library: Library, clock: Clock
) -> None:
    for guess in range(MOST_AT_ACCOUNT):
        answer = tries(web, f"guess {guess}", network=f"198.51.100.{guess}")
        assert answer.status_code == 403
    for network in ("198.51.100.1", "203.0.113.9"):
        answer = tries(web, network=network)
        assert answer.status_code == 429
        assert TOO_MANY in words(answer.text)
        assert 0 < int(answer.headers["Retry-After"]) <= SPAN.total_seconds()
    clock.pass_by(SPAN)
    assert tries(web).status_code == 303
    assert guesses_in(library) == 0


def test_who_goes_on_guessing_is_not_looked_at_for_a_few_seconds(
    web: Served, library: Library, clock: Clock
) -> None:
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        assert account is not None
        for _ in range(MOST_AT_ACCOUNT):
            insert_guess(connection, "f" * 64, account.account_id, NOW)
    first = tries(web)
    again = tries(web)
    assert [one.status_code for one in (first, again)] == [429, 429]
    assert ("Use a passkey" in first.text, "Use a passkey" in again.text) == (True, False)
    assert TOO_MANY in words(again.text)
    set_password(library, PASSWORD, NOW)
    clock.pass_by(timedelta(seconds=5))
    assert tries(web).status_code == 303


def test_after_thirty_wrong_links_a_network_is_refused_and_the_others_are_not(
    web: Served, library: Library, clock: Clock
) -> None:
    for guess in range(MOST_FROM_NETWORK):
        address = f"2001:db8:0:7::{guess:x}"
        assert send(web, f"/login/{'x' * 31}{guess % 10}", network=address).status_code == 403
    link = f"/login/{make_link(library, Purpose.PAIR, clock())}"
    for path in (link, "/setup/x", "/login", "/login/passkey"):
        answer = send(web, path, network="2001:db8:0:7:ffff::1", password=PASSWORD, answer="{}")
        assert answer.status_code == 429, path
    assert send(web, link, network="2001:db8:0:8::1").status_code == 303


def test_guesses_from_ever_new_networks_are_forgotten_beyond_a_bound(library: Library, clock: Clock) -> None:
    with library.transaction(writing=True) as connection:
        for number in range(MOST_KEPT + 40):
            clock.pass_by(timedelta(milliseconds=1))
            insert_guess(connection, f"{number:064}", None, clock())
    begin_guess(library, Asker(network="f" * 64), None, clock())
    assert guesses_in(library) == MOST_KEPT
    with library.transaction(writing=False) as connection:
        assert tried_from(connection, f"{MOST_KEPT + 39:064}", NOW).times == 1
        assert tried_from(connection, f"{39:064}", NOW).times == 0


def test_a_link_logs_a_phone_in_once_and_looking_at_it_uses_nothing_up(
    web: Served, library: Library, clock: Clock
) -> None:
    link = f"/login/{make_link(library, Purpose.PAIR, clock())}"
    before = hash_of(library)
    for _ in range(3):
        assert "Yes, this is my phone" in look(web, link).text
    answer = send(web, link)
    assert comes_in(web, cookie_in(answer))
    assert send(web, link).status_code == 403
    assert hash_of(library) == before
    late = f"/login/{make_link(library, Purpose.PAIR, clock())}"
    clock.pass_by(timedelta(minutes=15))
    assert "is over" in words(send(web, late).text)


def test_a_link_that_sets_up_is_none_that_pairs(web: Served, library: Library, clock: Clock) -> None:
    assert send(web, f"/login/{make_link(library, Purpose.SETUP, clock())}").status_code == 403
