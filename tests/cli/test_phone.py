"""`keepwarm phone` and `keepwarm account`: the way in from outside, said and tended on the server."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import cv2
import httpx
import numpy as np
import pytest
from click.testing import CliRunner

from keepwarm.cli.main import main
from keepwarm.storage.accounts import Passkey, find_account, insert_passkey
from keepwarm.storage.book import Library
from keepwarm.usecases.choose_public_url import public_url
from keepwarm.usecases.log_in import set_password
from keepwarm.web.gate import COOKIE
from tests.books import NOW
from tests.command_line import begun, done, hash_of, keepwarm, refused
from tests.web.certificates import Certificate, make_certificate
from tests.web.outside import PASSWORD
from tests.web.served import Served, served

OTHER = "five words in a row"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """One that this machine trusts."""
    made = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.path))
    return made


@pytest.fixture
def web(book: Path, certificate: Certificate) -> Iterator[Served]:
    """The book under https://localhost."""
    library = Library(str(book))
    with served(
        library, lambda: datetime.now(UTC), public_url="https://localhost:{port}", certificate=certificate
    ) as web:
        yield web
    library.close()


def url_of(web: Served) -> str:
    return web.url.replace("http://127.0.0.1", "https://localhost")


def account(book: Path) -> None:
    library = Library(str(book))
    set_password(library, PASSWORD, NOW)
    library.close()


def read_code(drawn: str) -> str:
    """What a camera reads in the code that a terminal shows, its light characters on a dark ground."""
    rows = []
    for line in drawn.splitlines():
        rows.append([255 * (mark in "█▀") for mark in line])
        rows.append([255 * (mark in "█▄") for mark in line])
    picture = np.kron(np.array(rows, dtype=np.uint8), np.ones((8, 8), dtype=np.uint8))
    return str(cv2.QRCodeDetector().detectAndDecode(picture)[0])


