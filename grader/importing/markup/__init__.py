"""Texts of other systems become Markdown."""
