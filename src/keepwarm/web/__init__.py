"""The web door: forms in, one use case, a page out; every page works without JavaScript."""
