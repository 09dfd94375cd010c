"""The overlay: a small court, one thing at a time in words, and what was heard when the rep asks for it."""