def test_each_step_is_said_and_the_code_leads_in(web: Served, book: Path) -> None:
    account(book)
    said = done(book, "phone", "--public-url", url_of(web), "--no-wait").out
    assert [line[:2] for line in said.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3.", "4."]
    link = said.splitlines()[-1]
    assert link.startswith(f"{url_of(web)}/login/")
    assert read_code("\n".join(line for line in said.splitlines() if set(line) <= set("█▀▄ "))) == link
    head = {"Sec-Fetch-Site": "same-origin", "Host": url_of(web).removeprefix("https://")}
    with httpx.Client(verify=False, headers=head) as phone:
        answer = phone.post(link.replace("localhost", "127.0.0.1"))
    assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=")


def test_it_waits_until_the_phone_came(web: Served, book: Path) -> None:
    account(book)
    answers: list[str] = []
    words = ["--book", str(book), "phone", "--public-url", url_of(web)]
    waiting = Thread(target=lambda: answers.append(CliRunner().invoke(main, words).stdout))
    waiting.start()
    library = Library(str(book))
    token = ""
    while waiting.is_alive():
        with library.transaction(writing=True) as connection:
            token += str(connection.exec_driver_sql("DELETE FROM one_time_tokens").rowcount or "")
    waiting.join()
    library.close()
    assert token == "1"
    assert answers[0].splitlines()[-1].startswith("The phone is logged in.")


def test_the_address_is_kept_and_asked_for_once(web: Served, book: Path) -> None:
    account(book)
    assert "keepwarm phone --public-url" in refused(book, "phone")
    done(book, "phone", "--public-url", url_of(web), "--no-wait")
    library = Library(str(book))
    with library.open(NOW) as opened:
        assert public_url(opened) == url_of(web)
    library.close()
    assert done(book, "phone", "--no-wait").out.startswith(f"1. Your address is {url_of(web)}")


def test_without_an_account_the_code_leads_to_setting_one_up(web: Served, book: Path) -> None:
    said = done(book, "phone", "--public-url", url_of(web), "--no-wait").out
    assert said.splitlines()[-1].startswith(f"{url_of(web)}/setup/")
    assert "you choose it on the phone" in said


@pytest.mark.parametrize(
    "url", ["http://warm.example.org", "https://", "warm.example.org", "https://a.org/x"]
)
def test_what_is_no_address_is_said(book: Path, url: str) -> None:
    assert "https://warm.example.org" in refused(book, "phone", "--public-url", url)


def refusal(book: Path, url: str) -> str:
    """What is said at the second step."""
    answer = keepwarm(book, "phone", "--public-url", url, "--no-wait")
    assert (answer.code, answer.out) == (1, f"1. Your address is {url}\n")
    assert answer.err.count("\n") == 1
    return answer.err


def test_a_name_where_nothing_listens_is_said(book: Path) -> None:
    assert "is the proxy running" in refusal(book, "https://localhost:1")


def test_a_certificate_that_has_ended_is_said(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = make_certificate(tmp_path, ended=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(ended.path))
    library = Library(str(book))
    with served(library, public_url="https://localhost:{port}", certificate=ended) as web:
        assert "certificate has expired" in refusal(book, url_of(web))
    library.close()


def test_a_certificate_that_nobody_vouches_for_is_said(
    web: Served, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "certificate of localhost is not valid" in refusal(book, url_of(web))


def test_a_server_that_knows_another_name_is_said(book: Path, certificate: Certificate) -> None:
    library = Library(str(book))
    with served(library, public_url="https://warm.example.org", certificate=certificate) as web:
        assert "hears another name" in refusal(book, url_of(web))
    with served(library, certificate=certificate) as web:
        assert "keepwarm serve --public-url" in refusal(book, url_of(web))
    with served(library) as web:
        assert "does not speak https" in refusal(book, url_of(web))
    library.close()


def test_the_password_is_said_anew_on_standard_input(book: Path) -> None:
    before = hash_of(book)
    words = ["--book", str(book), "account", "password"]
    first, second = (CliRunner().invoke(main, words, input=f"{one}\n").stdout for one in (PASSWORD, OTHER))
    assert first == "There is an account now.\n"
    assert second.startswith("The password is another now")
    assert "at least 8" in CliRunner().invoke(main, words, input="short\n").stderr
    assert hash_of(book) == before


def test_devices_are_listed_and_logged_out(web: Served, book: Path) -> None:
    account(book)
    assert done(book, "account", "devices").out == "No device is logged in.\n"
    links = [done(book, "phone", "--public-url", url_of(web), "--no-wait").out.splitlines()[-1]]
    head = {"Sec-Fetch-Site": "same-origin", "Host": url_of(web).removeprefix("https://")}
    with httpx.Client(verify=False, headers=head) as phone:
        phone.post(links[0].replace("localhost", "127.0.0.1"))
        for _ in range(2):
            links.append(done(book, "phone", "--no-wait").out.splitlines()[-1])
            phone.cookies.clear()
            phone.post(links[-1].replace("localhost", "127.0.0.1"))
    found = json.loads(done(book, "account", "devices", "--json").out)
    assert len(found) == 3
    assert "No device is logged in as" in refused(book, "account", "devices", "--end", "zzz")
    assert done(book, "account", "devices", "--end", found[0]["id"]).out == "Logged out: a device\n"
    assert done(book, "account", "devices", "--end", found[1]["id"], "--json").data == found[1]
    assert done(book, "account", "devices", "--end-all").out == "Logged out: 1\n"
    assert done(book, "account", "devices", "--end-all", "--json").data == {"logged_out": 0}


def test_there_is_no_passkey_to_begin_with(book: Path) -> None:
    assert done(book, "account", "passkeys").out == "There is no passkey.\n"
    assert done(book, "account", "passkeys", "--json").data == []
    assert "There is no passkey" in refused(book, "account", "passkeys", "--remove", "abc")


def test_a_passkey_is_listed_and_taken_away(book: Path) -> None:
    library = Library(str(book))
    set_password(library, PASSWORD, NOW)
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        assert account is not None
        for credential in (b"one", b"two"):
            made = Passkey(
                credential=credential,
                account_id=account.account_id,
                public_key=b"\xa5" * 40,
                sign_count=0,
                name="a phone",
                added_at=NOW,
            )
            insert_passkey(connection, made)
    library.close()
    found = done(book, "account", "passkeys", "--json").data
    taken = done(book, "account", "passkeys", "--remove", found[0]["id"], "--json").data
    assert taken == found[0]
    removed = done(book, "account", "passkeys", "--remove", found[1]["id"]).out
    assert removed == "Removed: the passkey of a phone\n"
