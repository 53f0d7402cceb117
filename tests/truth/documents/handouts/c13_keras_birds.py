"""Bird songs as pictures: a small Keras classifier, with the arithmetic in the comments.

Course material, lab 4.  Tested with TensorFlow 2.15 on a laptop.

Spectrograms are 128 x 256 (mel bands x frames), one channel.  Shapes below are (height, width, channels);
the batch axis is left out.  Dense and Conv2D have biases unless use_bias=False is given.  Float32 everywhere.
"""
from tensorflow import keras
from tensorflow.keras import layers

NUM_SPECIES = 37
BATCH = 64
LR = 2e-3


def build():
    inp = keras.Input((128, 256, 1))

    # 5x5, 'same', stride 2 in both directions: half the height, half the width
    # -> (64, 128, 24)
    # parameters: 5*5*1*24 + 24 = 624
    x = layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(inp)

    # 'valid' 3x3 eats one row or column on each side
    # -> (62, 126, 32)
    # parameters: 6,944
    x = layers.Conv2D(32, 3, activation="relu")(x)

    # default pool is 2x2 with stride 2
    # -> (31, 63, 32)
    x = layers.MaxPooling2D()(x)

    # no bias here since the batch norm brings its own shift
    # -> (31, 63, 64), weights 3*3*32*64 = 18,432
    x = layers.Conv2D(64, 3, padding="same", use_bias=False)(x)
    # Keras counts gamma, beta, moving mean and moving variance: 4*64 = 256 parameters,
    # 64 of them trainable
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)

    # pooling with 'valid' rounds down: 31 -> 15, 63 -> 31
    # -> (15, 31, 64)
    x = layers.MaxPooling2D(2)(x)

    # SeparableConv2D: 3x3 depthwise (no bias of its own) and then 1x1 with bias
    # depthwise 3*3*64 = 576, pointwise 64*96 + 96 = 6,240, together 6,816
    # a plain Conv2D(96, 3) would have had 153,696
    # -> (15, 31, 96)
    x = layers.SeparableConv2D(96, 3, padding="same", activation="relu")(x)

    # stride 3 with 'same': the sizes are divided by three and rounded up
    # -> (5, 10, 96)
    x = layers.MaxPooling2D(3, padding="same")(x)

    # -> (96,)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.35)(x)          # nothing to learn

    # 96*37 + 37 = 3,589
    out = layers.Dense(NUM_SPECIES, activation="softmax")(x)
    return keras.Model(inp, out)


SUMMARY_NOTES = """
Total params as Keras reports them (batch norm with all of its four vectors):
    624 + 6,944 + 18,432 + 256 + 6,816 + 3,589 = 36,661
Non-trainable: 128, so trainable 36,533
On disk (4 bytes each, without the optimizer): 146,644 bytes

Cost of the second convolution, 24 -> 32 channels on an output of 62 x 126:
    62 * 126 * 32 * (3*3*24) = 53,996,544 MACs
If that layer were 'same' the output would be 64 x 128 and the cost 65,623,104 MACs.
Memory of its (62, 126, 32) output for one spectrogram: 62 * 126 * 32 * 4 = 249,984 bytes.
"""

if __name__ == "__main__":
    model = build()
    model.compile(keras.optimizers.Adam(LR), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    # last run: 81.4 % after 25 epochs, 19 s per epoch
