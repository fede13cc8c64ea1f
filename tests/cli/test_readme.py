"""What the README says holds: its commands run and print what stands under them, its Python too."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from summitry.cli import app
from summitry.vocabulary import LEGAL_VALUES, PARTICIPATION_VALUES, PREDICATES, TREATY_VALUES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODEL = ROOT / "pipeline/summitry/model"
needs_the_model = pytest.mark.skipif(not MODEL.exists(), reason="the trained pipeline is not there")


def fenced(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def commands():
    """Each command of the README with the output that stands under it."""
    for block in fenced("console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A folder in which the paths of the README lead to this checkout, and outputs go nowhere near it."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    return folder


@needs_the_model
def test_commands_print_what_the_readme_says(checkout, environment):
    summitry = f"{shlex.quote(sys.executable)} -m summitry"
    for command, expected in commands():
        told = re.sub(r"(^|\| )summitry ", rf"\1{summitry} ", command)
        run = subprocess.run(told, shell=True, cwd=checkout, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, f"{command}\n{run.stderr}"
        got = run.stderr + run.stdout
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        if expected:
            assert doctest.OutputChecker().check_output(expected, got, flags), f"{command}\n{got}"
        else:
            assert run.stdout, command


@needs_the_model
def test_python_of_the_readme(capsys):
    (session,) = [block for block in fenced("python") if ">>>" in block]
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0, capsys.readouterr().out


def test_every_command_of_the_tool_is_in_the_readme():
    shown = {command.split("summitry ")[1].split()[0] for command, _ in commands()}
    assert set(typer.main.get_command(app).commands) | {"--version"} == shown


def test_the_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?!-)", "\n".join(fenced("sh")))) == {"demo", "test"}
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def test_vocabularies_of_the_readme_are_complete():
    named = set(re.findall(r"`([a-z_]+)`", README))
    assert {*PARTICIPATION_VALUES, *TREATY_VALUES, *LEGAL_VALUES, *PREDICATES} <= named


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_lexicon_of_the_readme_is_read(tmp_path):
    from summitry.lexicon import load_lexicon

    (rows,) = fenced("csv")
    (tmp_path / "organisations.csv").write_text(rows)
    added = load_lexicon(tmp_path).organisation("NOPA")
    assert added is not None
    assert added.name == "Norland Pact"


def test_the_front_matter_of_the_readme_is_read(tmp_path):
    from summitry.read.markdown import read_markdown

    (matter,) = fenced("yaml")
    article = read_markdown(f"{matter}Text.\n", "a.md")
    told = (article.title, str(article.published), article.url)
    assert told == ("Leaders meet in Norville", "2024-07-03", "https://example.org/leaders-meet")
