"""Other people's programs, and what they make of our files; each is a command, none is a part of ./test."""
