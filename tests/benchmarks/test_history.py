import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks import history
from keepwarm.domain.sources import FoundMessage
from tests.importers.known import importer_of

START = date(2004, 1, 5)
TABLE = """day,src,dst,channel,n_recipients
0.0,1,2,0,1
1.5,2,1,0,2
0.25,2,3,0,1
1.5,2,4,0,2
1.5,3,1,0,1
2.99999999,4,1,0,1
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress((TABLE + "".join(f"3.0,5,{to},0,12\n" for to in range(6, 18))).encode()))
    return path


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> dict[str, object]:
    monkeypatch.setattr("sys.argv", ["history.py", *words])
    history.main()
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def test_rows_of_one_time_and_sender_are_one_message(table: Path) -> None:
    messages = history.read_messages(history.read_table(table))

    assert [(one.day, one.sender, one.recipients) for one in messages[:5]] == [
        (0.0, 1, (2,)), (0.25, 2, (3,)), (1.5, 2, (1, 4)), (1.5, 3, (1,)), (2.99999999, 4, (1,)),
    ]  # fmt: skip


def test_the_best_connected_has_most_contacts_over_messages_of_at_most_ten(table: Path) -> None:
    # 5 wrote to twelve people at once; 1 and 2 have three contacts each, and 1 is the smaller id.
    assert history.best_connected(history.read_messages(history.read_table(table))) == 1


def test_a_message_is_sent_at_its_time_down_to_the_second_and_within_its_day() -> None:
    def sent_at(day: float) -> datetime:
        return history.sent_at(history.Message(day=day, sender=1, recipients=(2,)), START)

    assert sent_at(0.0) == datetime(2004, 1, 5, tzinfo=UTC)
    assert sent_at(0.03237) == datetime(2004, 1, 5, 0, 46, 36, tzinfo=UTC)
    assert sent_at(2.9999999999999996) == datetime(2004, 1, 7, 23, 59, 59, tzinfo=UTC)


def test_the_mailbox_brings_every_message_of_the_person_with_its_true_time(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # when
    out = tmp_path / "history.mbox"
    said = run(monkeypatch, capsys, "--data", str(table), "--out", str(out))

    # then
    assert said == {
        "owner": "person-1@example.org",
        "messages": 4,
        "contacts": 3,
        "first_day": "2004-01-05",
        "last_day": "2004-01-07",
        "last_event": "2004-01-07T23:59:59+00:00",
    }
    found = [one for one in importer_of(out).read(out, zone=ZoneInfo("UTC")) if isinstance(one, FoundMessage)]
    assert [
        (one.at.isoformat(), one.sender.name, [to.address for to in one.recipients]) for one in found
    ] == [
        ("2004-01-05T00:00:00+00:00", "Person 1", ["person-2@example.org"]),
        ("2004-01-06T12:00:00+00:00", "Person 2", ["person-1@example.org", "person-4@example.org"]),
        ("2004-01-06T12:00:00+00:00", "Person 3", ["person-1@example.org"]),
        ("2004-01-07T23:59:59+00:00", "Person 4", ["person-1@example.org"]),
    ]
    assert len({one.key for one in found}) == 4
    assert not any(one.bulk for one in found)


def test_two_runs_write_the_same_bytes(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = []
    for name in ("one.mbox", "two.mbox"):
        run(monkeypatch, capsys, "--data", str(table), "--person", "2", "--out", str(tmp_path / name))
        written.append((tmp_path / name).read_bytes())

    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["--person", "99"], "has the id 99; name another --person"), (["--data", "gone.gz"], "is not there")],
)
def test_what_is_not_there_is_told_in_a_sentence(
    table: Path,
    words: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["history.py", "--data", str(table), "--out", "never.mbox", *words])

    with pytest.raises(SystemExit):
        history.main()

    assert sentence in capsys.readouterr().err
