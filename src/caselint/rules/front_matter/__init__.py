"""FRM: front matter."""
