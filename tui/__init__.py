"""The review app of postlint: a thin Textual client over the public names of `linter`."""
