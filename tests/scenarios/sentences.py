"""All sentences of the stories: what they tell, and what they say follows."""

from tests.scenarios.asking_how import OF_HOW
from tests.scenarios.asking_introductions import OF_INTRODUCTIONS
from tests.scenarios.asking_who import OF_WHO
from tests.scenarios.story import Grammar
from tests.scenarios.telling_choices import OF_CHOICES
from tests.scenarios.telling_help import OF_HELP
from tests.scenarios.telling_meetings import OF_MEETINGS
from tests.scenarios.telling_people import OF_PEOPLE

TELLING = Grammar(OF_PEOPLE, OF_CHOICES, OF_HELP, OF_MEETINGS)
ASKING = Grammar(OF_WHO, OF_HOW, OF_INTRODUCTIONS)
