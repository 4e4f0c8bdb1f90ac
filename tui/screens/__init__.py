"""The screens of the review app, one module each."""
