"""Writes the small weight files that WeightFileTest reads, with Keras itself.

    pip install keras jax h5py && KERAS_BACKEND=jax python make_weight_files.py OUT_FOLDER

An Xception with an eighth of the channels, named and wired as keras.applications does it. Number j of tensor i holds
i + (j mod 7) / 8, so a test can compute what it must find, and gzip makes 1.5 MB small."""
import gzip
import os
import sys

import h5py
import keras
import numpy as np
from keras import layers as L

OUT = sys.argv[1]


def xception(d):
    """keras/src/applications/xception.py without top, channels divided by d."""
    def norm(name=None):
        return L.BatchNormalization(axis=-1, name=name)

    def sep(x, c, name):
        x = L.SeparableConv2D(c // d, 3, padding="same", use_bias=False, name=name)(x)
        return norm(name + "_bn")(x)

    inputs = x = L.Input((71, 71, 3))
    for name, c, stride in (("block1_conv1", 32, 2), ("block1_conv2", 64, 1)):
        x = L.Conv2D(c // d, 3, strides=stride, use_bias=False, name=name)(x)
        x = L.Activation("relu", name=name + "_act")(norm(name + "_bn")(x))
    for b, c1, c2 in ((2, 128, 128), (3, 256, 256), (4, 728, 728)):
        shortcut = norm()(L.Conv2D(c2 // d, 1, strides=2, padding="same", use_bias=False)(x))
        if b > 2:
            x = L.Activation("relu", name="block%d_sepconv1_act" % b)(x)
        x = sep(x, c1, "block%d_sepconv1" % b)
        x = L.Activation("relu", name="block%d_sepconv2_act" % b)(x)
        x = sep(x, c2, "block%d_sepconv2" % b)
        x = L.add([L.MaxPooling2D(3, strides=2, padding="same", name="block%d_pool" % b)(x), shortcut])
    for b in range(5, 13):
        shortcut = x
        for k in (1, 2, 3):
            x = L.Activation("relu", name="block%d_sepconv%d_act" % (b, k))(x)
            x = sep(x, 728, "block%d_sepconv%d" % (b, k))
        x = L.add([x, shortcut])
    shortcut = norm()(L.Conv2D(1024 // d, 1, strides=2, padding="same", use_bias=False)(x))
    x = sep(L.Activation("relu", name="block13_sepconv1_act")(x), 728, "block13_sepconv1")
    x = sep(L.Activation("relu", name="block13_sepconv2_act")(x), 1024, "block13_sepconv2")
    x = L.add([L.MaxPooling2D(3, strides=2, padding="same", name="block13_pool")(x), shortcut])
    for name, c in (("block14_sepconv1", 1536), ("block14_sepconv2", 2048)):
        x = L.Activation("relu", name=name + "_act")(sep(x, c, name))
    return keras.Model(inputs, x, name="xception")


def numbered(i, shape):
    return (i + np.arange(np.prod(shape)) % 7 / 8).astype("float32").reshape(shape)


def gzipped(name):
    path = os.path.join(OUT, name)
    with open(path, "rb") as f, gzip.GzipFile(path + ".gz", "wb", 9, mtime=0) as z:
        z.write(f.read())
    os.remove(path)


def rewritten(source, target, rename):
    """The legacy layout as older Keras versions wrote it: fixed-length byte strings, other names."""
    with h5py.File(source, "r") as f, h5py.File(target, "w") as g:
        names = [n.decode() if isinstance(n, bytes) else n for n in f.attrs["layer_names"]]
        g.attrs["layer_names"] = np.array([rename(n).encode() for n in names])
        for n in names:
            group, weights = g.create_group(rename(n)), []
            for w in f[n].attrs["weight_names"]:
                w = w.decode() if isinstance(w, bytes) else w
                new = rename(n) + "/" + w.split("/")[-1] + ":0"
                group[new] = f[n][w][()]
                weights.append(new.encode())
            group.attrs["weight_names"] = np.array(weights) if weights else np.zeros((0,))


base = xception(8)
base.set_weights([numbered(i, w.shape) for i, w in enumerate(base.weights)])
base.save_weights(os.path.join(OUT, "base.weights.h5"))
inputs = keras.Input((71, 71, 3))
x = L.Rescaling(1 / 127.5, offset=-1)(inputs)
x = L.GlobalAveragePooling2D()(base(x, training=False))
keras.Model(inputs, L.Dense(1)(L.Dropout(0.2)(x))).save(os.path.join(OUT, "guide.keras"))

from keras.src.legacy.saving import legacy_h5_format  # noqa: E402
legacy = os.path.join(OUT, "legacy.h5")
with h5py.File(legacy, "w") as f:
    legacy_h5_format.save_weights_to_hdf5_group(f, base)
# Keras 2.0 counted from 1 and appended `:0`.
counted = {"conv2d": "conv2d_1", "conv2d_1": "conv2d_2", "conv2d_2": "conv2d_3", "conv2d_3": "conv2d_4"}
counted.update({k.replace("conv2d", "batch_normalization"): v.replace("conv2d", "batch_normalization") for k, v in list(counted.items())})
rewritten(legacy, os.path.join(OUT, "legacy-counted-from-1.h5"), lambda n: counted.get(n, n))
# Names that tell nothing: Keras itself goes by the position.
rewritten(legacy, os.path.join(OUT, "legacy-other-names.h5"), lambda n: "layer_" + n)
for name in ("base.weights.h5", "guide.keras", "legacy.h5", "legacy-counted-from-1.h5", "legacy-other-names.h5"):
    gzipped(name)
