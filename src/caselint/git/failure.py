"""What git refused, in words for the user."""


class GitError(ValueError):
    """git is missing, the folder is no repository, a revision does not exist, or a command failed or took too long."""


class NoRepository(GitError):
    """The folder lies in no working tree of git."""
