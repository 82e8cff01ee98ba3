"""What is said of channels: which to use, why, and when."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {}
