"""The parse of a page by markdown-it, for `parser = "markdown-it"`: a second opinion, and slow.

The only package that imports markdown-it; it is itself imported only when the configuration asks for it.
"""
