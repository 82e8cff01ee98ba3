"""The time zone of this machine, where nobody names one."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from keepwarm.cli import begin, serve
from keepwarm.cli.begin import machine_zone
from keepwarm.storage.book import Library
from tests.command_line import done


@pytest.fixture
def local_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A link like /etc/localtime, to Lisbon."""
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Lisbon")
    monkeypatch.setattr(begin, "_LOCAL_TIME", link)
    return link


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("", "Europe/Lisbon"),
        (":/etc/localtime", "Europe/Lisbon"),
        ("CET-1CEST", "Europe/Lisbon"),
        ("<+03>-3", "Europe/Lisbon"),
        ("America", "Europe/Lisbon"),
    ],
)
@pytest.mark.usefixtures("local_time")
def test_a_zone_is_taken_where_it_has_a_name(said: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", said)
    assert machine_zone() == zone


@pytest.mark.parametrize("target", ["/etc/localtime-of-ours", "/usr/share/zoneinfo/Nowhere/At-all"])
def test_without_the_name_of_a_zone_it_is_utc(
    target: str, local_time: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local_time.unlink()
    local_time.symlink_to(target)
    monkeypatch.setenv("TZ", "CET-1CEST")
    assert machine_zone() == "UTC"
    local_time.unlink()
    assert machine_zone() == "UTC"


@pytest.mark.usefixtures("local_time")
def test_a_book_begins_and_is_served_where_the_setting_names_no_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", ":/etc/localtime")
    library = Library(str(tmp_path / "none"))
    clock = serve._clock(library, datetime.fromisoformat("2026-01-01"))
    library.close()
    assert clock() == datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Lisbon"))
    done(tmp_path / "book", "init", "--name", "Me")
