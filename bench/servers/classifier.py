"""What every server here does with an image: OpenCV decodes and resizes, ONNX Runtime computes, the label is looked up.

MODEL, THREADS and MAX_BATCH in the environment say what is served and how.
"""

import json
import os

import cv2
import numpy as np
import onnxruntime

PORT = int(os.environ.get("PORT", "8080"))
MAX_BATCH = int(os.environ.get("MAX_BATCH", "8"))


class Classifier:
    """One ONNX Runtime session, with the settings that Mapache gives its own."""

    def __init__(self):
        cv2.setNumThreads(1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ["THREADS"])
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(os.environ["MODEL"], options, providers=["CPUExecutionProvider"])
        self._edge = self._session.get_inputs()[0].shape[1]
        self._labels = json.loads(self._session.get_modelmeta().custom_metadata_map["labels"])

    def pixels(self, encoded):
        """Bytes of an image file to float32 [S,S,3] RGB, 0 to 255."""
        bgr = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
        resized = cv2.resize(bgr, (self._edge, self._edge), interpolation=cv2.INTER_LINEAR)
        return cv2.cvtColor(resized, cv2.COLOR_BGR2RGB).astype(np.float32)

    def labels(self, batch):
        """Pixels of several images, [N,S,S,3], to their most probable classes."""
        (probabilities,) = self._session.run(["probabilities"], {"image": batch})
        return [self._labels[i] for i in probabilities.argmax(axis=1)]
