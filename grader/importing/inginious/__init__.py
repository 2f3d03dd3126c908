"""INGInious: the folder of a course becomes a pack."""
