"""How the models that postlint ships are trained; no part of the wheel."""
