"""Which format a file has: only what is surely of another one is called so."""

from __future__ import annotations

import pytest

from symcnn.core.text.file_formats import binary_format, text_format


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("net.cnn", b"%PDF-1.7\n\x00", "pdf"),
        ("net.cnn", b"\x89PNG\r\n\x1a\n\x00", "image"),
        ("net.cnn", b"PK\x03\x04\x00", "archive"),
        ("net.keras", b"PK\x03\x04\x00", "weights"),
        ("report.docx", b"PK\x03\x04\x00", "office"),
        ("net.h5", b"\x89HDF\r\n\x1a\n", "weights"),
        ("net.onnx", b"\x08\x07\x12", "onnx"),
        ("net.cnn", b"\x00\x01", ""),
    ],
)
def test_binary_formats(name: str, data: bytes, expected: str) -> None:
    assert binary_format(name, data) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # by the ending
        ("model.py", "relu(", "python"),
        ("notes.md", "conv 6 5", "markdown"),
        ("rows.csv", "conv N=6", "csv"),
        # by what the text looks like
        ("a.cnn", '{"nbformat": 4, "cells": []}', "notebook"),
        ("a.cnn", '{"class_name": "Sequential"}', "json"),
        ("a.cnn", "import torch\nm = torch.nn.ReLU()\n", "python"),
        ("a.cnn", "class Net:\n    pass\n", "python"),
        ("a.cnn", "<!DOCTYPE html>\n<p>conv", "html"),
        ("a.cnn", "\\documentclass{article}\n", "latex"),
        ("a.cnn", "layer,kernel,maps\nconv,5,6\nconv,5,16\n", "csv"),
        ("a.cnn", "# LeNet\n\nThe first layer has six maps.\n\n- conv\n- pool\n", "markdown"),
        ("a.cnn", "| layer | N |\n|---|---|\n| conv | 6 |\n", "markdown"),
        # a network with faults, whatever they are
        ("a.cnn", "# LeNet\ninput 32x32x1\nConv2D(6, 5)\n", ""),
        ("a.cnn", "model.add(Conv2D(6, 5))\nmodel.add(ReLU())\n", "python"),
        ("a.cnn", "model.add(Conv2D(6, 5))\n", ""),
        ("a.cnn", "Conv2D(6, 5)\nrelu\n", ""),
        ("a.cnn", '{"type": "conv", "N": 6\n', ""),
        ("a.cnn", "- conv: {N: 6, K: 5}\n- relu\n- N=6\n- K=5\nconv N=6\nrelu 5\npool K=2", ""),
        ("a.cnn", "conv, 6, 5\nrelu\n", ""),
        ("a.cnn", "conv N=6, K=5, P=0\nconv N=6, K=5, P=0\n", ""),
        ("a.cnn", "", ""),
    ],
)
def test_formats_of_texts(name: str, text: str, expected: str) -> None:
    assert text_format(name, text) == expected
