"""Keepwarm turns contacts into connections."""

__version__ = "0.1.0"
