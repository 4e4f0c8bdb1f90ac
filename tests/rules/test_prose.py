"""Official prose about education: handbooks, guidance and policies raise next to no alarm."""

from __future__ import annotations

from benchmarks.prose import HELD_OUT, TEXTS, counted, paragraphs

BAR = 0.5  # alarms in 1,000 words


def test_paragraphs_are_what_stands_between_blank_lines() -> None:
    assert [*paragraphs("One\ntwo.\n\n  \nThree.\n")] == ["One two.", "Three."]


def test_an_alarm_is_counted_with_its_rule_and_per_thousand_words() -> None:
    found = counted(["The wifi password is Sunflower9.\n\nTea is served."])

    assert found.words == 8
    assert [rule for rule, _ in found.alarms] == ["password-or-access-code"]
    assert found.rate == 125


def test_official_prose_of_the_development_half_is_quiet() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt")) if HELD_OUT not in path.name]
    found = counted(texts)

    assert found.words > 2000
    assert found.rate <= BAR, found.alarms
