"""One measurement of real Keras: python measure.py TASK --weights FILE [...]. The last line of its output is JSON.

predict, full   rates of model.predict, and of fit with everything trainable: random pictures in memory
frozen          the guide's frozen phase over the training images of a split, from the files to the trained head

The model is that of the Keras guide "Transfer learning & fine-tuning", 150 pixels, batches of 32.
"""

import argparse
import csv
import json
import os
import resource
import time

parser = argparse.ArgumentParser()
parser.add_argument("task", choices=["predict", "full", "frozen"])
parser.add_argument("--weights", required=True, help="all tensors of the base, float32, in Keras' order")
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--images", type=int, default=256, help="pictures in memory per run")
parser.add_argument("--runs", type=int, default=4)
parser.add_argument("--split", help="CSV of file, class number and split (train, validation, test)")
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument("--augment", action="store_true", help="the guide's random flip and rotation")
arguments = parser.parse_args()

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["OMP_NUM_THREADS"] = str(arguments.threads)

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(arguments.threads)
import keras  # noqa: E402
from PIL import Image  # noqa: E402

SIZE = 150
BATCH = 32


class InferenceMode(keras.layers.Layer):
    """The guide's `base(x, training=False)`, which Keras 3 does not keep when the outer model trains."""

    def __init__(self, base):
        super().__init__()
        self.base = base

    def call(self, x, training=None):
        return self.base(x, training=False)


def loaded_base():
    base = keras.applications.Xception(weights=None, include_top=False, input_shape=(SIZE, SIZE, 3))
    numbers = np.fromfile(arguments.weights, "<f4")
    at = 0
    for layer in base.layers:
        for variable in layer.weights:
            size = int(np.prod(variable.shape))
            variable.assign(numbers[at : at + size].reshape(variable.shape))
            at += size
    assert at == len(numbers), f"{arguments.weights} holds {len(numbers)} numbers (expected: {at})"
    return base


def compiled(base, trainable, classes, learning_rate, augment=False):
    base.trainable = trainable
    x = inputs = keras.Input((SIZE, SIZE, 3))
    if augment:
        x = keras.layers.RandomFlip("horizontal")(x)
        x = keras.layers.RandomRotation(0.1)(x)
    x = keras.layers.Rescaling(1 / 127.5, -1)(x)
    x = InferenceMode(base)(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(0.2)(x)
    model = keras.Model(inputs, keras.layers.Dense(1 if classes == 2 else classes)(x))
    if classes == 2:
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        accuracy = keras.metrics.BinaryAccuracy(threshold=0)  # of logits
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        accuracy = keras.metrics.SparseCategoricalAccuracy()
    model.compile(keras.optimizers.Adam(learning_rate), loss, metrics=[accuracy])
    return model


def pixels(file):
    with Image.open(file) as image:
        rgb = np.asarray(image.convert("RGB"))
    return tf.image.resize(rgb, (SIZE, SIZE)).numpy()


def decoded(split):
    with open(arguments.split, newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["split"] == split]
    labels = np.array([[int(row["class"])] for row in rows], "float32")
    return np.stack([pixels(row["file"]) for row in rows]), labels


def rates(run):
    run()
    measured = []
    for _ in range(arguments.runs):
        start = time.perf_counter()
        run()
        measured.append(arguments.images / (time.perf_counter() - start))
    return measured


def random_pictures():
    pictures = np.random.default_rng(0).uniform(0, 255, (arguments.images, SIZE, SIZE, 3)).astype("float32")
    return pictures, (np.arange(arguments.images) % 2).astype("float32")[:, None]


def predict():
    model = compiled(loaded_base(), False, 2, 1e-3)
    pictures, _ = random_pictures()
    return {"rates": rates(lambda: model.predict(pictures, batch_size=BATCH, verbose=0))}


def full():
    model = compiled(loaded_base(), True, 2, 1e-5)
    pictures, labels = random_pictures()
    return {"rates": rates(lambda: model.fit(pictures, labels, batch_size=BATCH, verbose=0))}


def frozen():
    clock = [time.perf_counter()]
    with open(arguments.split, newline="", encoding="utf-8") as lines:
        classes = len({row["class"] for row in csv.DictReader(lines)})
    keras.utils.set_random_seed(1)
    model = compiled(loaded_base(), False, classes, 1e-3, arguments.augment)
    clock.append(time.perf_counter())
    pictures, labels = decoded("train")
    clock.append(time.perf_counter())
    model.fit(pictures, labels, batch_size=BATCH, epochs=arguments.epochs, verbose=0)
    clock.append(time.perf_counter())
    stages = dict(zip(("weights", "decode", "fit"), np.diff(clock).tolist()))
    # The choice of an epoch is not in the clock: fit is not asked to look at the validation images.
    loss, accuracy = model.evaluate(*decoded("validation"), batch_size=BATCH, verbose=0)
    return {"seconds": stages, "images": len(pictures), "loss": loss, "accuracy": accuracy}


result = {"predict": predict, "full": full, "frozen": frozen}[arguments.task]()
result["peakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
result["versions"] = f"Keras {keras.__version__}, TensorFlow {tf.__version__}, Python {os.sys.version.split()[0]}"
print(json.dumps(result))
