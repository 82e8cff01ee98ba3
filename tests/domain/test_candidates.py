"""On what grounds somebody may be on today's list, where the day and the calendar's differ."""

from datetime import date

import pytest

from keepwarm.domain.candidates import Candidate, Kind, grounds_for
from keepwarm.domain.dates import PartialDate, day_number

TODAY = date(2026, 3, 10)
DAY = day_number(TODAY)


@pytest.mark.parametrize(("last_on", "kinds"), [(DAY - 1, [Kind.DATE]), (DAY, []), (DAY + 1, [])])
def test_after_a_talk_past_midnight_too_a_birthday_is_no_ground(last_on: int, kinds: list[Kind]) -> None:
    ada = Candidate(person_id=1, name="Ada", birthday=PartialDate.parse("1990-03-10"), last_on=last_on)
    assert [ground.kind for ground in grounds_for(ada, TODAY, DAY + 1.02)] == kinds
