"""What nobody foresaw."""

import logging

import pytest

from keepwarm.storage.book import Library
from keepwarm.web.failures import where
from tests.books import added, card
from tests.web.served import Served, words

CANARY = "Zaphod Canary"


def own_log(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged by everything but the visitor."""
    theirs = ("httpx", "httpcore")
    return "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith(theirs))


def test_a_failure_is_a_calm_page_with_a_number_and_a_log_without_names(
    web: Served, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The table that the journal is read from is gone, as after a fault nobody foresaw."""
    added(library, CANARY, "canary@example.org")
    with library.transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE batches RENAME TO elsewhere")
    with caplog.at_level(logging.DEBUG):
        page = web.page("/journal?q=Canary", 500)
    assert "Something went wrong" in page
    number = words(page).partition("Its number is ")[2].partition(".")[0]
    assert f"failure {number}" in own_log(caplog)
    assert "journal.py" in own_log(caplog)
    for told in (page, own_log(caplog)):
        assert "SELECT" not in told
        assert "Canary" not in told
    assert "Traceback" not in page


def test_a_failure_while_files_are_read_is_said_too(
    web: Served, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    with library.transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE cards RENAME TO elsewhere")
    answer = web.bring((f"{CANARY}.vcf", card(CANARY).encode()))
    assert "Something went wrong" in answer.text
    assert "failure" in own_log(caplog)
    assert "Canary" not in own_log(caplog)


def test_where_tells_the_kind_and_the_place_and_not_the_message() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        told = where(error)
    assert told.startswith("ValueError at test_failures.py:")
    assert CANARY not in told


def test_nothing_of_what_is_asked_or_sent_is_logged(
    web: Served, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        web.send("/people/add", name1=CANARY, way1="canary@example.org")
        web.page("/people?q=Canary")
        web.page("/Canary", 404)
        web.send("/people/add", 400, way1="Canary")
    said = capsys.readouterr()
    assert "Canary" not in own_log(caplog) + said.out + said.err
