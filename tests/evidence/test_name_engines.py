"""A name engine of the user's: which it is, what it adds to the names that nobody knows, and what it never does."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy

from linter import Linter, Post
from linter.cache.inputs import is_same, surroundings, take
from linter.engine import Linter as Engine
from linter.errors import SettingsError
from linter.evidence import Evidence
from linter.evidence.names.engine_choice import chosen, read_from
from linter.evidence.names.engines import CLUE
from linter.settings import load
from tests.conftest import ROOT, SAMPLES

NAMED = ("Thistledown Quern", "Zebedee", "Kestrels", "Harvest", "Mrs Pettigrew-Vole", "@marlow", "Sea Shanty")


def model(folder: Path, names: tuple[str, ...] = NAMED, label: str = "PERSON") -> Path:
    """Write a model of spaCy's that knows some names and nothing else."""
    made = spacy.blank("en")
    ruler: Any = made.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name in names])
    folder.parent.mkdir(exist_ok=True)
    made.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the settings of a school with a model in a folder."""
    folder = tmp_path_factory.mktemp("school")
    model(folder / "private" / "model")
    return settings(folder, 'engine = "spacy"', 'model = "private/model"')


def settings(folder: Path, *lines: str) -> Path:
    path = folder / "postlint.toml"
    people = f"[people]\nroll = '{SAMPLES}/people/roll.csv'\nstaff = '{SAMPLES}/people/staff.csv'\n"
    path.write_text("\n".join(['[school]\nname = "Marlow Bridge School"', people, "[names]", *lines]), "utf-8")
    return path


def told(path: Path, text: str) -> list[tuple[str, str]]:
    """Return (severity, words) of each name that is on no list."""
    found = Linter.from_settings(path, select=["possible-child-name"]).check(Post(text)).findings
    return [(one.severity, text[one.place.start : one.place.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We heard Thistledown Quern at the fair.", [("info", "Thistledown Quern")]),
        ("We heard Thistledown Quern’s harp.", [("info", "Thistledown Quern")]),
        ("Thistledown Quern (Year 3) baked bread.", [("warning", "Thistledown Quern")]),
        ("Well done to **Thistledown Quern** 🎉", [("warning", "Thistledown Quern")]),
        # a title makes it an adult's, a class or a word of every day nobody's, and handles and tags are no prose
        ("We thank Mrs Pettigrew-Vole.", []),
        ("Kestrels are at the fair, and so is the Harvest table.", []),
        ("Ask @marlow, or look at #Zebedee on http://zebedee.example/Zebedee", []),
        ("The Sea Shanty evening is on Friday.", []),
        ("Cakes on Friday.", []),
    ],
)
def test_what_the_engine_reads_is_weighed_like_any_name_that_nobody_knows(
    school: Path, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert told(school, text) == wanted


def test_without_an_engine_none_of_it_is_read(tmp_path: Path) -> None:
    assert told(settings(tmp_path), "We heard Thistledown Quern at the fair.") == []


POSTS = (
    "Well done Zofia Kwiatek and Zebedee in Year 4!",
    "Amina Sandbrook, Thistledown Quern and Callum won the cup. Kestrels cheered.",
    "Zebedee Kwiatek read to Noah. Mrs Pettigrew-Vole clapped.",
    "Rose class will sing with grace on Friday; April was mild.",
    "Oluwaseun Adeyemi came to the Harvest.",
)


@pytest.mark.parametrize("text", POSTS)
def test_an_engine_only_adds_and_changes_nothing_of_who_is_listed(school: Path, tmp_path: Path, text: str) -> None:
    with_it = Evidence(Post(text), Engine.from_settings(school).context).people
    without = Evidence(Post(text), Engine.from_settings(settings(tmp_path)).context).people

    assert [one for one in with_it if one.who != "unknown"] == [one for one in without if one.who != "unknown"]
    spans = {(one.start, one.end): one.confidence for one in with_it}
    assert all(spans.get((one.start, one.end), -1) >= one.confidence for one in without)


def test_a_name_alone_never_blocks_a_post(school: Path) -> None:
    for text in POSTS:
        assert all(severity != "error" for severity, _ in told(school, text))


def test_who_said_so_is_told_without_the_name(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.exempted import run

    (school.parent / "a.md").write_text("Thistledown Quern and Zebedee (Year 3) baked bread.\n", "utf-8")
    monkeypatch.chdir(school.parent)

    run("check", "--explain-why", "a.md:1")
    out = capsys.readouterr().out

    assert CLUE in out
    assert "name engine spacy, private/model: how sure it is that this is a person: 0.85" in out
    assert "name model  does not read it as a name" in out
    assert "Thistledown" not in out
    assert "Quern" not in out


CONFIGURATION = """
nlp_engine_name: spacy
models:
  - lang_code: cy
    model_name: cy_no_such_model
  - lang_code: en
    model_name: private/model
