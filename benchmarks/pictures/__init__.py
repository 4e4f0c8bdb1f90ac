"""Pictures: what is found in them, and how quickly, beside peers."""
