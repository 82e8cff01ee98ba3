"""Nouns and arithmetic, pure: no clock, no chance, no files, no SQL, nothing else of ours."""
