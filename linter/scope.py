"""What a run is about: which drafts under which settings, where their bytes come from, and which findings count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter import projects
from linter import settings as settings_file
from linter.errors import DraftError, Fault, SettingsError, shown
from linter.evidence.files import DISK, Files
from linter.post import Draft
from linter.projects import STDIN, Project
from linter.readers import MOST_BYTES, READERS, files
from linter.report import PostReport
from linter.settings import Settings
from linter.value import frozen, replace

if TYPE_CHECKING:
    from linter.pictured import Read
    from linter.since import Since


@frozen
class Scope:
    """The drafts of a run by their settings, and what could not be found.

    `files` is where drafts and pictures are read, `since` what changed if only that is to be reported, `said` what to
    tell the user beside the report. `is_plain` says that the drafts are those under the paths, as they are on the disk.
    """

    projects: tuple[Project, ...]
    failures: tuple[Fault, ...] = ()
    said: str = ""
    files: Files = DISK
    since: Since | None = None
    is_plain: bool = True

    def read(self, path: str) -> bytes:
        """Return the bytes of a draft. Raise DraftError."""
        try:
            data = self.files.read(_full(path, self.files), MOST_BYTES)
        except OSError as error:
            raise DraftError(Fault(path, f"cannot be read: {error.strerror or error}")) from error
        if data is None:
            most = f"a draft may have {MOST_BYTES // 1024 // 1024} MB"
            raise DraftError(Fault(path, f"is too big: {most}", "split it into several files"))
        return data

    def kept(
        self, posts: tuple[PostReport, ...], draft: Draft, kind_of: Callable[[str], str]
    ) -> tuple[PostReport, ...]:
        """Return the reports of a draft's posts with the findings that count."""
        if self.since is None:
            return posts
        return self.since.kept(posts, draft, _full(draft.path, self.files), kind_of)


def choose(
    paths: Sequence[str],
    named: Path | None,
    stdin_name: str = "",
    *,
    staged: bool = False,
    diff: str | None = None,
    force_exclude: bool = False,
) -> Scope:
    """Return what a run is about. `named` settings judge all of it, else the nearest upward from each draft.

    Raise SettingsError for settings that cannot be read, GitError for what git cannot tell.
    """
    if STDIN in paths and (staged or diff is not None):
        option = "--staged" if staged else "--diff"
        raise SettingsError(Fault(option, "cannot be used with standard input", "leave out '-', or the option"))
    if staged:
        return _staged(paths, named, diff)
    words = list(paths) or ["."]
    if force_exclude:
        words = _without_excluded(words, named)
        if not words:
            return _nothing(named, f"{_count(len(paths))} excluded by the settings: nothing was checked")
    pictures = [word for word in words if word != STDIN and _is_named_picture(word)]
    scope = _of_pictures(pictures, named) if pictures else Scope(())
    rest = [word for word in words if word not in pictures]
    if rest or not pictures:
        found, faults = projects.gather(rest, named, stdin_name)
        scope = replace(scope, projects=_merged((*found, *scope.projects)), failures=(*faults, *scope.failures))
    if diff is not None:
        scope = _only_changed(scope, diff, named)
    if not scope.said and not scope.failures and not any(project.files for project in scope.projects):
        what = f"no draft changed since {diff}" if diff is not None else f"no drafts found under {', '.join(words)}"
        scope = replace(scope, said=f"warning: {what}: nothing was checked")
    return scope


def _staged(paths: Sequence[str], named: Path | None, diff: str | None) -> Scope:
    from linter import staged
    from linter.git import Repository
    from linter.since import Since

    repository = Repository(Path.cwd())
    index = staged.IndexFiles(repository)
    base = "" if diff is None else repository.base(diff)
    found = staged.gather(repository, index, paths, _reader(named), base)
    since = Since(repository, base, staged=True, resolve=index.resolve) if base else None
    repository.fetch(place for path in found.drafts if (place := index.place(path)))
    chosen: dict[Path | None, list[Path]] = {}
    for path in found.drafts:
        chosen.setdefault(named or settings_file.find(path.parent), []).append(path)
    listed = []
    for home, drafts in chosen.items():
        settings = settings_file.load(home)
        if home is None:
            settings = replace(settings, root=repository.top)
        through = _let_through(drafts, settings)
        listed.append(Project(settings, tuple(shown(path) for path in through)))
    if not any(project.files for project in listed) and not found.faults:
        said = "no draft is staged, and no picture of one: nothing was checked"
        return replace(_nothing(named, said), files=index)
    return Scope(tuple(listed), found.faults, _unsettled(listed), index, since, is_plain=False)


def _only_changed(scope: Scope, diff: str, named: Path | None) -> Scope:
    from linter.git import Repository
    from linter.since import Since

    repository = Repository(Path.cwd())
    since = Since(repository, repository.base(diff), staged=False, resolve=DISK.resolve)

    read = _reader(named)

    def concerns(path: str) -> bool:
        try:
            return since.concerns(_full(path, DISK), scope.read(path), read)
        except DraftError:
            return True  # what cannot be read is reported where drafts are read

    listed = tuple(replace(one, files=tuple(filter(concerns, one.files))) for one in scope.projects)
    return replace(scope, projects=listed, since=since, is_plain=False)


