"""How the name model is taught: the sentences made for it, the corpora, the card of its scores."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from linter.evidence.names.lexicon import FILE as LEXICON
from linter.evidence.names.tagger import FILE as MODEL
from tests.conftest import ROOT
from training.names.__main__ import digest, train
from training.names.corpora import Sentence, Tweet, labelled, tweets
from training.names.folds import FOLDS, cross_validated, fold, table
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


def _tweet(text: str, *spans: tuple[int, int]) -> Tweet:
    return Tweet("some/corpus", "train", tuple(labelled(text, list(spans), "some/corpus")))


def test_tweets_that_differ_only_in_handles_and_addresses_are_in_one_fold() -> None:
    same = ("RT @one: Katie won http://a.example/1", "RT @other: katie WON!! http://a.example/2", "rt Katie won")

    assert len({fold(_tweet(text)) for text in same}) == 1
    assert {fold(_tweet(f"this is tweet {'x' * number}")) for number in range(60)} == set(range(FOLDS))


def test_each_tweet_is_read_once_by_a_model_that_has_not_learnt_from_it(tmp_path: Path) -> None:
    some = [_tweet(f"Well done Katie {'x' * number}", (10, 15)) for number in range(12)]
    taught: list[Sequence[Sentence]] = []

    def teach(sentences: Sequence[Sentence]) -> pycrfsuite.Tagger:
        taught.append(sentences)
        train([*sentences, *made(20, hide=0.2)], {"max_iterations": 20, "c1": 0.1, "c2": 0.1}, tmp_path / "a")
        model = pycrfsuite.Tagger()
        model.open(str(tmp_path / "a"))
        return model

    told = list(cross_validated(some, teach))

    parts = [[tweet.sentences[0] for tweet in some if fold(tweet) == part] for part in range(FOLDS)]
    assert [len(part) for part in told] == [len(part) for part in parts]
    for part, sentences in zip(parts, taught, strict=True):
        assert len(sentences) == len(some) - len(part)
        assert not set(part) & set(sentences)
    assert sum(one.right for part in told for _, one in part) == len(some)


def test_the_table_tells_of_all_tweets_and_of_each_source_with_standard_errors() -> None:
    told = [("a/x", Score(1, 1, 0)), ("b/y", Score(1, 0, 0)), ("b/y", Score(0, 0, 1))]

    everything, first, second = table(told)

    assert everything.startswith("all tweets: 3 names, precision 0.667 ± 0.")
    assert "± 0.000" not in everything
    assert first == "a/x: 1 names, precision 0.500 ± 0.000, recall 1.000 ± 0.000, f1 0.667 ± 0.000"
    assert second.startswith("b/y: 2 names, precision 1.000 ± ")