ner_model_configuration:
  model_to_presidio_entity_mapping:
    CHILD: PERSON
    GPE: LOCATION
  default_score: 0.95
  low_score_entity_names:
  -
  labels_to_ignore:
  - ORG
"""


@pytest.mark.parametrize("head", ["", "nlp_configuration:\n"])
def test_a_file_as_users_of_presidio_have_it_sets_up_an_engine(tmp_path: Path, head: str) -> None:
    model(tmp_path / "private" / "model", ("Thistledown Quern",), "CHILD")
    text = CONFIGURATION.replace("\n", "\n  ") if head else CONFIGURATION
    (tmp_path / "private" / "nlp.yaml").write_text(head + text, "utf-8")
    path = settings(tmp_path, 'engine = "private/nlp.yaml"')

    assert told(path, "We heard Thistledown Quern at the fair.") == [("info", "Thistledown Quern")]
    (named,) = Evidence(Post("We heard Thistledown Quern."), Engine.from_settings(path).context).engine_names
    assert named.confidence == 0.95


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nlp_engine_name: [spacy", "nlp.yaml:1: is not valid YAML"),
        ("- spacy", "nlp.yaml: is a list, not a table of keys and values"),
        ("models: []", "nlp.yaml: nlp_engine_name: is missing"),
        ("nlp_engine_name: slim\nmodels: []", "nlp_engine_name: is 'slim', not one of spacy, stanza, transformers"),
        ("nlp_engine_name: spacy\nmodels: []", "models: has none for English"),
        ("nlp_engine_name: spacy\nmodel: []\nmodels: []", "model: is not a known key (did you mean 'models'?)"),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: {spacy: a, transformers: b}}]",
            "models[0].model_name: is two models, not one",
        ),
        (
            "nlp_engine_name: transformers\nmodels: [{lang_code: en, model_name: a}]",
            "models[0].model_name: is not two models, spacy and transformers",
        ),
        (
            "nlp_engine_name: stanza\nmodels: [{lang_code: en, model_name: en}]",
            "models[0].model_name: the engine 'stanza' needs the package 'stanza', which is not installed (pip install",
        ),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: en_no_such_model}]",
            "models[0].model_name: the model 'en_no_such_model' is not installed (python -m spacy download",
        ),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: a}]\nner_model_configuration: "
            "{labels_to_ignore: [PERSON]}",
            "ner_model_configuration.labels_to_ignore: passes over PERSON",
        ),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: a}]\nner_model_configuration: "
            "{model_to_presidio_entity_mapping: {ORG: ORGANIZATION}}",
            "ner_model_configuration.model_to_presidio_entity_mapping: has no label of people",
        ),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: a}]\nner_model_configuration: "
            "{default_score: 8}",
            "ner_model_configuration.default_score: is not from 0 to 1",
        ),
    ],
)
def test_a_file_that_sets_up_nothing_stops_the_run_before_any_draft(tmp_path: Path, text: str, wanted: str) -> None:
    (tmp_path / "nlp.yaml").write_text(text, "utf-8")

    with pytest.raises(SettingsError) as caught:
        Linter.from_settings(settings(tmp_path, 'engine = "nlp.yaml"'))

    assert wanted in str(caught.value)
    assert "nlp.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        (lambda folder: folder.mkdir(), "names.model: 'm' is not the folder of a spaCy model: it has no config.cfg"),
        (lambda folder: folder.write_text("x"), "names.model: 'm' is a file (give the folder of the model, unpacked)"),
        (lambda folder: spacy.blank("en").to_disk(folder), "names.model: 'm' reads nothing: its pipeline is empty"),
        (lambda folder: model(folder, label="GPE"), "names.model: 'm' reads no people: none of its labels is PERSON"),
        (lambda folder: (model(folder) / "meta.json").write_text("{"), "names.model: 'm' has a meta.json that cannot"),
    ],
)
def test_a_folder_that_is_no_model_of_names_stops_the_run_before_any_draft(
    tmp_path: Path, write: object, wanted: str
) -> None:
    assert callable(write)
    write(tmp_path / "m")

    with pytest.raises(SettingsError) as caught:
        Linter.from_settings(settings(tmp_path, 'engine = "spacy"', 'model = "m"'))

    assert wanted in str(caught.value)
    assert "postlint.toml" in str(caught.value)


def test_a_model_that_cannot_be_loaded_fails_each_post_that_it_should_have_read(tmp_path: Path) -> None:
    path = settings(tmp_path, 'engine = "spacy"', 'model = "m"')
    (model(tmp_path / "m") / "config.cfg").write_text("[nlp]\nlang = 3\n", "utf-8")
    linter = Linter.from_settings(path)

    failed = linter.check(Post("We heard Thistledown Quern."))
    quiet = linter.check(Post("Cakes on Friday."))

    assert "'m' cannot be loaded" in str(failed.all_failures[0])
    assert failed.exit_code == 2
    assert not quiet.all_failures


# Runs `postlint check` with connections and other programs forbidden.
_ALONE = """
import sys
def forbid(event, args):
    if (event.startswith("socket.") and event != "socket.gethostname") or event in ("subprocess.Popen", "os.system"):
        raise RuntimeError("forbidden: " + event)
