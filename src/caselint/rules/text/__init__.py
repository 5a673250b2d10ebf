"""TXT: the text itself."""
