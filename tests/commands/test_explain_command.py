"""`symcnn explain`: every kind and every code has a page."""

from __future__ import annotations

import json
import re

import pytest
from shell import assert_status, run

from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.pages.build.faults import fault_codes


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("explain", 0),
        ("explain conv", 0),
        ("explain nothing", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.parametrize(
    ("form", "step"),
    [("text", 1), ("json", 1)]
    + [(form, 8) for form in ("markdown", "latex", "html")]
    + [pytest.param(form, 1, marks=pytest.mark.slow) for form in ("markdown", "latex", "html")],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_explains_everything(language: str, form: str, step: int) -> None:
    for subject in ((), *((name,) for name in (*catalogue_names(), *fault_codes())))[::step]:
        result = run("explain", *subject, f"--{form}", "--lang", language)
        assert result.exit_code == 0, subject
        assert len(result.stdout) > 20
        if form == "json":
            assert isinstance(json.loads(result.stdout), dict)
        elif subject:
            shown = re.sub(r"\\textunderscore(\{\})?|[\\{}]", lambda found: "_" if found[1] else "", result.stdout)
            assert subject[0] in shown


@pytest.mark.usefixtures("folder")
def test_the_code_of_every_message_is_explained() -> None:
    codes = re.findall(r"error\[([a-z-]+)\]", run("table", "faulty.cnn").stderr)
    assert len(codes) == 2
    for code in codes:
        assert run("explain", code).exit_code == 0
