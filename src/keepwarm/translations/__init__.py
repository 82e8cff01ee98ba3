"""Between data and the owner's language: reasons into sentences, and days in words into dates."""
