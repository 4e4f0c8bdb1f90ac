"""How the name model is taught: the sentences made for it, the corpora, the card of its scores."""

from __future__ import annotations

import tomllib
from pathlib import Path

from linter.evidence.names.lexicon import FILE as LEXICON
from linter.evidence.names.tagger import FILE as MODEL
from tests.conftest import ROOT
from training.names.__main__ import digest, train
from training.names.corpora import labelled, tweets
from training.names.made import Maker, made
from training.names.scores import Score, gold

CONLL = "@\tB-PER\nTheo_V\tI-PER\nmet\tO\nKatie\tB-PER\nHopkins's\tI-PER\n\n#Ronaldo:\tB-PER\nin\tO\nLeeds\tB-LOC\n"


def test_the_scores_are_of_the_model_and_the_lexicon_that_are_shipped() -> None:
    scores = tomllib.loads((ROOT / "training" / "scores.toml").read_text("utf-8"))

    assert scores["model"] == digest(MODEL)
    assert scores["lexicon"] == digest(LEXICON)


def test_the_data_card_names_the_model() -> None:
    assert digest(MODEL)[:12] in (ROOT / "training" / "DATA_CARD.md").read_text("utf-8")


def test_made_sentences_are_the_same_each_time() -> None:
    assert made(50) == made(50)


def test_each_template_can_be_filled_and_its_names_are_where_they_are_said_to_be() -> None:
    maker = Maker()
    text, names, _ = maker.fill("Thank you {first} and Mrs {last}!")

    assert text.startswith("Thank you ")
    assert len(names) == 2
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in names)


def test_names_in_made_sentences_are_labelled() -> None:
    labels = [label for sentence in made(200) for label in sentence.labels]

    assert {"B", "I", "O"} <= set(labels)


def test_handles_and_possessive_endings_of_the_corpora_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "x.conll").write_text(CONLL, "utf-8")

    told = [
        [(token.text, label) for token, label in zip(sentence.tokens, sentence.labels, strict=True) if label != "O"]
        for tweet in tweets(tmp_path)
        for sentence in tweet.sentences
    ]

    assert told == [[("Katie", "B"), ("Hopkins", "I")], [("Ronaldo", "B"), ("Leeds", "L")]]


def test_spans_are_read_from_labels() -> None:
    assert gold(["B", "I", "O", "B", "B", "L"]) == {(0, 2), (3, 4), (4, 5)}
    assert round(Score(3, 1, 1).f1, 2) == 0.75


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    sentences = [*labelled("Well done Amina!", [(10, 15)]), *labelled("The fair is on Friday.", [])] * 3
    for name in ("a", "b"):
        train(sentences, {"max_iterations": 5, "c1": 0.1, "c2": 0.1}, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_tweets_for_testing_are_none_of_the_others(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Tweet\tO\n{number}\tO" for number in range(300)) + "\n\n"
    (tmp_path / "x.conll").write_text(lines * 2, "utf-8")

    told: dict[str, set[str]] = {}
    for tweet in tweets(tmp_path):
        told.setdefault(tweet.split, set()).add(" ".join(item.text for item in tweet.sentences[0].tokens))

    assert set(told) == {"train", "development", "test"}
    assert sum(map(len, told.values())) == 300
