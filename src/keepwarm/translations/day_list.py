"""What is said of the day's list: why somebody is on it, and how to begin."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {}
