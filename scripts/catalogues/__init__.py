"""The catalogues of the interface: found in the code, kept in web/translations, compiled for the application."""
