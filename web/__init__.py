"""The web side: pages, API, database, recorder. It knows no Docker and no sandbox."""
