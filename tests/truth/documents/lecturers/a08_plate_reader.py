"""Number-plate reader, handout code for chapter 9 (page 212 of the book).

The picture is 192 x 64 (width x height) RGB; tensors are N, C, H, W as always in PyTorch.
Parameter counts include biases. Trained 40 epochs at lr 3e-4, 97.8 % of the plates right.

    stage     channels   H x W      parameters
    conv1        24      32 x 96    1,824
    conv2        48      32 x 96    10,416
    pool         48      16 x 48    0
    conv3        96      16 x 48    41,472
    conv4        96      8 x 24     83,040
    squeeze      96      1 x 24           0
    letters      37      1 x 24      3,589

37 classes: ten digits, 26 letters and the CTC blank.
"""
import torch
from torch import nn


class PlateReader(nn.Module):
    def __init__(self, n_cls=37):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 24, 5, stride=2, padding=2)    # 24 filters of 5x5x3: 75 weights each
        self.conv2 = nn.Conv2d(24, 48, 3, padding=1)             # 216 weights a filter, 48 biases
        self.pool = nn.MaxPool2d(2)
        self.conv3 = nn.Conv2d(48, 96, 3, padding=1)             # reads 24 channels
        self.conv4 = nn.Conv2d(96, 96, 3, stride=2, padding=1)
        self.out = nn.Linear(96, n_cls)

    def forward(self, x):                 # (N, 3, 64, 192)
        x = torch.relu(self.conv1(x))     # (N, 24, 32, 96)
        x = torch.relu(self.conv2(x))     # (N, 48, 30, 94)
        x = self.pool(x)                  # (N, 48, 16, 48)
        x = torch.relu(self.conv3(x))     # (N, 96, 16, 48)
        x = torch.relu(self.conv4(x))     # (N, 96, 8, 24)
        x = x.mean(dim=2)                 # (N, 96, 24): the height is gone
        x = x.transpose(1, 2)             # (N, 24, 96)
        return self.out(x)                # (N, 24, 37)


# Each of the 24 columns stands for 8 pixels of width. A unit of conv4 sees 27 pixels a side
# (5 after conv1, 9 after conv2, 11 after the pool, 15 after conv3).
# A letter on our plates is about 20 pixels wide, so this is enough.

# MACs of conv2, biases aside: 32 * 96 * 48 * 216 = 31,850,496; of the dense layer on all
# columns: 24 * 96 * 37 = 85,248.
# Output of conv1 in float32 for one picture: 294,912 bytes, that is 288 MB.
BATCH = 48
SEED = 1729
