"""From an author's YAML, Markdown and tests to exercises and bundles."""
