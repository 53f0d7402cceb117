"""Parameter counts of well-known networks beside their names: VGG-16 (138M parameters)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.documents.reading.numbers import NUMBER, NUMBERS, read_number

CODE = Code("model-figure", RulePage(
    title=("Figures of known networks", "知名网络的数据"),
    finds=(
        "Numbers of parameters right behind the name of a well-known network.",
        "紧跟在知名网络名称之后的参数数量。",
    ),
    decides=(
        "The figure is compared with the counts of the published network and of its versions in Keras and "
        "torchvision. One that no known variant has is undecided: the text may speak of a variant of its own.",
        "将数值与发表的网络及其 Keras、torchvision 版本的参数数量比较。各已知版本均不相符时为未定：文中可能另有所指。",
    ),
    right="LeNet-5 has 60,000 trainable parameters.",
    other="LeNet-5 has 600,000 trainable parameters.",
    verdict=Verdict.UNDECIDED,
    examples=(
        Example(("parameters of well-known networks", "知名网络的参数数量"), ".txt", Verdict.ROUNDED,
            "VGG-16 (138M parameters)"),
        Example(("figures that no known variant has", "已知版本均不相符的数值"), ".txt", Verdict.UNDECIDED,
            "AlexNet has 80M parameters"),
    ),
))  # fmt: skip

Variant = tuple[Said | Sentence, ...]


@record
class Count:
    """A published or recounted number of parameters, and of which variant."""

    params: int
    variant: Variant


@record
class KnownModel:
    """A network by the pattern of its name, with the counts of its usual variants."""

    name: str
    pattern: str
    counts: tuple[Count, ...]


PAPER, WEIGHTS, NO_GROUPS, ALL_MAPS, NO_TOP, ONE_HEAD, HEADS = (
    (Sentence(f"variant.{name}"),)
    for name in ("paper", "weights", "without-groups", "all-maps", "no-top", "auxiliary-head", "auxiliary-heads")
)
KERAS: Variant = ("Keras",)
TORCHVISION: Variant = ("torchvision",)

MODELS: tuple[KnownModel, ...] = (
    KnownModel("LeNet-5", r"LeNet(?:[- ]?5)?", (Count(60_000, PAPER), Count(61_706, ALL_MAPS))),
    KnownModel(
        "AlexNet",
        r"AlexNet",
        (
            Count(60_965_224, PAPER),
            Count(60_954_656, PAPER + WEIGHTS),
            Count(62_378_344, NO_GROUPS),
            Count(61_100_840, TORCHVISION),
        ),
    ),
    KnownModel("VGG-11", r"VGG[- ]?11", (Count(132_863_336, TORCHVISION),)),
    KnownModel("VGG-13", r"VGG[- ]?13", (Count(133_047_848, TORCHVISION),)),
    KnownModel("VGG-16", r"VGG[- ]?(?:Net[- ]?)?16", (Count(138_357_544, PAPER), Count(14_714_688, KERAS + NO_TOP))),
    KnownModel("VGG-19", r"VGG[- ]?(?:Net[- ]?)?19", (Count(143_667_240, PAPER), Count(20_024_384, KERAS + NO_TOP))),
    KnownModel(
        "GoogLeNet",
        r"Goog[Ll]e[Nn]et|Inception[- ]?v1",
        (Count(6_998_552, PAPER), Count(6_624_904, TORCHVISION), Count(13_004_888, TORCHVISION + HEADS)),
    ),
    KnownModel(
        "Inception-v3",
        r"Inception[- ]?[vV]3",
        (Count(23_851_784, KERAS), Count(27_161_264, TORCHVISION + ONE_HEAD)),
    ),
    KnownModel("ResNet-18", r"ResNet[- ]?18", (Count(11_689_512, TORCHVISION),)),
    KnownModel("ResNet-34", r"ResNet[- ]?34", (Count(21_797_672, TORCHVISION),)),
    KnownModel(
        "ResNet-50",
        r"ResNet[- ]?50",
        (Count(25_557_032, TORCHVISION), Count(25_636_712, KERAS), Count(23_587_712, KERAS + NO_TOP)),
    ),
    KnownModel("ResNet-101", r"ResNet[- ]?101", (Count(44_549_160, TORCHVISION), Count(44_707_176, KERAS))),
    KnownModel("ResNet-152", r"ResNet[- ]?152", (Count(60_192_808, TORCHVISION), Count(60_419_944, KERAS))),
    KnownModel("SqueezeNet", r"SqueezeNet", (Count(1_248_424, TORCHVISION), Count(1_235_496, (*TORCHVISION, "1.1")))),
    KnownModel(
        "MobileNet", r"MobileNet(?:[- ]?[vV]1)?(?![- ]?[vV])", (Count(4_231_976, PAPER), Count(4_253_864, KERAS))
    ),
    KnownModel(
        "MobileNetV2",
        r"MobileNet[- ]?[vV]2",
        (Count(3_400_000, PAPER), Count(3_504_872, TORCHVISION), Count(3_538_984, KERAS)),
    ),
    KnownModel("DenseNet-121", r"DenseNet[- ]?121", (Count(7_978_856, TORCHVISION), Count(8_062_504, KERAS))),
)
"""Sources: the papers and documentation of the models, recounted by this project's examples where it has them."""

