"""The benchmark of introducers asks what it says, and from nothing but the past."""

from benchmarks.contacts import Told, table_of
from benchmarks.introducers import SCORERS, Case, Traffic, cases_of, judge, traffic_of

A, X, B, C, D = range(5)


def traffic(*rows: tuple[float, int, int, int]) -> Traffic:
    """Mails as rows: day, from, to, recipients."""
    named = ("day", "src", "dst", "n_recipients")
    written = [dict(zip(named, map(str, row), strict=True)) | {"channel": "0"} for row in rows]
    told: dict[int, list[Told]] = {ego.number: ego.told for ego in table_of("made up", written).egos}
    return traffic_of(told)


BEFORE = ((1.0, B, A, 1), (2.0, X, B, 1), (1.0, C, A, 1), (30.0, C, X, 1), (3.0, D, A, 1))
MAIL = ((40.0, B, A, 2), (40.0, B, X, 2))


def test_a_case_is_a_mail_to_two_who_write_each_other_for_the_first_time_soon_after() -> None:
    assert list(cases_of(traffic(*BEFORE, *MAIL, (50.0, X, A, 1)))) == [Case(40.0, X, A, B)]
    assert list(cases_of(traffic(*BEFORE, *MAIL, (71.0, X, A, 1)))) == []
    assert list(cases_of(traffic(*BEFORE, *MAIL, (39.0, X, A, 1), (50.0, X, A, 1)))) == []
    assert list(cases_of(traffic(*BEFORE, *MAIL))) == []


def test_candidates_had_been_in_touch_with_both_before() -> None:
    found = traffic(*BEFORE, *MAIL, (50.0, A, X, 1), (45.0, D, X, 1))
    assert found.candidates(Case(40.0, A, X, B)) == [B, C]


def test_what_comes_after_the_mail_changes_no_score() -> None:
    case = Case(40.0, A, X, B)
    soon, more = (50.0, A, X, 1), [(51.0 + day, C, to, 1) for day in range(5) for to in (A, X)]
    before, after = traffic(*BEFORE, *MAIL, soon), traffic(*BEFORE, *MAIL, soon, *more)
    for name, scorer in SCORERS.items():
        assert [scorer(before, case, one) for one in (B, C)] == [
            scorer(after, case, one) for one in (B, C)
        ], name


def test_a_hit_is_shared_between_candidates_held_for_equal() -> None:
    judged = judge(traffic(*BEFORE, *MAIL, (50.0, A, X, 1)), most=10)
    assert (judged["cases"], judged["candidates"]) == (1, 2.0)
    assert judged["hit@1"]["random"] == 0.5
