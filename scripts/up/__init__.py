"""Runs the whole system on one machine: queue server, web, recorder and workers, under one supervisor."""