_BEGINNING = late_pattern("LeNet|AlexNet|VGG|Goog|Inception|ResNet|SqueezeNet|MobileNet|DenseNet")
_NAME = late_pattern(
    "|".join(rf"(?P<m{place}>(?<![A-Za-z0-9]){model.pattern}(?![\w-]))" for place, model in enumerate(MODELS))
)
_FIGURE = late_pattern(
    rf"(?P<figure>{NUMBER})[ \t]*(?:个|trainable |可训练)?[ \t]*(?:params?\b|parameters\b|参数)", re.IGNORECASE
)
_LABELLED = late_pattern(
    rf"(?:参数量?|参数个数|params?|parameters)[ \t]*(?:大?约为?|[为是:=≈]|\bof\b|about)?[ \t]*(?P<figure>{NUMBER})",
    re.IGNORECASE,
)
_REACH = 30


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on parameter counts that stand right behind a network's name, on the same line."""
    for start, end in read.stretches:
        yield from _in_text(read.text, start, end)


def _in_text(text: str, start: int, end: int) -> Iterator[Finding]:
    """A count that no usual variant has is undecided: the text may speak of a variant of its own."""
    for beginning in _BEGINNING.finditer(text, start, end):
        name = _NAME.match(text, beginning.start(), end)
        if name is None:
            continue
        stop = text.find("\n", name.end(), end)
        reach = min(name.end() + _REACH, end if stop < 0 else stop)
        last = min(reach + _REACH, end if stop < 0 else stop)
        figures = (pattern.search(text, name.end(), last) for pattern in (_FIGURE, _LABELLED))
        figure = min(filter(None, figures), key=lambda one: one.start("figure"), default=None)
        if figure is None or figure.start() > reach or _NAME.search(text, name.end(), figure.start()):
            continue
        digits = NUMBERS.match(text, figure.start("figure"))
        read = read_number(digits) if digits else None
        if read is not None and read.unit == "" and read.value >= 1000:
            model = MODELS[int((name.lastgroup or "m0")[1:])]
            yield _judged(model, read, name.start(), figure.end())


def _judged(model: KnownModel, figure: PrintedNumber, start: int, end: int) -> Finding:
    for count in model.counts:
        found = agreement(count.params, figure.value, figure, about=False)
        if found in AGREEING:
            verdict = VERDICTS[found]
            values = {"model": model.name, "variant": count.variant, "value": Num(count.params)}
            chain = (Op("=", (Sym("params"), Num(count.params))),)
            return Finding(
                start,
                end,
                Kind.CLAIM,
                CODE,
                verdict,
                Num(figure.value),
                Num(count.params),
                Sentence("model.known", values),
                chain,
                layer=None,
            )
    known = tuple(
        Sentence("model.count", {"value": Num(count.params), "variant": count.variant}) for count in model.counts
    )
    return Finding(
        start,
        end,
        Kind.CLAIM,
        CODE,
        Verdict.UNDECIDED,
        Num(figure.value),
        None,
        Sentence("model.other", {"model": model.name, "known": known}),
    )
