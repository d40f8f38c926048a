"""LitServe: images as multipart uploads, batches of what is waiting."""

import litserve
import numpy as np

from classifier import MAX_BATCH, PORT, Classifier


class ImageApi(litserve.LitAPI):
    def setup(self, device):
        self._classifier = Classifier()

    def decode_request(self, request):
        return self._classifier.pixels(request["image"].file.read())

    def batch(self, inputs):
        return np.stack(inputs)

    def predict(self, batch):
        return self._classifier.labels(batch)

    def unbatch(self, labels):
        return labels

    def encode_response(self, label):
        return {"label": label}


if __name__ == "__main__":
    # The shortest wait that LitServe takes for a batch to fill.
    api = ImageApi(max_batch_size=MAX_BATCH, batch_timeout=0.001)
    litserve.LitServer(api, accelerator="cpu").run(
        host="127.0.0.1", port=PORT, log_level="warning", generate_client_file=False
    )
