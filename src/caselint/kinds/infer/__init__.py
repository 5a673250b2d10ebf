"""Schemas and section templates that are inferred from pages, written for a person to edit."""
