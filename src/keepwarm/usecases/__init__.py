"""Use cases: one verb a module, one transaction."""
