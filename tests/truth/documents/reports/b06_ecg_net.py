# -*- coding: utf-8 -*-
"""
心电图 (ECG) 五分类的一维卷积网络,给手环用的那一版。

采样率 250 Hz,每段 12 秒,双导联,所以一段输入是 (N, 2, 3000)。
所有卷积都带偏置,没有 BN。下面注释里的形状都是 (N, C, L)。

改动记录
    2023-05-09  第一版
    2023-06-21  stem 的核从 11 改成 15
    2023-08-02  block2 换成深度可分离;最后一层加了分组

参数总数 21341,int8 之后大约 21.3 KiB。
"""
import torch
from torch import nn


class BraceletECG(nn.Module):
    def __init__(self, n_class=5):
        super().__init__()
        # stem: 核长 15,步长 3,两侧各补 7
        # 参数 15*2*24+24 = 744
        self.stem = nn.Conv1d(2, 24, 15, stride=3, padding=7)

        # block1: 7*24*48 = 8046 个权重,再加 48 个偏置
        self.block1 = nn.Conv1d(24, 48, 7, stride=2, padding=3)

        # block2: 深度卷积 5*48+48 = 288,逐点 48*96+96 = 4704
        # 要是用普通的 5 卷积 48->96 (带偏置),得 23136 个参数,差了 4.6 倍
        self.dw = nn.Conv1d(48, 48, 5, padding=2, groups=48)
        self.pw = nn.Conv1d(48, 96, 1)

        # mix: 4 组,每组 24 进 24 出,权重 3*24*24*4 = 6912
        # 不分组的话权重是 27648,分组只要它的 1/4
        self.mix = nn.Conv1d(96, 96, 3, padding=1, groups=4)

        self.pool = nn.MaxPool1d(4)
        self.fc = nn.Linear(96, n_class)     # 480 个参数,含偏置
        self.act = nn.Hardswish()

    def forward(self, x):
        # x: (N, 2, 3000)
        x = self.act(self.stem(x))       # (N, 24, 1000)
        x = self.act(self.block1(x))     # (N, 48, 500)
        x = self.pool(x)                 # (N, 48, 125)
        x = self.act(self.dw(x))         # (N, 48, 121)
        x = self.act(self.pw(x))         # (N, 96, 125)
        x = self.act(self.mix(x))        # (N, 96, 125)
        x = self.pool(x)                 # (N, 96, 32)
        x = x.mean(dim=-1)               # (N, 96)
        return self.fc(x)                # (N, 5)


def macs():
    """一次前向的乘加次数 (一乘一加算一次,不计偏置)。

    stem   15*2*24*1000 = 720000
    block1 8064*500     = 4032000
    dw     5*48*125     = 30000
    pw     48*96*125    = 576000
    mix    6912*125     = 864000

    block1 一层就占了 64.8%。MCU 主频 64 MHz,实测 0.19 秒一段,够用。
    """
    return 720000 + 4032000 + 30000 + 576000 + 864000 + 480


if __name__ == "__main__":
    net = BraceletECG()
    y = net(torch.zeros(8, 2, 3000))
    assert y.shape == (8, 5)
    # 感受野 (单位: 采样点): stem 15, block1 15+6*3 = 33, 池化 33+3*6 = 51
    # dw 再加 4*24 -> 147, mix 的核是 3, 再加 24 -> 171, 合 0.684 秒
