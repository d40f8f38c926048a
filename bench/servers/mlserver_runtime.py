"""MLServer: a custom runtime that reads encoded images as base64 and answers their labels."""

from mlserver import MLModel
from mlserver.codecs import Base64Codec, StringCodec
from mlserver.types import InferenceRequest, InferenceResponse

import numpy as np

from classifier import Classifier


class ImageRuntime(MLModel):
    async def load(self):
        self._classifier = Classifier()
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        encoded = Base64Codec.decode_input(payload.inputs[0])
        labels = self._classifier.labels(np.stack([self._classifier.pixels(image) for image in encoded]))
        return InferenceResponse(model_name=self.name, outputs=[StringCodec.encode_output("label", labels)])
