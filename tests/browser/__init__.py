"""The whole system in a real browser: queue server, recorder, worker with containers, web server, Chromium."""
