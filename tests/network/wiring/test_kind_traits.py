"""What kinds are like is told by their parameters and traits: one that is new is known without its name."""

from __future__ import annotations

import pytest

from symcnn.network.wiring.kind_traits import (
    has_only_units,
    is_flattening,
    is_global,
    is_pool,
    is_vector,
    is_windowed,
    keeps_channels,
)


@pytest.mark.parametrize(
    ("trait", "kinds", "others"),
    [
        (is_windowed, ("conv", "depthwise", "max_pool"), ("dense", "global_avg_pool", "upsample")),
        (is_pool, ("max_pool", "subsample"), ("conv", "global_max_pool", "adaptive_avg_pool")),
        (has_only_units, ("dense", "rbf"), ("conv", "embedding", "flatten")),
        (is_flattening, ("flatten",), ("reshape", "select", "global_avg_pool", "relu")),
        (is_global, ("global_avg_pool", "global_max_pool"), ("flatten", "select", "adaptive_avg_pool", "dense")),
        (is_vector, ("dense", "flatten", "embedding"), ("conv", "global_avg_pool", "relu")),
        (keeps_channels, ("batch_norm", "global_avg_pool"), ("flatten", "conv", "add", "relu")),
    ],
)
def test_what_kinds_are_like(trait: object, kinds: tuple[str, ...], others: tuple[str, ...]) -> None:
    assert callable(trait)
    assert all(map(trait, kinds))
    assert not any(map(trait, (*others, "mystery")))
