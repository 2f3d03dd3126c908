"""Importers: exercises of other systems become packs.

Each importer reads a folder of another system and writes a pack, with an account of what it kept, changed and dropped.
Nothing of the source is run, and no link in it is followed: it is parsed (`sources`), put together (`drafts`), written
and read back (`writing`). The same source always gives the same bytes.
"""
