"""Where there is too little behind a tie's figure to show it, in words."""

from keepwarm.translations.values import Sentences, plural

SENTENCES: Sentences = {
    "few_days_yet": lambda v: f"{plural(v.count('count'), 'day')} of contact is too little for a figure.",
    "few_turns_yet": "Too few of your turns have had a week to be answered for a figure.",
}
