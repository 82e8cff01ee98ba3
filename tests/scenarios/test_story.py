"""How a story is read: nothing in it may look as if it were checked, and is not."""

import re
from pathlib import Path

import pytest

from tests.scenarios.sentences import ASKING, TELLING
from tests.scenarios.story import STORIES, Grammar, read_story

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "what-it-believes.md"
_EXAMPLE = re.compile(r"^\| `(.+)` \|", re.MULTILINE)
"""The first cell of a row of the page's tables."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("The belief.\n\n## Before\n\n- A.\n\n## Then\n\n- B.\n", id="no title"),
        pytest.param("# Title\n\n## Before\n\n- A.\n\n## Then\n\n- B.\n", id="no belief"),
        pytest.param("# Title\n\nThe belief.\n\n## Before\n\n- A.\n", id="nothing follows"),
        pytest.param("# Title\n\nThe belief.\n\n## Before\n\n- A.\n\n## Then\n", id="an empty list"),
        pytest.param("# Title\n\nThe belief.\n\n## Before\n\n- A.\n\n## Than\n\n- B.\n", id="misspelt"),
        pytest.param(
            "# Title\n\nThe belief.\n\n## Before\n\n- A.\n\n## Then\n\n- B.\n\n## Later\n\n- C.\n",
            id="nothing follows later",
        ),
        pytest.param(
            "# Title\n\nThe belief.\n\n## Before\n\n- A.\n\n## Then\n\n- B.\nToday proposes Ana.\n",
            id="a line that is no item",
        ),
        pytest.param(
            "# Title\n\nThe belief.\n\n## Before\n\n- A.\n\n## Then\n\nB.\n\n- C.\n",
            id="a line before the items",
        ),
    ],
)
def test_a_page_that_is_no_story_is_refused(page: str, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md needs|only items"):
        read_story(file)


def test_a_sentence_that_no_pattern_fits_or_two_fit_is_refused() -> None:
    grammar = Grammar()
    grammar.says("{who} sings")(lambda: None)
    grammar.says("{who} (?:sings|dances)")(lambda: None)
    assert grammar.read("Ana dances.")[0].group("who") == "Ana"
    for sentence, ways in (("Ana sings.", 2), ("Ana jumps.", 0)):
        with pytest.raises(ValueError, match=f"{ways} ways to read"):
            grammar.read(sentence)


def test_every_pattern_is_used_by_a_story() -> None:
    acts = [act for path in STORIES.glob("*.md") for act in read_story(path).acts]
    told = {TELLING.read(sentence)[0].re.pattern for act in acts for sentence in act.told}
    followed = {ASKING.read(sentence)[0].re.pattern for act in acts for sentence in act.follows}
    assert told == set(TELLING.patterns())
    assert followed == set(ASKING.patterns())


def test_every_pattern_has_an_example_on_the_page_about_stories() -> None:
    before, then = PAGE.read_text(encoding="utf-8").split("### Under “Then”")
    told = [TELLING.read(example)[0].re.pattern for example in _EXAMPLE.findall(before)]
    followed = [ASKING.read(example)[0].re.pattern for example in _EXAMPLE.findall(then)]
    assert set(told) == set(TELLING.patterns())
    assert set(followed) == set(ASKING.patterns())
