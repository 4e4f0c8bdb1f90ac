"""How the settings bear on the reading of each file of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.reading import Reading
from linter.settings import load

SETTINGS = """\
[readers.csv]
columns = { body = "Post text" }
ignore_unknown = true

[[readers.documents]]
files = ["site/**/*.yaml", "/queue.json"]
posts = "posts[*]"
fields = { body = "text" }

[[readers.documents]]
files = ["*.json"]
fields = { body = "words" }
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "postlint.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "text", "body"),
    [
        ("site/a/feed.yaml", "posts: [{text: Hello}]", "Hello"),
        ("queue.json", '{"posts": [{"text": "Hello"}]}', "Hello"),
        ("other/queue.json", '{"words": "Hello"}', "Hello"),
        ("drafts/a.yaml", "body: Hello", "Hello"),
        ("drafts/a.csv", "Post text,Colour\nHello,red", "Hello"),
        ("site/a/feed.md", "posts: Hello", "posts: Hello"),
    ],
)
def test_the_first_table_whose_patterns_match_says_where_the_posts_are(
    project: Path, path: str, text: str, body: str
) -> None:
    reading = Reading(load(project / "postlint.toml"))

    for written in (path, str(project / path)):
        assert [entry.post.body for entry in reading.read(written, text.encode()).entries] == [body]


def test_files_outside_the_project_match_no_pattern(project: Path) -> None:
    assert Reading(load(project / "postlint.toml")).options(str(project.parent / "queue.json")).document is None


def test_the_files_of_documents_are_drafts_wherever_they_stand(project: Path) -> None:
    path = project / "postlint.toml"
    assert load(path).included == ()

    path.write_text(f'{SETTINGS}\n[files]\ninclude = ["drafts/**"]\n', encoding="utf-8")
    assert load(path).included == ("drafts/**", "site/**/*.yaml", "/queue.json", "*.json")


@pytest.mark.parametrize(
    ("name", "text", "messages"),
    [
        (
            "postlint.toml",
            '[readers.csv]\ncolumns = { bdy = "Text" }\n[[readers.documents]]\nfiles = []\n',
            [
                "postlint.toml: readers.csv.columns.bdy: is no field of a draft (did you mean 'body'?)",
                'postlint.toml: readers.csv.columns: does not name the column of the body (add body = "…")',
                'postlint.toml: readers.documents[0].files: is empty (name the files, such as ["site/**/*.yaml"])',
            ],
        ),
        (
            "pyproject.toml",
            '[tool.postlint.readers.csv]\ndelimiter = "ab"\n',
            [
                "pyproject.toml: tool.postlint.readers.csv.delimiter: is not what parts cells"
                ' (write ",", ";", "|" or "\\t")'
            ],
        ),
    ],
)
def test_settings_that_cannot_be_followed_are_faults_before_anything_is_read(
    project: Path, name: str, text: str, messages: list[str]
) -> None:
    (project / name).write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        Reading(load(project / name))

    assert str(caught.value).splitlines() == messages


@pytest.mark.parametrize(
    ("text", "kept"), [(b"body\nHello\n", True), (b"body\nZo\xeb\n", False), (b"body,confident\nHi,\nHo,so\n", False)]
)
def test_only_what_says_all_by_itself_may_be_kept(text: bytes, kept: bool) -> None:
    from linter.settings import Settings

    reading = Reading(Settings())

    assert reading.may_be_kept("a.csv", reading.read("a.csv", text)) is kept
