"""What is said of giving and asking."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {}
