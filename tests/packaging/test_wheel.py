"""What a built wheel holds: the package with its data, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import summitry

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline/summitry"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built of a copy, so that the checkout stays clean, with what is installed alone: no index is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        "out",
        ".",
    ]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    with zipfile.ZipFile(next((folder / "out").glob("*.whl"))) as archive:
        yield archive


def test_only_the_package_is_installed(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"summitry", f"summitry-{summitry.__version__}.dist-info"}


def test_every_file_of_the_package_is_in_it(wheel):
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(PACKAGE.parent).as_posix() for path in files} <= set(wheel.namelist())


def test_the_command_and_the_licence_are_in_it(wheel):
    home = f"summitry-{summitry.__version__}.dist-info"
    assert "summitry = summitry.cli:main" in wheel.read(f"{home}/entry_points.txt").decode()
    assert "Apache License" in wheel.read(f"{home}/licenses/LICENSE").decode()
    metadata = wheel.read(f"{home}/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Dist: spacy<3.9,>=3.8" in metadata
