"""A run in a process of its own, to be killed: it tells each step on standard output.

Arguments: the folder, the inputs. RUN_FILE_LIMIT bounds the size of files that it may write, as a full disk does.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from run_fakes import load_fake

from summitry.errors import SummitryError
from summitry.run import fingerprint
from summitry.run.batch import run
from summitry.run.failures import Interrupted
from summitry.run.progress import Progress
from summitry.run.settings import Settings


class Lexicon:
    def __init__(self, extra: Path | None) -> None:
        del extra

    fingerprint = ""


class Told(Progress):
    def start(self, total: int) -> None:  # noqa: ARG002
        print("start", flush=True)

    def done(self, characters: int) -> None:  # noqa: ARG002
        print("done", flush=True)

    def finishing(self) -> None:
        print("finishing", flush=True)


def main(folder: str, *inputs: str) -> int:
    # Of no matter here, and slow.
    fingerprint.code_digest = lambda: "code"
    fingerprint.load_lexicon = Lexicon
    if "RUN_FILE_LIMIT" in os.environ:
        limit = int(os.environ["RUN_FILE_LIMIT"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        outcome = run(Settings(inputs=inputs, workers=2), Path(folder), load=load_fake, progress=Told())
    except Interrupted:
        return 130
    except SummitryError as error:
        print(f"failed: {error.name}: {error}", flush=True)
        return 1
    print(outcome.processed, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