from linter.cli import main
sys.addaudithook(forbid)
sys.exit(main(["check", "--no-cache", "--select", "possible-child-name", "a.md"]))
"""


def alone(folder: Path, *further: Path) -> subprocess.CompletedProcess[str]:
    (folder / "a.md").write_text("We heard Thistledown Quern at the fair.\n", "utf-8")
    path = os.pathsep.join(map(str, (ROOT, *further)))
    environment = {"PYTHONPATH": path, "POSTLINT_CACHE_DIR": "", "HOME": str(folder), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", _ALONE], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_a_model_is_read_without_a_connection_and_without_another_program(tmp_path: Path) -> None:
    model(tmp_path / "m")
    settings(tmp_path, 'engine = "spacy"', 'model = "m"')

    done = alone(tmp_path)

    assert "possible-child-name" in done.stdout, done.stderr
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.slow
def test_an_installed_package_is_a_model(tmp_path: Path) -> None:
    site = tmp_path / "site"
    package = site / "en_quern"
    package.mkdir(parents=True)
    inner = model(package / "en_quern-1.0.0")
    meta = json.loads((inner / "meta.json").read_text("utf-8")) | {"name": "quern", "version": "1.0.0"}
    for folder in (package, inner):
        (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    load_it = "from spacy.util import load_model_from_init_py\n\ndef load(**changes):\n"
    (package / "__init__.py").write_text(f"{load_it}    return load_model_from_init_py(__file__, **changes)\n", "utf-8")
    (site / "en_quern-1.0.0.dist-info").mkdir()
    metadata = "Metadata-Version: 2.1\nName: en_quern\nVersion: 1.0.0\n"
    (site / "en_quern-1.0.0.dist-info" / "METADATA").write_text(metadata, "utf-8")
    settings(tmp_path, 'engine = "spacy"', 'model = "en_quern"')

    done = alone(tmp_path, site)

    assert "possible-child-name" in done.stdout, done.stderr


def test_a_model_that_is_missing_is_never_downloaded(tmp_path: Path) -> None:
    settings(tmp_path, 'engine = "spacy"', 'model = "en_core_web_missing"')

    done = alone(tmp_path)

    assert done.returncode == 2
    assert "the model 'en_core_web_missing' is not installed" in done.stderr
    assert "forbidden" not in done.stderr


@pytest.mark.slow
def test_a_model_that_went_away_after_it_was_found_is_never_downloaded(tmp_path: Path) -> None:
    code = f"""
import shutil, sys
def forbid(event, args):
    if event.startswith("socket.") or event == "subprocess.Popen":
        raise RuntimeError("forbidden: " + event)
