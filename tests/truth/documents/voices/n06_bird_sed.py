"""
鸟鸣识别 baseline（比赛用，第 37 名的方案，别太当真）

输入：5 秒音频，32 kHz，梅尔谱 128 个频带 × 313 帧，单通道，张量写作 (N, 1, 128, 313)。
三个卷积块，每块 = 3x3 卷积(padding=1, bias=False) + BN + ReLU + 2x2 平均池化。
平均池化向下取整。
"""
import torch
import torch.nn as nn

CFG = dict(
    lr=1e-3,
    batch=48,
    n_classes=264,
    mixup=0.4,
)


class Block(nn.Module):
    """一个卷积块。权重 9*cin*cout 个，BN 另有 2*cout 个可学习参数。"""

    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(cout)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(torch.relu(self.bn(self.conv(x))))


class BirdNet(nn.Module):
    def __init__(self):
        super().__init__()
        # (N, 1, 128, 313)
        self.b1 = Block(1, 32)     # -> (N, 32, 64, 156)，参数 288 + 64 = 352
        self.b2 = Block(32, 64)    # -> (N, 64, 32, 78)，参数 18432 + 128 = 18560
        self.b3 = Block(64, 128)   # -> (N, 128, 16, 39)，参数 73728 + 128 = 73856
        # 三个块合计
        # 92896 个可学习参数（BN 的滑动均值和方差不算）
        self.freq_conv = nn.Conv2d(128, 256, (16, 1))   # 把频率轴一口吃掉 -> (N, 256, 1, 39)
        # freq_conv 的参数：16*1*128*256 + 256 = 524544
        self.att = nn.Conv1d(256, 264, 1)   # 参数 67584
        self.cla = nn.Conv1d(256, 264, 1)   # 同上，两个头合计 135168
        self.drop = nn.Dropout(0.3)

    def forward(self, x):
        x = self.b3(self.b2(self.b1(x)))
        x = torch.relu(self.freq_conv(x)).squeeze(2)     # (N, 256, 39)
        x = self.drop(x)
        a = torch.softmax(self.att(x), dim=-1)           # (N, 264, 39)
        c = torch.sigmoid(self.cla(x))                   # (N, 256, 39)
        return (a * c).sum(-1)                           # (N, 264)


# ---- 算力备忘（只数卷积乘加，一次乘加记 1 MAC，batch=1）----
# b1: 128*313*32*9    = 11538432
# b2: 64*156*64*288   = 184025088
# b3: 32*78*128*288   = 92012544   <- 别忘了卷积在池化之前
# freq_conv: 39 个位置，每个位置 256 个输出，每个输出 2048 次乘加，共 20447232
#
# b1 卷积输出（池化前）float32，一个样本：32*128*313*4 = 5128192 字节，
# 约 5.1 MB（1 MB 按 10^6 字节）；48 个样本就是约 246 MB，所以 T4（16 GB）上别再加大了。

if __name__ == "__main__":
    m = BirdNet()
    y = m(torch.zeros(2, 1, 128, 313))
    print(y.shape)      # torch.Size([2, 264])
    # 线下 cmAP 0.741，线上 0.72 左右
