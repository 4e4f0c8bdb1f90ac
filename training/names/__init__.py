"""The name model: what it is taught on, how it is trained and measured."""
