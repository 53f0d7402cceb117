"""What people call from Python: networks as objects, and what the commands do as functions."""

from symcnn.library.answered import Answered
from symcnn.library.checked_path import CheckedPath, check
from symcnn.library.compared import Compared, compare
from symcnn.library.network_error import NetworkError
from symcnn.library.network_rows import NetworkRows
from symcnn.library.networks import Net, load, parse
from symcnn.library.owners import Layer, Owner
from symcnn.library.proved import Proved, prove
from symcnn.library.solved_for import ClosedAnswer, SolvedFor
from symcnn.library.swept_net import SweptNet
from symcnn.library.worked_solutions import WorkedSolution, derive

__all__ = [
    "Answered",
    "CheckedPath",
    "ClosedAnswer",
    "Compared",
    "Layer",
    "Net",
    "NetworkError",
    "NetworkRows",
    "Owner",
    "Proved",
    "SolvedFor",
    "SweptNet",
    "WorkedSolution",
    "check",
    "compare",
    "derive",
    "load",
    "parse",
    "prove",
]
