"""What the templates of introductions need to put data into words."""

from typing import Any

from keepwarm.domain.bringing import Form, Role
from keepwarm.domain.introductions import Act
from keepwarm.translations.introducing import state_in_words, step_in_words, title_in_words

NAMES: dict[str, Any] = {
    "ACTS": Act,
    "FORM_OF": Form,
    "ROLE": Role,
    "introduction_state": state_in_words,
    "introduction_step": step_in_words,
    "introduction_title": title_in_words,
}
