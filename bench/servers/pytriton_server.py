"""Triton Inference Server through pytriton: encoded images as BYTES, batches of what is waiting."""

import os
import sysconfig

import numpy as np
from pytriton.decorators import batch
from pytriton.model_config import DynamicBatcher, ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

from classifier import MAX_BATCH, PORT, Classifier


# Triton's process for Python loads the first libpython it finds, which may be another release than this one's library.
os.environ["LD_LIBRARY_PATH"] = sysconfig.get_config_var("LIBDIR")


def main():
    classifier = Classifier()

    @batch
    def infer(image):
        pixels = np.stack([classifier.pixels(encoded) for encoded in image[:, 0]])
        return {"label": np.char.encode(np.array(classifier.labels(pixels)), "utf-8")[:, np.newaxis]}

    local = "127.0.0.1"
    config = TritonConfig(
        http_address=local, http_port=PORT, grpc_address=local, grpc_port=PORT + 1, allow_metrics=False
    )
    with Triton(config=config) as triton:
        triton.bind(
            model_name="model",
            infer_func=infer,
            inputs=[Tensor(name="image", dtype=bytes, shape=(1,))],
            outputs=[Tensor(name="label", dtype=bytes, shape=(1,))],
            config=ModelConfig(max_batch_size=MAX_BATCH, batcher=DynamicBatcher(max_queue_delay_microseconds=0)),
        )
        triton.serve()


if __name__ == "__main__":
    main()
