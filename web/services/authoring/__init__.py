"""Writing packs in the application: who may, the draft, where its files come from, and what is published of it."""
