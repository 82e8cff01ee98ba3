"""What is said of what is known of somebody, and of what is missing before a talk."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {}
