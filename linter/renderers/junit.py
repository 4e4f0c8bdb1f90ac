"""Format `junit`: a test suite for each draft and a test case for each post, for CI servers that show test results.

A post fails if a finding reaches the severity that fails the run; a check that could not be carried out, or a draft
that could not be read, is an error. What is below the limit is the output of its test case. What was suppressed or
waived stands in the properties of the suite: the format has no place for it in a test case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.errors import Fault
from linter.finding import Finding
from linter.renderers import RenderOptions
from linter.renderers.columns import visible
from linter.renderers.text import said, where
from linter.report import PostReport, Report, reaches

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NO_DRAFT = "posts"
# What XML 1.0 cannot hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, options: RenderOptions) -> str:  # noqa: ARG001 - every renderer takes the same
    """Return the report as an XML document."""
    from xml.etree import ElementTree

    suites = _Suites()
    for fault in report.failures:
        suites.add_unread(fault)
    for post in report.posts:
        suites.add_post(post, report)
    root = suites.finish()
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


class _Suites:
    """The suites as they are filled, in the order in which their drafts come."""

    def __init__(self) -> None:
        from xml.etree import ElementTree

        self._make = ElementTree.SubElement
        self._root = ElementTree.Element("testsuites", {"name": "postlint"})
        self._suites: dict[str, Element] = {}
        self._names: set[tuple[str, str]] = set()
        self._unread: dict[str, tuple[Element, list[Fault]]] = {}

    def add_unread(self, fault: Fault) -> None:
        """Add what could not be done with a draft as a whole; several faults of one draft are one test case."""
        if fault.path not in self._unread:
            self._unread[fault.path] = (self._case(fault.path, "reading the draft"), [])
        self._unread[fault.path][1].append(fault)

    def add_post(self, post: PostReport, report: Report) -> None:
        """Add the test case of a post, and what it let through as properties of its suite."""
        case = self._case(post.path, post.id or f"post {post.index + 1}")
        found = [finding for finding in post.findings if finding.status == "reported"]
        failing = [finding for finding in found if reaches(finding.severity, report.fail_on)]
        lines = [_line(post, finding) for finding in found]
        if post.failures:
            self._verdict(case, "error", "check", [_fault(each) for each in post.failures], lines)
        elif failing:
            self._verdict(case, "failure", failing[0].rule, [said(each) for each in failing], lines)
        elif lines:
            self._make(case, "system-out").text = _legal("\n".join(lines))
        for finding in post.findings:
            if finding.status != "reported":
                reason = f" (reason: {visible(finding.reason)})" if finding.reason else ""
                value = f"{_line(post, finding, fix=False)}{reason}"
                self._property(self._suite(post.path), finding.status, value)

    def finish(self) -> Element:
        """Return the document with everything counted."""
        for case, faults in self._unread.values():
            self._verdict(case, "error", "draft", [_fault(each) for each in faults], [])
        total = {"tests": 0, "failures": 0, "errors": 0}
        for suite in self._suites.values():
            cases = suite.findall("testcase")
            counts = {
                "tests": len(cases),
                "failures": sum(case.find("failure") is not None for case in cases),
                "errors": sum(case.find("error") is not None for case in cases),
            }
            for name, count in counts.items():
                suite.set(name, str(count))
                total[name] += count
            suite.set("skipped", "0")
        for name, count in total.items():
            self._root.set(name, str(count))
        return self._root

    def _suite(self, path: str) -> Element:
        if path not in self._suites:
            self._suites[path] = self._make(self._root, "testsuite", {"name": _shown(path)})
        return self._suites[path]

    def _case(self, path: str, name: str) -> Element:
        # Servers know a test case by its two names; two posts of one name would be taken for one.
        unique, number = name, 1
        while (path, unique) in self._names:
            number += 1
            unique = f"{name} ({number})"
        self._names.add((path, unique))
        return self._make(self._suite(path), "testcase", {"classname": _shown(path), "name": _legal(visible(unique))})

    def _verdict(self, case: Element, tag: str, kind: str, causes: Sequence[str], lines: Sequence[str]) -> None:
        more = f" (and {len(causes) - 1} more)" if len(causes) > 1 else ""
        element = self._make(case, tag, {"type": kind, "message": _legal(f"{causes[0]}{more}")})
        element.text = _legal("\n".join([*(causes if tag == "error" else ()), *lines]))

    def _property(self, suite: Element, name: str, value: str) -> None:
        properties = suite.find("properties")
        if properties is None:
            properties = self._make(suite, "properties")
            suite.remove(properties)
            suite.insert(0, properties)  # where readers look for it: before the test cases
        self._make(properties, "property", {"name": name, "value": _legal(value)})


def _line(post: PostReport, finding: Finding, *, fix: bool = True) -> str:
    head = f"{where(post, finding)}: {finding.severity} {finding.rule} [{finding.code}] {said(finding)}"
    return f"{head} Fix: {visible(finding.fix)}" if fix else head


def _fault(fault: Fault) -> str:
    return visible(str(fault))


def _shown(path: str) -> str:
    return _legal(visible(path)) or NO_DRAFT


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
