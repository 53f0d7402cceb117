# -*- coding: utf-8 -*-
"""卷积自编码器(PyTorch),用于工件表面缺陷检测。

输入是 1×80×80 的灰度图(通道在前),共 5200 张。注释里的形状都写成 (通道, 高, 宽),不写批这一维。
除注明 bias=False 的以外,各层都带偏置。算乘加次数时不计偏置。
作者:阿澈   最后修改:2022-11-08
"""
import torch
import torch.nn as nn


class Encoder(nn.Module):
    """三次下采样,80 → 40 → 20 → 10。"""

    def __init__(self, z=100):
        super().__init__()
        # 4×4 的核,步长 2,填充 1:(80+2-4)/2+1 = 40
        # 输出 (16, 40, 40),参数 4*4*1*16+16 = 272
        self.c1 = nn.Conv2d(1, 16, 4, stride=2, padding=1)
        # 输出 (32, 20, 20),参数 8224
        self.c2 = nn.Conv2d(16, 32, 4, stride=2, padding=1)
        # 输出 (32, 10, 10),权重 4*4*32*64 = 32768,没有偏置
        self.c3 = nn.Conv2d(32, 64, 4, stride=2, padding=1, bias=False)
        # 可学的参数 128 个(缩放和平移各 64 个)
        self.bn = nn.BatchNorm2d(64)
        # 展平后 64*10*10 = 6400;到 100 维隐变量,参数 6400*100+100 = 640100
        self.fc = nn.Linear(6400, z)

    def forward(self, x):
        x = torch.relu(self.c1(x))
        x = torch.relu(self.c2(x))
        x = torch.relu(self.bn(self.c3(x)))
        return self.fc(x.flatten(1))


class Decoder(nn.Module):
    def __init__(self, z=100):
        super().__init__()
        # 从 100 维回到 6400,参数 640100
        self.fc = nn.Linear(z, 6400)
        # 转置卷积:(10-1)*2-2*1+4 = 20
        # 输出 (32, 20, 20),参数 64*32*4*4+32 = 32800
        self.t1 = nn.ConvTranspose2d(64, 32, 4, stride=2, padding=1)
        # 3×3 核、步长 2、填充 1、output_padding=1:(20-1)*2-2+3+1 = 39
        # 参数 4624
        self.t2 = nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=1)
        # 2×2 核、步长 2:输出 (8, 80, 80),参数 528
        self.t3 = nn.ConvTranspose2d(16, 8, 2, stride=2)
        # 1×1 卷积变回单通道,参数 8+1 = 9
        self.out = nn.Conv2d(8, 1, 1)

    def forward(self, h):
        h = torch.relu(self.fc(h)).view(-1, 64, 10, 10)
        h = torch.relu(self.t1(h))
        h = torch.relu(self.t2(h))
        h = torch.relu(self.t3(h))
        return torch.sigmoid(self.out(h))


# ---------------------------------------------------------------------------
# 账目
#   编码器的卷积(c1、c2、c3)合计:272 + 8224 + 32768 = 41264
#   编码器全部可学参数(卷积、bn、fc):41264 + 128 + 640100 = 681492
#   解码器的转置卷积(t1、t2、t3)合计:37944
#   fc 占编码器可学参数的 93.9%
#
# 计算量
#   c2:20*20*32*(4*4*16) = 3276800 次乘加
#   c3:10*10*64*(4*4*32) = 6553600 次乘加
#
# 压缩率
#   一张图 80*80 = 6400 个像素,压到 100 个数,是 64 : 1
#
# 训练:Adam,学习率 2e-4,betas=(0.5, 0.999),批大小 96,跑 150 轮,AUC 0.947
# ---------------------------------------------------------------------------
