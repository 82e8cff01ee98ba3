"""`keepwarm look-back`: a period in words and as JSON."""

from pathlib import Path

from tests.command_line import begun, done, keepwarm, refused


def test_a_month_is_told_and_is_the_same_as_json(tmp_path: Path) -> None:
    book = begun(tmp_path)
    done(book, "add", "Ada")
    for day in ("2025-03-03", "2025-03-19"):
        done(book, "log", "Ada", "--by", "call", "--on", day)
    told = done(book, "look-back", "--of", "2025-03-10").out.splitlines()
    assert told[:4] == [
        "March 2025",
        "1 connection as it ended, 0 as it began.",
        "New connections: Ada",
        "2 conversations with 1 person.",
    ]
    data = done(book, "look-back", "--month", "--of", "2025-03-10", "--json").data
    assert (data["first"], data["last"], data["runs"]) == ("2025-03-01", "2025-03-31", False)
    assert [one["person"] for one in data["connections"]["made"]] == ["Ada"]
    assert data["conversations"]["by_channel"] == {"call": 2}
    assert [part["count"] for part in data["conversations"]["parts"]].count(1) == 2
    year = done(book, "look-back", "--year", "--of", "2025-03-10", "--json").data
    assert [part["count"] for part in year["conversations"]["parts"]] == [0, 0, 2, *[0] * 9]
    week = done(book, "look-back", "--week", "--of", "2025-03-10").out
    assert week.startswith("10 to 16 March 2025\n")


def test_where_nothing_was_there_is_a_friendly_sentence_and_the_future_is_refused(tmp_path: Path) -> None:
    book = begun(tmp_path)
    assert "that is all right" in done(book, "look-back").out
    assert "still to come" in refused(book, "look-back", "--of", "2199-01-01")
    assert keepwarm(book, "look-back", "--of", "yesterday").code == 2
    both = keepwarm(book, "look-back", "--week", "--year")
    assert (both.code, "Choose one of --week, --month and --year." in both.err) == (2, True)
