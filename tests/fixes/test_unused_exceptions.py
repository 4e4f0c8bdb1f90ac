"""Taking out needless exceptions changes nothing else, byte for byte."""

# ruff: noqa: E501 - before and after stand side by side

from __future__ import annotations

from pathlib import Path

import pytest

from linter import readers
from linter.errors import Fault
from linter.fixes.unused_exceptions import fix, without_waivers
from tests.exempted import linter, make_project

KEEP = "{rule: no-widgets, reason: it is one}"
DROP = "{rule: no-names, reason: not there}"
NOTE = "<!-- postlint: allow no-names -- not there -->"

CASES = [
    ("a.md", f"A widget.\r\n{NOTE}\r\nBye.\r\n", "A widget.\r\nBye.\r\n"),
    ("a.md", f"A widget.\n\n{NOTE}", "A widget.\n\n"),
    ("a.md", f"\ufeff{NOTE}\nA widget.\n", "\ufeffA widget.\n"),
    ("a.txt", f"A {NOTE} widget.\n", "A widget.\n"),
    ("a.txt", f"A widget. {NOTE}  \nBye. {NOTE.replace('names', 'widgets')}\n", f"A widget.\nBye. {NOTE.replace('names', 'widgets')}\n"),
    ("a.txt", f"{NOTE} A widget.\n", "A widget.\n"),
    ("a.md", f"---\nallow:\n- {KEEP}\n- {DROP} # so\n# after\nid: x\n---\nA widget.\n", f"---\nallow:\n- {KEEP}\n# after\nid: x\n---\nA widget.\n"),
    ("a.md", f"---\nid: x # me\nallow:\n  # why\n  - {DROP}\n---\nA widget.\n", "---\nid: x # me\n  # why\n---\nA widget.\n"),
    ("a.md", f"---\nallow: [{DROP}, {KEEP}]\n---\nA widget.\n", f"---\nallow: [{KEEP}]\n---\nA widget.\n"),
    ("a.md", f"---\nallow: [{KEEP}, {DROP}]\n---\nA widget.\n", f"---\nallow: [{KEEP}]\n---\nA widget.\n"),
    ("a.md", f"---\nallow: [{DROP}]\n---\nA widget.\n", "---\nallow: []\n---\nA widget.\n"),
    (
        "a.yaml",
        "posts:\n- body: A widget.\n  allow:\n  - rule: no-names\n    reason: >\n      not\n      there\n  - rule: no-widgets\n    reason: it is one\n",
        "posts:\n- body: A widget.\n  allow:\n  - rule: no-widgets\n    reason: it is one\n",
    ),
    (
        "a.json",
        '{\n  "body": "A {widget}.",\n  "allow": [\n    {"rule": "no-names", "reason": "not } there"},\n    {"rule": "no-widgets", "reason": "it is one"}\n  ]\n}\n',
        '{\n  "body": "A {widget}.",\n  "allow": [\n    {"rule": "no-widgets", "reason": "it is one"}\n  ]\n}\n',
    ),
    ("a.jsonl", '{"body": "Hi."}\n{"body": "Ho.", "allow": [{"rule": "no-names", "reason": "not there"}]}\n', '{"body": "Hi."}\n{"body": "Ho.", "allow": []}\n'),
    ("a.csv", "body,allow\nHi.,no-names -- not there\n", "body,allow\nHi.,\n"),
    (
        "a.csv",
        'body,allow\r\nA widget.,"no-names -- not there\nno-widgets -- it is one"\r\nHi.\r\n',
        'body,allow\r\nA widget.,"no-widgets -- it is one"\r\nHi.\r\n',
    ),
    (
        "a.csv",
        'body,allow\nA widget.,"[{""rule"": ""no-names"", ""reason"": ""not there""}, {""rule"": ""no-widgets"", ""reason"": ""it is one""}]"\n',
        'body,allow\nA widget.,"[{""rule"": ""no-widgets"", ""reason"": ""it is one""}]"\n',
    ),
    ("a.csv", 'body,allow\nHi.,"[{""rule"": ""no-names"", ""reason"": ""not there""}]"\n', "body,allow\nHi.,\n"),
    (
        "a.csv",
        "body,allow_rule,allow_reason,allow_rule_3,allow_reason_3\nA widget.,no-widgets,it is one,no-names,not there\n",
        "body,allow_rule,allow_reason,allow_rule_3,allow_reason_3\nA widget.,no-widgets,it is one,,\n",
    ),
    ("a.tsv", f"body\tid\nA widget. {NOTE}\tx\n", "body\tid\nA widget.\tx\n"),
    ("a.csv", f'body,id\n"A widget.\n{NOTE}\nBye.",x\n', 'body,id\n"A widget.\nBye.",x\n'),
    ("a.json", f'{{"body": "A widget.\\n{NOTE}\\nBye."}}', '{"body": "A widget.\\nBye."}'),
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize(("name", "before", "after"), CASES)
def test_only_the_needless_exception_goes(project: Path, name: str, before: str, after: str) -> None:
    draft = readers.read(name, before.encode())
    findings = [finding for post in linter(project).check_draft(draft, project) for finding in post.findings]
    faults: list[Fault] = []

    result = fix(draft, findings, faults)

    assert faults == []
    assert result == after
    again = linter(project).check_draft(readers.read(name, result.encode()), project)
    assert [f.case for post in again for f in post.findings if f.rule == "exception-fault"] == []


def test_what_cannot_be_taken_out_safely_is_told_and_left_alone(project: Path) -> None:
    cell = b"no-names -- not there\nno-names -- nor there"
    draft = readers.read("a.csv", b'body,allow\nHi.,"' + cell + b'"\n')
    findings = [finding for post in linter(project).check_draft(draft, project) for finding in post.findings]
    faults: list[Fault] = []

    assert fix(draft, findings, faults) == draft.text
    told = "a.csv:2: this exception cannot be taken out safely (take it out by hand)"
    assert {str(fault) for fault in faults} == {told}


def test_waivers_go_with_nothing_but_their_own_lines() -> None:
    text = "# our waivers\n\n[[waivers]] # 1\nrule = 'a' # b\nreason = '''\n[[x]]'''\n\n# second\n[[waivers]]\nrule = 'c'\n\n# end\n"

    assert (
        without_waivers(text, [2])
        == "# our waivers\n\n[[waivers]] # 1\nrule = 'a' # b\nreason = '''\n[[x]]'''\n\n# second\n\n# end\n"
    )
    assert without_waivers(text, []) == text
    assert without_waivers("waivers = [{rule = 'a'}]\n", [1]) is None
    assert without_waivers("[[waivers]]\nrule = '''\n[[waivers]]\n'''\n", [1]) is None
