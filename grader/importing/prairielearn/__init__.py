"""PrairieLearn: the repository of a course becomes a pack."""
