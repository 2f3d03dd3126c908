"""`make bench`: what a verdict costs, compared with plain pytest and with `docker run`."""
