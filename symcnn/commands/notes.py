"""Notes on a network, which go to standard error beside what was asked for."""

from __future__ import annotations

from symcnn.network.figures.figures import Figures
from symcnn.network.figures.unusual import unusual


def notes_on(figures: Figures, language: str) -> str:
    """What is unusual about the network, each with its line; nothing where all is usual."""
    found = unusual(figures)
    if not found:
        return ""
    from symcnn.core.text.places import Places
    from symcnn.pages.build.faults import shown_at

    return shown_at(found, Places(figures.network.source), language, "note")
