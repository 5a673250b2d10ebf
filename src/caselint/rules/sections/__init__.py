"""SEC: sections and headings."""
