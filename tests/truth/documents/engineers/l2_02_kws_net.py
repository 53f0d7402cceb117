"""Keyword spotting on 1 s clips (16 kHz), DS-CNN flavour.

Front end: MFCC, window 40 ms, hop 20 ms, 10 coefficients.  A clip of 16000 samples
therefore gives 1 + (16000 - 640) // 320 = 49 frames, and the "image" is 49 x 10 x 1.

Nothing in this file has been run on the new torch; it is the cleaned-up version of the
2019 code.  Accuracy back then: 94.4 % on the 12-class task.
"""
import torch
import torch.nn as nn


class DSBlock(nn.Module):
    """Depthwise 3x3 + BN + ReLU, pointwise 1x1 + BN + ReLU, 64 channels all the way.

    No biases in the convs.  Parameters (BN: gamma and beta):
        depthwise  9 * 64      = 576
        BN         2 * 64      = 128
        pointwise  64 * 64     = 4096
        BN again                 128
        block                    4928
    A plain 3x3 conv 64 -> 64 without bias would need 36864 weights, i.e. about
    7.9 times the 4672 of depthwise + pointwise.
    """

    def __init__(self, c=64):
        super().__init__()
        self.dw = nn.Conv2d(c, c, 3, padding=1, groups=c, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.pw = nn.Conv2d(c, c, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)

    def forward(self, x):                       # (N, 64, 25, 5) in, same shape out
        x = torch.relu(self.bn1(self.dw(x)))
        return torch.relu(self.bn2(self.pw(x)))


class KwsNet(nn.Module):
    def __init__(self, n_classes=12):
        super().__init__()
        # kernel 10 along time, 4 along frequency; 64 * 40 = 2560 weights, bias-free
        self.conv1 = nn.Conv2d(1, 64, (10, 4), stride=(2, 2), padding=(5, 1), bias=False)
        self.bn = nn.BatchNorm2d(64)
        self.blocks = nn.Sequential(*[DSBlock(64) for _ in range(4)])
        self.drop = nn.Dropout(0.2)
        self.fc = nn.Linear(64, n_classes)      # 64 * 12 = 768 parameters

    def forward(self, x):                       # x: (N, 1, 49, 10)
        x = torch.relu(self.bn(self.conv1(x)))  # time: (49 + 10 - 10) // 2 + 1 = 25
        #                                       # freq: (10 + 2 - 4) // 2 + 1 = 5
        x = self.blocks(x)                      # -> (N, 64, 25, 5)
        x = x.mean(dim=(2, 3))                  # -> (N, 64)
        return self.fc(self.drop(x))            # -> (N, 12)


# Cost per clip, multiply-accumulates, BN ignored:
#   conv1       125 * 64 * 40       = 320,000
#   depthwise   125 * 64 * 9        = 72,000   (per block)
#   pointwise   125 * 64 * 64       = 512,000  (per block)
#   4 blocks together               = 2,048,000
#   fc          64 * 12             = 768
# The BN after conv1 (scale and shift, 64 channels) adds 64 parameters, and all four blocks have
# 4 * 4928 = 19,172.  At 10 clips per second conv1 runs 3.2 M MACs per second.
# The parameter total of KwsNet, BN scale/shift and fc bias included, is 23,180;
# as int8 that is about 23.2 kB (1 kB = 1000 bytes).  The training run used
# batch 100 and 30000 steps, the checkpoint is dated 2019-08-14.
