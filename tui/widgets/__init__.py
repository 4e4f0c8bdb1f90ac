"""The widgets of the review app, one module each."""
