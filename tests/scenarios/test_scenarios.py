"""Every story is told, and holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from keepwarm.usecases.keep_ties import settle
from tests.command_line import begun
from tests.scenarios.sentences import ASKING, TELLING
from tests.scenarios.story import STORIES, ZONE, Stage, read_story
from tests.statements import watch

_FILES = sorted(STORIES.glob("*.md"))
_FEWEST = 60
_NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
"""A Monday morning, where a story names no day."""


@contextmanager
def opened(location: str) -> Iterator[Library]:
    """The book of a story; a statement of it that does not name its owner fails the test."""
    library = Library(location)
    try:
        with watch(library.engine):
            yield library
    finally:
        library.close()


@pytest.mark.parametrize("path", _FILES, ids=[path.stem for path in _FILES])
def test_a_story_holds(path: Path, tmp_path: Path) -> None:
    with opened(str(begun(tmp_path, zone=ZONE.key))) as library:
        stage = Stage(library=library, folder=tmp_path, now=_NOW, people={})
        for act in read_story(path).acts:
            for sentence in act.told:
                TELLING.carry_out(stage, sentence)
            settle(library, stage.now)
            for sentence in act.follows:
                ASKING.carry_out(stage, sentence)


def test_there_are_as_many_stories_as_the_product_has_beliefs_to_show() -> None:
    assert len(_FILES) >= _FEWEST
    titles = [read_story(path).title for path in _FILES]
    assert len(set(titles)) == len(titles)
