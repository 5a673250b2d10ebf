"""caselint: content validation and linting for Markdown repositories."""

__version__ = "0.1.0"