sys.addaudithook(forbid)
from linter import Linter, Post
from linter.cache.inputs import is_same, surroundings, take
linter = Linter.from_settings({str(settings(tmp_path, 'engine = "spacy"', 'model = "m"'))!r})
shutil.rmtree({str(tmp_path / "m")!r})
print(*linter.check(Post("We heard Thistledown Quern.")).all_failures, sep="\\n")
"""
    model(tmp_path / "m")

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "names.model" in done.stdout, done.stderr
    assert "'m' is not a folder" in done.stdout or "the model 'm' is not installed" in done.stdout
    assert "forbidden" not in done.stdout + done.stderr


def test_nothing_is_imported_for_a_text_that_names_nobody_or_without_an_engine(school: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from linter import Linter, Post
from linter.cache.inputs import is_same, surroundings, take
Linter.from_settings({str(school)!r}).check(Post("Year 4 are making clay pots for the fair on Friday."))
assert not {{"spacy", "presidio_analyzer"}} & sys.modules.keys()
Linter.from_settings({str(settings(tmp_path))!r}).check(Post("We heard Thistledown Quern and Kwame."))
assert not {{"spacy", "presidio_analyzer"}} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


# Says whether the run was told over again. With a clock that is far ahead nothing looks as if it were still written.
_KEPT = """
import sys, time
real = time.time_ns
time.time_ns = lambda: real() + 60_000_000_000
from linter import replay
from linter.cli import main
print(replay.recall(sys.argv[1:]) is not None, file=sys.stderr)
main(sys.argv[1:])
"""


def check(folder: Path) -> tuple[str, list[str]]:
    """Return whether a run was told over again, and which names that nobody knows it found."""
    done = subprocess.run(
        [sys.executable, "-c", _KEPT, "check", "--format", "json", "drafts"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(folder / "cache"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    findings = json.loads(done.stdout)["posts"][0]["findings"]
    return done.stderr.strip(), [one["excerpt"] for one in findings if one["rule"] == "possible-child-name"]


@pytest.mark.slow
def test_kept_results_are_told_again_until_the_model_changes(tmp_path: Path, ready: Path) -> None:
    shutil.copytree(ready, tmp_path / "cache")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text("We heard Thistledown Quern at the fair.\n", "utf-8")
    model(tmp_path / "m")
    text = "nlp_engine_name: spacy\nmodels: [{lang_code: en, model_name: m}]\n"
    (tmp_path / "nlp.yaml").write_text(text, "utf-8")
    settings(tmp_path, 'engine = "nlp.yaml"')

    assert check(tmp_path) == ("False", ["T••• Q•••"])
    assert check(tmp_path) == ("True", ["T••• Q•••"])
    model(tmp_path / "m", ("Zebedee",))
    assert check(tmp_path) == ("False", [])


def test_a_large_model_is_known_by_its_stamps_and_keeps_no_run_from_being_kept(tmp_path: Path) -> None:
    path = settings(tmp_path, 'engine = "spacy"', 'model = "m"')
    model(tmp_path / "m")
    with (tmp_path / "m" / "weights").open("wb") as file:
        file.truncate(100_000_000)

    (before,) = [one for one in surroundings(str(path), str(tmp_path), (), young=True) if one.kind == "model"]
    (tmp_path / "m" / "meta.json").write_text("{}", "utf-8")

    assert before.path == str(tmp_path / "m")
    assert not is_same(before)
    assert is_same(take("model", before.path, young=True))


def test_the_folder_of_a_model_holds_no_drafts(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from linter.projects import gather

    monkeypatch.chdir(school.parent)

    projects, _ = gather(["."], None)

    assert not [path for project in projects for path in project.files if "private" in path]
    assert (school.parent / "private" / "model" / "meta.json").is_file()


def test_the_reading_of_names_depends_on_the_file_and_the_folder_of_the_model(school: Path, tmp_path: Path) -> None:
    assert read_from(load(school)) == (school.parent / "private" / "model",)
    assert read_from(load(settings(tmp_path))) == ()
    assert chosen(load(settings(tmp_path))) is None


def test_an_engine_is_found_anew_when_its_model_has_changed(tmp_path: Path) -> None:
    path = settings(tmp_path, 'engine = "spacy"', 'model = "m"')
    model(tmp_path / "m")
    first = chosen(load(path))
    meta = tmp_path / "m" / "meta.json"
    meta.write_text(meta.read_text("utf-8") + "\n", "utf-8")

    assert chosen(load(path)) is not first


def test_a_linter_with_an_engine_goes_to_other_processes(school: Path) -> None:
    linter = pickle.loads(pickle.dumps(Linter.from_settings(school, select=["possible-child-name"])))

    assert len(linter.check(Post("We heard Thistledown Quern.")).findings) == 1
