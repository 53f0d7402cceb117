"""A small network for images of 28×28: 28*28 = 784 pixels."""

import torch.nn as nn
import torch.nn.functional as F


class SmallNet(nn.Module):
    """Two convolutions, 1×28×28 in, ten numbers out; it has 21,840 parameters."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)  # (5*5*1 + 1)*10 = 260 parameters
        self.conv2 = nn.Conv2d(20, 20, kernel_size=5)  # 5*5*10*20 + 20 = 5,000
        self.fc1 = nn.Linear(320, 50)
        self.fc2 = nn.Linear(50, 10)

    def forward(self, x):
        # (28 - 5)/1 + 1 = 24, and 24/2 = 12
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        # (12 - 5)/1 + 1 = 8, and 8/2 = 4
        x = F.relu(F.max_pool2d(self.conv2(x), 2))
        x = x.flatten(1)  # 4*4*20 = 320
        return self.fc2(F.relu(self.fc1(x)))
