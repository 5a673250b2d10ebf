"""What git knows of a site's files: what changed since a revision, what is staged, and the text of either."""
