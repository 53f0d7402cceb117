"""Small networks as people write them in Keras and PyTorch, each with what its framework says of it.

Where no source is named, `PARAMS` is the sum of K·K·C·N + N (or C·N + N) over the layers, written out.
"""

from __future__ import annotations

KERAS: dict[str, tuple[str, int]] = {}
"""Name: the source of a Keras model called ``model``, and the number of its parameters."""

PYTORCH: dict[str, tuple[str, int, tuple[int, ...]]] = {}
"""Name: the source of a PyTorch model called ``model``, its parameters, and the shape of a sample."""

# LeNet with max pooling, in the form of keras.io's "Simple MNIST convnet": 34,826 parameters there.
KERAS["simple convnet"] = (
    """
import keras
from keras import layers
num_classes = 10
input_shape = (28, 28, 1)
model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(2 * 32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()
""",
    34826,
)

KERAS["lenet"] = (
    """
from keras.models import Sequential
from keras.layers import Conv2D, AveragePooling2D, Flatten, Dense

model = Sequential()
model.add(Conv2D(filters=6, kernel_size=5, padding='SAME', activation='tanh', input_shape=(28, 28, 1)))
model.add(AveragePooling2D(2))
model.add(Conv2D(16, (5, 5), activation='tanh'))
model.add(AveragePooling2D(pool_size=2, strides=2))
model.add(Flatten())
for units in [120, 84]:
    model.add(Dense(units, activation='tanh'))
model.add(Dense(10, activation='softmax'))
""",
    (25 * 1 + 1) * 6 + (25 * 6 + 1) * 16 + (400 + 1) * 120 + (120 + 1) * 84 + (84 + 1) * 10,
)

# keras.io, "The Functional API", a toy ResNet: 223,242 parameters there.
KERAS["toy resnet"] = (
    """
import keras
from keras import layers

def unit(x, filters, name):
    shortcut = x
    for i in range(2):
        x = layers.Conv2D(filters, 3, activation="relu", padding="same", name=f"{name}_{i + 1}")(x)
    return layers.add([x, shortcut])

inputs = keras.Input(shape=(32, 32, 3), name="img")
x = layers.Conv2D(32, 3, activation="relu")(inputs)
x = layers.Conv2D(64, 3, activation="relu")(x)
x = layers.MaxPooling2D(3)(x)
x = unit(x, 64, "first")
x = unit(x, 64, name="second")
x = layers.Conv2D(64, 3, activation="relu")(x)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dense(256, activation="relu")(x)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(10)(x)
model = keras.Model(inputs, outputs, name="toy_resnet")
model.summary()
""",
    223242,
)

# VGG16: K. Simonyan, A. Zisserman, 2014; 138,357,544 parameters in Keras Applications.
KERAS["vgg16"] = (
    """
from keras import models, layers
def build(classes=1000):
    net = models.Sequential([layers.InputLayer(shape=(224, 224, 3))])
    for block, (filters, convs) in enumerate(zip([64, 128, 256, 512, 512], (2, 2, 3, 3, 3)), start=1):
        for conv in range(convs):
            net.add(layers.Conv2D(filters, 3, padding='same', activation='relu', name=f'block{block}_conv{conv + 1}'))
        net.add(layers.MaxPooling2D((2, 2), strides=(2, 2), name='block' + str(block) + '_pool'))
    net.add(layers.Flatten(name='flatten'))
    net.add(layers.Dense(4096, activation='relu', name='fc1'))
    net.add(layers.Dense(4096, activation='relu', name='fc2'))
    net.add(layers.Dense(classes, activation='softmax', name='predictions'))
    return net
model = build()
""",
    138357544,
)

KERAS["little unet"] = (
    """
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model

def double_conv(x, n):
    x = Conv2D(n, 3, padding="same")(x)
    x = BatchNormalization()(x)
    x = ReLU()(x)
    x = Conv2D(n, 3, padding="same")(x)
    x = BatchNormalization()(x)
    return Activation("relu")(x)

inputs = Input((64, 96, 3))
skips, x = [], inputs
for n in (8, 16):
    x = double_conv(x, n)
    skips.append(x)
    x = MaxPooling2D()(x)
x = double_conv(x, 32)
for n, skip in zip((16, 8), reversed(skips)):
    x = Conv2DTranspose(n, 2, strides=2, padding="same")(x)
    x = concatenate([x, skip], axis=3)
    x = double_conv(x, n)
outputs = Conv2D(1, 1, activation="sigmoid")(x)
model = Model(inputs=inputs, outputs=outputs)
""",
    (9 * 3 + 1) * 8 + (9 * 8 + 1) * 8 + 2 * 4 * 8
    + (9 * 8 + 1) * 16 + (9 * 16 + 1) * 16 + 2 * 4 * 16
    + (9 * 16 + 1) * 32 + (9 * 32 + 1) * 32 + 2 * 4 * 32
    + (4 * 32 + 0) * 16 + 16 + (9 * 32 + 1) * 16 + (9 * 16 + 1) * 16 + 2 * 4 * 16
    + (4 * 16 + 0) * 8 + 8 + (9 * 16 + 1) * 8 + (9 * 8 + 1) * 8 + 2 * 4 * 8
    + (8 + 1) * 1,
)  # fmt: skip

