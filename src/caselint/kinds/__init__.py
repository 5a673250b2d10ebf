"""Page kinds: what a page of a kind has in its front matter, and which sections."""
