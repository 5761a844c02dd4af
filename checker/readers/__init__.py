"""One file per kind of input: each gives a Source and what layout it knows."""