KERAS["odd layers"] = (
    """
from keras import layers, Sequential
model = Sequential([
    layers.Input(shape=(35, 41, 3)),
    layers.Rescaling(1./255),
    layers.ZeroPadding2D(((1, 2), (3, 0))),
    layers.SeparableConv2D(8, (3, 5), strides=2, depth_multiplier=2, padding='same'),
    layers.PReLU(shared_axes=[1, 2]),
    layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False),
    layers.BatchNormalization(scale=False),
    layers.LeakyReLU(),
    layers.Conv2D(8, 3, dilation_rate=2, groups=4, padding='same'),
    layers.LayerNormalization(),
    layers.UpSampling2D(size=(2, 3)),
    layers.Cropping2D(((1, 2), (0, 4))),
    layers.Conv2DTranspose(4, 3, strides=2),
    layers.Conv2DTranspose(4, 3, strides=2, padding='same', output_padding=1),
    layers.Dense(5),
    layers.PReLU(),
    layers.MaxPool2D((3, 2), padding='same'),
    layers.AveragePooling2D(3, strides=2),
    layers.SpatialDropout2D(0.1),
    layers.GlobalMaxPooling2D(keepdims=True),
    layers.Flatten(),
    layers.Dense(2, use_bias=False),
])
""",
    (15 * 3 * 2 + 6 * 8 + 8) + 8 + 9 * 8 * 2 + 3 * 16 + (9 * 4 + 1) * 8 + 2 * 8
    + (9 * 8 + 0) * 4 + 4 + (9 * 4 + 0) * 4 + 4 + (4 + 1) * 5 + 126 * 226 * 5 + 5 * 2,
)  # fmt: skip

KERAS["one axis"] = (
    """
import tensorflow as tf
model = tf.keras.Sequential()
model.add(tf.keras.layers.Conv1D(16, 5, padding="causal", dilation_rate=2, input_shape=(128, 9)))
model.add(tf.keras.layers.MaxPooling1D(2))
model.add(tf.keras.layers.Conv1D(32, 3, strides=2))
model.add(tf.keras.layers.GlobalAveragePooling1D())
model.add(tf.keras.layers.Dense(6, activation="softmax"))
""",
    (5 * 9 + 1) * 16 + (3 * 16 + 1) * 32 + (32 + 1) * 6,
)

KERAS["nested"] = (
    """
from keras import Sequential, Input, Model
from keras.layers import *
head = Sequential([Flatten(), Dense(12, activation="relu"), Dense(3)])
stem = Sequential([Conv2D(4, 3, activation="relu"), MaxPooling2D()])
inputs = Input((20, 20, 1))
a = stem(inputs)
b = Conv2D(4, 1, strides=2)(ZeroPadding2D((0, 1))(inputs))
b = Cropping2D(((0, 1), (1, 1)))(b)
x = Concatenate()([a, b])
x = Multiply()([x, Activation("sigmoid")(Conv2D(8, 1)(x))])
model = Model(inputs, head(x))
""",
    (9 * 1 + 1) * 4 + (1 + 1) * 4 + (8 + 1) * 8 + (9 * 9 * 8 + 1) * 12 + (12 + 1) * 3,
)

# torchvision.models.alexnet: 61,100,840 parameters.
PYTORCH["alexnet"] = (
    """
import torch
import torch.nn as nn

class AlexNet(nn.Module):
    def __init__(self, num_classes: int = 1000, dropout: float = 0.5) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(64, 192, kernel_size=5, padding=2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(192, 384, kernel_size=3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(384, 256, kernel_size=3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(256, 256, kernel_size=3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            nn.Dropout(p=dropout),
            nn.Linear(256 * 6 * 6, 4096),
            nn.ReLU(inplace=True),
            nn.Dropout(p=dropout),
            nn.Linear(4096, 4096),
            nn.ReLU(inplace=True),
            nn.Linear(4096, num_classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.features(x)
        x = self.avgpool(x)
        x = torch.flatten(x, 1)
        x = self.classifier(x)
        return x

model = AlexNet()
y = model(torch.randn(2, 3, 224, 224))
""",
    61100840,
    (2, 3, 224, 224),
)

