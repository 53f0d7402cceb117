"""Hydrophone denoiser: a two-level U-Net on log-mel spectrograms.

Shapes are written (N, C, H, W); H is the mel axis, W is time. The usual input is one clip of
128 mel bands by 256 frames, i.e. (N, 1, 128, 256).

Every Conv2d and ConvTranspose2d here keeps its bias. No batch norm: the clips are normalised
when they are loaded (mean -4.27, std 4.57, over the 2019 campaign).

Sizes (float32):
    parameters      47,473
    weights of enc3 18,432
    input clip      131,072 bytes
"""
import torch
import torch.nn as nn


class HydroUNet(nn.Module):
    """Encoder 16-32-64, decoder 32-16, one output channel (the mask)."""

    def __init__(self):
        super().__init__()
        self.enc1 = nn.Conv2d(1, 16, 3, padding=1)       # 160 params
        self.enc2 = nn.Conv2d(16, 32, 3, padding=1)      # 4,640 params
        self.enc3 = nn.Conv2d(32, 64, 3, padding=1)      # 18,432 weights + 64 biases = 18,496
        self.pool = nn.MaxPool2d(2)                      # nothing to learn
        self.up1 = nn.ConvTranspose2d(64, 32, 2, stride=2)   # 64*32*2*2 + 32 = 8,224
        self.dec1 = nn.Conv2d(64, 32, 3, padding=1)      # sees up1 and enc2 stacked: 18,464
        self.up2 = nn.ConvTranspose2d(32, 16, 2, stride=2)   # 2,080
        self.dec2 = nn.Conv2d(32, 16, 3, padding=1)      # 4,624
        self.head = nn.Conv2d(16, 1, 1)                  # 17
        self.drop = nn.Dropout(0.15)
        self.act = nn.ReLU()

    def forward(self, x):
        # x: (N, 1, 128, 256)
        a = self.act(self.enc1(x))                       # (N, 16, 128, 256)
        b = self.act(self.enc2(self.pool(a)))            # (N, 32, 64, 128)
        c = self.act(self.enc3(self.pool(b)))            # (N, 64, 32, 64)
        c = self.drop(c)
        u = self.up1(c)                                  # (N, 32, 63, 127)
        u = torch.cat([u, b], dim=1)                     # (N, 64, 64, 128)
        u = self.act(self.dec1(u))                       # (N, 32, 64, 128)
        u = self.up2(u)                                  # (N, 16, 128, 256)
        u = torch.cat([u, a], dim=1)                     # (N, 16, 128, 256)
        u = self.act(self.dec2(u))                       # (N, 16, 128, 256)
        return torch.sigmoid(self.head(u))               # (N, 1, 128, 256)


def bottleneck_floats():
    """Values in the bottleneck of one clip: 64 * 32 * 64 = 131072.

    That is four times the number of input values, so this is no compressor,
    whatever the project page of 2021 said.
    """
    return 64 * 32 * 64


def skip_bytes():
    # the two skips kept alive during the forward pass, float32, one clip:
    #   a: 16*128*256*4 = 2,097,152 bytes (exactly 2 MiB)
    #   b: 32*64*128*4  = 1,048,576 bytes
    # with a batch of 24 clips: 48 MiB for a and b together
    return 4 * (16 * 128 * 256 + 32 * 64 * 128)


if __name__ == "__main__":
    net = HydroUNet()
    n = sum(p.numel() for p in net.parameters())
    print(n)        # should print 56,689
    torch.manual_seed(1337)
    y = net(torch.randn(2, 1, 128, 256))
    print(tuple(y.shape))   # (2, 1, 128, 256)
    # enc1 alone: 4,718,592 MACs per clip; enc2: 37,748,736 MACs
