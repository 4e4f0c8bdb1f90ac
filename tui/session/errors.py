"""What can go wrong between the screen and the disk."""

from __future__ import annotations

from linter.errors import Fault, PostlintError


class ChangedOnDisk(PostlintError):  # noqa: N818 - it says what happened, and the user decides
    """Somebody else changed, or took away, a draft since it was read: nothing was written."""

    def __init__(self, path: str, *, gone: bool = False) -> None:
        what = "is not there any more" if gone else "was changed by somebody else meanwhile"
        super().__init__(Fault(path, what, "look at what is on the disk, or write over it"))
        self.path, self.gone = path, gone


class CannotDecide(PostlintError):  # noqa: N818 - the same
    """A decision that the policy, the settings or the project do not allow."""