PYTORCH["lenet"] = (
    """
import torch
from torch import nn
import torch.nn.functional as F

class LeNet(nn.Module):
    def __init__(self):
        super(LeNet, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, self.num_flat_features(x))
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)

    def num_flat_features(self, x):
        num_features = 1
        for size in x.size()[1:]:
            num_features *= size
        return num_features

model = LeNet()
out = model(torch.zeros(1, 1, 32, 32))
""",
    61706,
    (1, 1, 32, 32),
)

# torchvision.models.vgg16: 138,357,544 parameters.
PYTORCH["vgg16"] = (
    """
import torch
import torch.nn as nn
cfg = {
    'VGG11': [64, 'M', 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
    'VGG16': [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 'M', 512, 512, 512, 'M', 512, 512, 512, 'M'],
}

def make_layers(cfg, batch_norm=False):
    layers = []
    in_channels = 3
    for v in cfg:
        if v == 'M':
            layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
        else:
            conv2d = nn.Conv2d(in_channels, v, kernel_size=3, padding=1)
            if batch_norm:
                layers += [conv2d, nn.BatchNorm2d(v), nn.ReLU(inplace=True)]
            else:
                layers += [conv2d, nn.ReLU(inplace=True)]
            in_channels = v
    return nn.Sequential(*layers)

class VGG(nn.Module):
    def __init__(self, features, num_classes=1000):
        super(VGG, self).__init__()
        self.features = features
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(),
            nn.Linear(4096, num_classes),
        )

    def forward(self, x):
        x = self.features(x)
        x = x.view(x.size(0), -1)
        return self.classifier(x)

model = VGG(make_layers(cfg['VGG16']))
x = torch.rand(1, 3, 224, 224)
print(model(x).shape)
""",
    138357544,
    (1, 3, 224, 224),
)

# torchvision.models.resnet18: 11,689,512 parameters.
PYTORCH["resnet18"] = (
    """
import torch
from torch import nn
from torch.nn import functional as F

class BasicBlock(nn.Module):
    expansion = 1
    def __init__(self, in_planes, planes, stride=1, downsample=None):
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)

class ResNet(nn.Module):
    def __init__(self, block, layers, num_classes=1000):
        super().__init__()
        self.in_planes = 64
        self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.layer1 = self._make_layer(block, 64, layers[0])
        self.layer2 = self._make_layer(block, 128, layers[1], stride=2)
        self.layer3 = self._make_layer(block, 256, layers[2], stride=2)
        self.layer4 = self._make_layer(block, 512, layers[3], stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512 * block.expansion, num_classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode='fan_out')

    def _make_layer(self, block, planes, blocks, stride=1):
        downsample = None
        if stride != 1 or self.in_planes != planes * block.expansion:
            downsample = nn.Sequential(
                nn.Conv2d(self.in_planes, planes * block.expansion, 1, stride, bias=False),
                nn.BatchNorm2d(planes * block.expansion),
            )
        layers = [block(self.in_planes, planes, stride, downsample)]
        self.in_planes = planes * block.expansion
        layers += [block(self.in_planes, planes) for _ in range(1, blocks)]
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        x = self.avgpool(x)
        x = torch.flatten(x, start_dim=1)
        return self.fc(x)

def resnet18(**kwargs):
    return ResNet(BasicBlock, [2, 2, 2, 2], **kwargs)

model = resnet18(num_classes=1000)
if __name__ == "__main__":
    print(model(torch.randn(1, 3, 224, 224)).size())
""",
    11689512,
    (1, 3, 224, 224),
)

# Network in network: M. Lin, Q. Chen, S. Yan, 2014, for small colour images.
PYTORCH["nin"] = (
    """
import torch
from torch import nn
def nin_block(in_channels, out_channels, kernel_size, stride, padding):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding), nn.ReLU(),
        nn.Conv2d(out_channels, out_channels, kernel_size=1), nn.ReLU(),
    )
model = nn.Sequential(
    nin_block(3, 24, kernel_size=5, stride=1, padding=2),
    nn.MaxPool2d(3, stride=2, ceil_mode=True),
    nn.Dropout(0.5),
    nin_block(24, 10, kernel_size=3, stride=1, padding=1),
    nn.AdaptiveAvgPool2d((1, 1)),
    nn.Flatten())
X = torch.rand(size=(1, 3, 32, 32))
for layer in model:
    X = layer(X)
    print(layer.__class__.__name__, 'output shape:', X.shape)
""",
    (25 * 3 + 1) * 24 + (24 + 1) * 24 + (9 * 24 + 1) * 10 + (10 + 1) * 10,
    (1, 3, 32, 32),
)

