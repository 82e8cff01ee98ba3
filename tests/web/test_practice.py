"""The practice in the browser: a day, its task done by the book itself, its worksheet, a line on Today."""

from pathlib import Path
from shutil import copytree

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.formats import programme
from keepwarm.storage.book import Library
from keepwarm.usecases.practise import day_of
from tests.books import NOW, added, talked
from tests.statements import counted
from tests.web.served import Served, words


def test_a_day_is_read_before_it_is_begun_and_today_says_nothing_of_it(web: Served, library: Library) -> None:
    added(library, "Ada")
    page = web.page("/practice")
    assert "From counting to connecting" in page
    assert "Begin with this day" in page
    assert 'href="/people">Choose somebody of your people</a>' in page
    assert "Keep it" not in page
    assert "your practice" not in web.page("/")
    assert "Old friends" in web.page("/practice?day=29")


def test_a_day_is_begun_done_by_itself_and_left_for_the_next(web: Served, library: Library) -> None:
    ada = added(library, "Ada")
    begun = web.send("/practice/begin", day="3").text
    assert "Practised: <bdi>day 3, Being easy to talk to</bdi>" in begun
    assert "Not done yet" in begun
    assert "Day 3 of your practice: Being easy to talk to" in web.page("/")
    talked(library, ada, NOW)
    assert "Done today." in web.page("/practice")
    following = web.send("/practice/begin").text
    assert day_of(4).title in following
    assert '<span class="quiet">done</span>' in following


def test_a_worksheet_is_kept_shown_again_and_sets_what_it_sets(web: Served) -> None:
    web.send("/practice/begin", day="11")
    kept = web.send(
        "/practice/answers", day="11", **{"line-mine": "<b>a letter</b>", "line-sentence": "What suits you?"}
    ).text
    assert "&lt;b&gt;a letter&lt;/b&gt;" in kept
    assert "What suits you?" in web.page("/channels")
    web.send("/practice/begin")
    web.send("/practice/answers", day="12", **{"line-unused": [Channel.POST.value, Channel.SOCIAL.value]})
    again = web.page("/practice")
    assert again.count(" checked") == 2
    answers = web.page("/practice/answers")
    assert "&lt;b&gt;a letter&lt;/b&gt;" in answers
    assert "Post, Social network" in answers
    assert "Since you began" not in answers
    assert "a letter" in web.page("/practice?day=11")


def test_what_was_written_comes_back_on_the_fifteenth_and_the_last_day(web: Served, library: Library) -> None:
    web.send("/practice/begin", day="1")
    web.send("/practice/answers", day="1", **{"line-last": "brought figs"})
    talked(library, added(library, "Ada"), NOW)
    web.send("/practice/begin", day="14")
    assert "brought figs" not in web.page("/practice")
    for number in ("15", "30"):
        page = web.send("/practice/begin", day=number).text
        assert "brought figs" in page
        assert "Since you began today your book has 1 conversation with 1 person." in page
    assert "Go to day" not in web.page("/practice")


def test_a_pause_takes_the_line_from_today_and_going_on_brings_it_back(web: Served, library: Library) -> None:
    added(library, "Ada")
    web.send("/practice/begin", day="2")
    assert "You are resting" in web.send("/practice/rest", paused="yes").text
    assert "of your practice" not in web.page("/")
    web.send("/practice/rest", paused="no")
    assert "Day 2 of your practice" in web.page("/")


def test_what_cannot_be_kept_is_said_above_what_was_typed(web: Served) -> None:
    web.send("/practice/begin", day="1")
    refused = web.send("/practice/answers", 400, day="1", **{"line-last": "y" * 2001}).text
    assert "2,000 characters at most" in refused
    assert "y" * 2001 in refused
    assert "days 1 to 30" in web.send("/practice/begin", 400, day="31").text
    assert "days 1 to 30" in web.send("/practice/answers", 400, day="no").text
    assert "days 1 to 30" in web.page("/practice?day=99", 400)


def test_every_task_leads_to_a_page_of_the_book(web: Served, library: Library) -> None:
    added(library, "Ada")
    for number in range(1, 31):
        page = web.send("/practice/begin", day=str(number)).text
        task = page.partition('id="task"')[2].partition("</section>")[0]
        address = task.partition('href="')[2].partition('"')[0].replace("&gt;", ">")
        web.page(address)


def test_the_page_runs_the_same_statements_for_one_day_and_for_thirty(web: Served, library: Library) -> None:
    ran = []
    for last in (1, 30):
        for number in range(1, last + 1):
            web.send("/practice/begin", day=str(number))
        web.page("/practice")
        with counted(library.engine) as statements:
            web.page("/practice")
        ran.append(len(statements))
    assert ran[0] == ran[1]


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the owner's own with one day in German, and the others as they are."""
    own = tmp_path / "days"
    copytree(Path(programme.__file__).parent.parent / "programme" / "en", own / "de")
    file = own / "de" / "day-03.md"
    file.write_text(file.read_text().replace("title: Being easy to talk to", "title: Ansprechbar sein"))
    monkeypatch.setenv("KEEPWARM_PROGRAMME", str(own))
    return own


def test_where_there_is_one_language_none_is_asked_for(web: Served) -> None:
    assert "Language of the days" not in web.page("/practice")
    wrong = web.send("/practice/language", 400, language="de")
    assert "There are no days in 'de'; choose of en." in words(wrong.text)


def test_the_days_are_read_in_a_language_of_ones_own_folder(
    web: Served, library: Library, german: Path
) -> None:
    added(library, "Ada")
    web.send("/practice/begin", day="3")
    assert "Deutsch" in web.page("/practice")
    chosen = web.send("/practice/language", language="de", at="3").text
    assert '<h1 lang="de" dir="auto">Ansprechbar sein</h1>' in chosen
    assert "the language of your practice: de" in chosen
    assert "Day 3 of your practice: Ansprechbar sein" in web.page("/")
    assert "Practised: <bdi>day 3, Ansprechbar sein</bdi>" in web.send("/practice/begin", day="3").text
    back = web.send("/practice/language", language="en", at="3").text
    assert "Being easy to talk to</h1>" in back


def test_what_is_wrong_with_a_file_is_said_on_the_page_and_keeps_nobody_from_practising(
    web: Served, library: Library, german: Path
) -> None:
    added(library, "Ada")
    web.send("/practice/begin", day="3")
    web.send("/practice/answers", day="3", **{"line-open": "I look up"})
    web.send("/practice/language", language="de")
    file = german / "de" / "day-30.md"
    file.write_text(file.read_text().replace("task: ", "aufgabe: "))
    page = words(web.page("/practice"))
    assert "days/de/day-30.md, line 2: 'aufgabe: three-next' is no line of a head" in page
    assert "Being easy to talk to" in page
    assert "Day 3 of your practice: Being easy to talk to" in web.page("/")
    assert "Keep it" in page
    web.send("/practice/language", language="en")
    refused = web.send("/practice/language", 400, language="de").text
    assert "days/de/day-30.md, line 2" in words(refused)
    assert "I look up" in refused
