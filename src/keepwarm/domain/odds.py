"""Probabilities and their log odds."""

from math import exp, log


def sigmoid(log_odds: float) -> float:
    """The probability with these log odds; safe at any size."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    grown = exp(log_odds)
    return grown / (1.0 + grown)


def logit(probability: float) -> float:
    """The log odds of a probability, which must lie strictly between 0 and 1."""
    return log(probability / (1.0 - probability))


def clipped(value: float, edge: float) -> float:
    """The value, kept `edge` away from 0 and 1."""
    return min(max(value, edge), 1.0 - edge)