PYTORCH["little unet"] = (
    """
import torch
import torch.nn as nn
from torch.nn import functional as F
class Double(nn.Sequential):
    def __init__(self, cin, cout):
        super().__init__(
            nn.Conv2d(cin, cout, 3, padding='same'), nn.BatchNorm2d(cout), nn.LeakyReLU(0.1),
            nn.Conv2d(cout, cout, 3, padding=(1, 1)), nn.PReLU())
class UNet(nn.Module):
    def __init__(self, widths=(4, 8, 16)):
        super().__init__()
        self.down = nn.ModuleList([Double(c, n) for c, n in zip((1,) + widths[:-1], widths)])
        self.up = nn.ModuleList(nn.ConvTranspose2d(c, n, 2, stride=2) for c, n in [(16, 8), (8, 4)])
        self.merge = nn.ModuleList([Double(16, 8), Double(8, 4)])
        self.last = nn.Conv2d(4, 1, 1)
    def forward(self, x):
        skips = []
        for i, block in enumerate(self.down):
            x = block(x)
            if i < 2:
                skips.append(x)
                x = F.max_pool2d(x, 2)
        for up, merge, skip in zip(self.up, self.merge, skips[::-1]):
            x = up(x)
            x = merge(torch.cat([x, skip], dim=1))
        return torch.sigmoid(self.last(x))
model = UNet()
from torchinfo import summary
summary(model, input_size=(1, 1, 48, 64))
""",
    (9 * 1 + 1) * 4 + 2 * 4 + (9 * 4 + 1) * 4 + 1
    + (9 * 4 + 1) * 8 + 2 * 8 + (9 * 8 + 1) * 8 + 1
    + (9 * 8 + 1) * 16 + 2 * 16 + (9 * 16 + 1) * 16 + 1
    + 4 * 16 * 8 + 8 + 4 * 8 * 4 + 4
    + (9 * 16 + 1) * 8 + 2 * 8 + (9 * 8 + 1) * 8 + 1
    + (9 * 8 + 1) * 4 + 2 * 4 + (9 * 4 + 1) * 4 + 1
    + 4 + 1,
    (1, 1, 48, 64),
)  # fmt: skip

PYTORCH["odd layers"] = (
    """
import torch
from collections import OrderedDict
from torch import nn
model = nn.Sequential(OrderedDict([
    ('pad', nn.ZeroPad2d((1, 2, 3, 0))),
    ('conv', nn.Conv2d(6, 12, (3, 5), stride=(2, 1), padding=(1, 0), dilation=(1, 2), groups=3, bias=False)),
    ('norm', nn.BatchNorm2d(12, affine=False)),
    ('act', nn.PReLU(12)),
    ('lrn', nn.LocalResponseNorm(5)),
    ('pool', nn.MaxPool2d(3, 2, 1, ceil_mode=True)),
    ('mean', nn.AvgPool2d((2, 3), stride=None, padding=(1, 0))),
    ('up', nn.Upsample(scale_factor=2, mode='nearest')),
    ('back', nn.ConvTranspose2d(12, 8, 3, stride=2, padding=1, output_padding=1, groups=4)),
    ('layer', nn.LayerNorm([8, 48, 28])),
    ('same', nn.Identity()),
    ('drop', nn.Dropout2d(0.2)),
    ('fix', nn.AdaptiveMaxPool2d((3, 5))),
    ('flat', nn.Flatten()),
    ('fc', nn.Linear(8 * 3 * 5, 7, bias=False)),
    ('out', nn.LogSoftmax(dim=1)),
]))
model.add_module('extra', nn.Linear(7, 2))
y = model(torch.ones(1, 6, 80, 50))
""",
    15 * 2 * 12 + 12 + 9 * 12 * 2 + 8 + 2 * 8 * 48 * 28 + 120 * 7 + (7 + 1) * 2,
    (1, 6, 80, 50),
)

PYTORCH["volume"] = (
    """
import torch.nn as nn
import torch
class C3D(nn.Module):
    def __init__(self):
        super(C3D, self).__init__()
        self.conv1 = nn.Conv3d(3, 8, kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.pool1 = nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2))
        self.conv2 = nn.Conv3d(8, 16, 3, padding=1)
        self.relu = nn.ReLU()
    def forward(self, x):
        h = self.pool1(self.relu(self.conv1(x)))
        h = self.relu(self.conv2(h))
        return h.mean(dim=[2, 3, 4])
model = C3D()
model(torch.randn(1, 3, 4, 16, 20))
""",
    (27 * 3 + 1) * 8 + (27 * 8 + 1) * 16,
    (1, 3, 4, 16, 20),
)
