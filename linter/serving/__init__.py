"""`postlint serve`: the gate for tools in other languages, over lines of JSON or over local HTTP.

- `requests`  what may be asked, read strictly ("postlint/serve/1")
- `answers`   what is answered: always the same shape, and never allowed if anything went wrong
- `current`   the linter, made anew when the settings or a list that they name has changed
- `stdio`     one request a line in, one answer a line out
- `http`      the same over HTTP; Starlette and uvicorn are imported here, and in the next, only
- `connections`  which of them must get on, and are closed if they do not
- `openapi`   the description of the latter
"""

from __future__ import annotations

SCHEMA = "postlint/serve/1"
