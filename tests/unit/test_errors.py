from __future__ import annotations

import pickle

import pytest

from summitry import errors
from summitry.errors import ExtractionError, SummitryError, UnreadableInput

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SummitryError)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_errors_survive_pickling_with_every_field(kind):
    error = kind("a.txt", "broken", stage="read", remedy="Mend it", retry=True)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.as_dict() == error.as_dict()
    assert str(again) == "a.txt: broken. Mend it"


def test_errors_say_their_stage_and_whether_a_retry_can_help():
    assert UnreadableInput("a.txt", "busy").as_dict() == {
        "source": "a.txt",
        "stage": "read",
        "error": "UnreadableInput",
        "reason": "busy",
        "remedy": "",
        "retry": True,
    }
    assert (ExtractionError("a.txt", "x").stage, ExtractionError("a.txt", "x").retry) == ("extract", False)
    assert str(SummitryError("", "no article at fault")) == "no article at fault"
