"""Exercism: the checkout of a track becomes a pack."""
