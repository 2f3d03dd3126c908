"""Small mistakes that could be made in a piece of Python; `grader.packs.mutants` makes files of them."""