def _of_pictures(words: Sequence[str], named: Path | None) -> Scope:
    """Return the drafts that name some pictures, sought in the whole project of each."""
    from linter.pictured import Pictures

    read = _reader(named)
    roots: dict[Path, list[str]] = {}
    for word in words:
        picture = Path.cwd() / word
        home = named or settings_file.find(picture.parent)
        root = home.parent if home else _root_without_settings(picture)
        roots.setdefault(root, []).append(word)
    listed: list[Project] = []
    faults: list[Fault] = []
    alone: list[str] = []
    for root, own in roots.items():
        each = {word: Pictures([Path.cwd() / word]) for word in own}
        found, missing = projects.gather([str(root)], named)
        faults += missing
        named_somewhere: set[str] = set()
        for project in found:
            drafts = []
            for path in project.files:
                full = _full(path, DISK)
                try:
                    data = full.read_bytes()
                except OSError:
                    drafts.append(path)
                    continue
                by = [word for word, one in each.items() if one.are_in(full, data, read)]
                named_somewhere.update(by)
                drafts += [path] if by else []
            listed.append(replace(project, files=tuple(drafts)))
        alone += [word for word in own if word not in named_somewhere]
    said = f"warning: no draft names {', '.join(alone)}: not checked" if alone else ""
    return Scope(tuple(listed), tuple(faults), said, is_plain=False)


def _reader(named: Path | None) -> Read:
    """Return what reads a draft under the settings that are its own."""
    from linter.reading import Reading

    known: dict[Path | None, Reading] = {}

    def read(path: Path, data: bytes) -> Draft:
        home = named or settings_file.find(path.parent)
        if home not in known:
            known[home] = Reading(settings_file.load(home))
        return known[home].read(str(path), data)

    return read


def _root_without_settings(picture: Path) -> Path:
    """Return the folder whose drafts may show a picture: the current one if it lies below it, else its own."""
    return Path.cwd() if picture.is_relative_to(Path.cwd()) else picture.parent


def _is_named_picture(word: str) -> bool:
    suffix = word.rpartition(".")[2].lower()
    if f".{suffix}" in READERS or len(suffix) > 4:  # most words by far: nothing more to import for them
        return False
    from linter.pictured import is_picture

    return is_picture(word) and Path(word).is_file()


def _without_excluded(words: Sequence[str], named: Path | None) -> list[str]:
    """Return the words but those files that would be passed over if their folder had been named."""
    homes: dict[Path | None, list[Path]] = {}
    for word in words:
        path = Path.cwd() / word
        if word != STDIN and path.is_file():
            homes.setdefault(named or settings_file.find(path.parent), []).append(path)
    excluded: set[Path] = set()
    for home, paths in homes.items():
        excluded.update(set(paths).difference(_let_through(paths, settings_file.load(home))))
    return [word for word in words if Path.cwd() / word not in excluded]


def _let_through(paths: Sequence[Path], settings: Settings) -> tuple[Path, ...]:
    """Return the files that the settings let through. `include` says which files are drafts: pictures are not asked."""
    from linter.pictured import is_picture

    def through(some: Iterable[Path], include: Sequence[str]) -> tuple[Path, ...]:
        return files.let_through(
            some,
            root=settings.root,
            include=include,
            exclude=settings.files.exclude,
            ignored=settings.private_files(),
        )

    pictures = [path for path in paths if is_picture(path.name)]
    drafts = [path for path in paths if not is_picture(path.name)]
    return (*through(drafts, settings.included), *through(pictures, ()))


def _merged(found: Iterable[Project]) -> tuple[Project, ...]:
    """Return projects with all the drafts that are judged by the same settings in one."""
    chosen: dict[tuple[Path, str], Project] = {}
    for project in found:
        key = (project.settings.root, project.settings.source)
        known = chosen.get(key, replace(project, files=()))
        chosen[key] = replace(known, files=tuple(dict.fromkeys((*known.files, *project.files))))
    return tuple(chosen.values())


def _nothing(named: Path | None, said: str) -> Scope:
    """Return a run about nothing, under the settings that it would have had: they must still be sound."""
    return Scope(
        (Project(settings_file.load(named or settings_file.find(Path.cwd())), ()),),
        (),
        f"warning: {said}",
        is_plain=False,
    )


def _unsettled(listed: Iterable[Project]) -> str:
    if all(project.settings.source for project in listed):
        return ""
    return "note: no postlint.toml: every file that could be a draft is judged under the default policy"


def _count(number: int) -> str:
    return "the file is" if number == 1 else f"all {number} files are"


def _full(path: str, where: Files) -> Path:
    """Return the absolute path of a draft, as it was reached: git knows links, not where they lead."""
    full = Path.cwd() / path
    return full if where is DISK else where.resolve(full)
