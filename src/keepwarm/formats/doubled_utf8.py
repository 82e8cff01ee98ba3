"""Text whose bytes were taken for letters once too often, as Facebook writes it."""


def undoubled(written: str) -> str:
    """`SÃ¸ren`, each byte of its UTF-8 a letter of its own, as `Søren`; other text stays as it is."""
    try:
        return written.encode("latin-1").decode()
    except UnicodeError:
        return written
