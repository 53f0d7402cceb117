"""`symcnn prove`: what it takes, and where its answer goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import assert_status, run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("prove O=floor((I+2*P-K)/S)+1", 0),
        ("prove I+I 2*I", 0),
        ("prove WC=K*C*N", 1),
        ("prove I 2*I", 1),
        ("prove", 2),
        ("prove O=", 2),
        ("prove O=1/0", 2),
        ("prove O=I --kind cnov", 2),
        ("prove wieghts=I --kind conv", 2),
        ("prove O=I --letters nothing", 2),
        ("prove O=I W=I", 2),
        ("prove O=I -o out.pdf", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "form"), [("-o out.tex", "--latex"), ("-o out.json", "--json"), ("-s -o out.tex", "-s")]
)
def test_the_proof_is_written_to_a_file(options: str, form: str) -> None:
    result = run("prove", "WC=K*C*N", *options.split())
    assert (result.exit_code, result.stdout) == (1, "")
    written = Path(options.split()[-1]).read_text("utf-8")
    assert written == run("prove", "WC=K*C*N", form).stdout
    assert ("\\documentclass" in written) == ("-s" in options)
