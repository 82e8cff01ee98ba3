"""The practice in the browser: a day, its task done by the book itself, its worksheet, a line on Today."""

from keepwarm.domain.channels import Channel
from keepwarm.storage.book import Library
from keepwarm.usecases.practise import day_of
from tests.books import NOW, added, talked
from tests.statements import counted
from tests.web.served import Served


def test_a_day_is_read_before_it_is_begun_and_today_says_nothing_of_it(web: Served, library: Library) -> None:
    added(library, "Ada")
    page = web.page("/practice")
    assert "From counting to connecting" in page
    assert "Begin with this day" in page
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
