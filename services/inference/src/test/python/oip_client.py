"""Checks a running service with the clients of Triton: python3 oip_client.py HOST:PORT MODEL VERSION

The model has to tell a plain red image from a plain blue one, with labels `red` and `blue`, and the
service must take no body of more than a million bytes. Ends with 0 and a count, or with the first
check that failed.
"""

import base64
import http.client
import json
import struct
import sys
import zlib

import numpy as np
import tritonclient.grpc
import tritonclient.http
from tritonclient.utils import InferenceServerException

RED, BLUE = (208, 16, 16), (16, 16, 208)
LABELS = [b"red", b"blue", b"red"]
SECONDS = 20

checks = 0


def check(found, expected, what):
    global checks
    checks += 1
    if not (expected(found) if callable(expected) else found == expected):
        sys.exit(f"{what}: {found}" + ("" if callable(expected) else f" (expected: {expected})"))


def pixels(size, dtype):
    """Three plain images."""
    images = np.empty((3, size, size, 3), dtype)
    for i, colour in enumerate((RED, BLUE, RED)):
        images[i] = colour
    return images


def png(colour):
    """A plain picture of 40 x 30 pixels, as a file."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(colour) * 40) * 30
    header = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def files(*contents):
    """A tensor of BYTES."""
    return np.array(contents, dtype=np.object_)


class Protocol:
    """One of the two clients, and what differs between them."""

    def __init__(self, module, target, model, version):
        self.name = module.__name__
        self.module = module
        patience = {"network_timeout": SECONDS} if self.is_http() else {}
        self.client = module.InferenceServerClient(target, **patience)
        self.model = model
        self.version = version

    def is_http(self):
        return self.name.endswith("http")

    def metadata(self):
        metadata = self.client.get_model_metadata(self.model)
        if self.is_http():
            return metadata
        return self.client.get_model_metadata(self.model, as_json=True)

    def infer(self, data, datatype, shape=None, model=None, version="", outputs=None, name="image", **more):
        tensor = self.module.InferInput(name, list(shape or data.shape), datatype)
        if shape:
            tensor._raw_data = tensor._raw_content = data.tobytes()
            if self.is_http():
                tensor._parameters["binary_data_size"] = len(tensor._raw_data)
        else:
            tensor.set_data_from_numpy(data)
        return self.client.infer(model or self.model, [tensor], model_version=version, outputs=outputs, **more)

    def output(self, name, **more):
        return self.module.InferRequestedOutput(name, **more)

    def refused(self, status, said, *arguments, **more):
        """What the server says of a request that it does not answer."""
        http_status, grpc_status = status
        try:
            self.infer(*arguments, **more)
            sys.exit(f"{self.name}: answered, but expected {said}")
        except InferenceServerException as e:
            expected = http_status if self.is_http() else "StatusCode." + grpc_status
            check(str(e.status()), expected, f"{self.name}: status of '{e.message()}'")
            check(e.message(), lambda message: said in message, f"{self.name}: no '{said}' in")


INVALID = ("400", "INVALID_ARGUMENT")
NOT_FOUND = ("404", "NOT_FOUND")
TOO_LARGE = ("413", "RESOURCE_EXHAUSTED")
COMPRESSED = ("400", "UNIMPLEMENTED")


def state(protocol):
    client, model, version = protocol.client, protocol.model, protocol.version
    check(client.is_server_live(), True, "live")
    check(client.is_server_ready(), True, "ready")
    check(client.is_model_ready(model), True, "model ready")
    check(client.is_model_ready(model, version), True, "version ready")
    server = client.get_server_metadata() if protocol.is_http() else client.get_server_metadata(as_json=True)
    check(server["name"], "mapache", "server")
    check(server["extensions"], ["binary_tensor_data", "classification"], "extensions")
    metadata = protocol.metadata()
    check(metadata["versions"], [version], "versions")
    check(metadata["platform"], "onnxruntime_onnx", "platform")
    (image,) = metadata["inputs"]
    check((image["name"], image["datatype"]), ("image", "FP32"), "input")
    shape = [int(size) for size in image["shape"]]
    check(shape, [-1, shape[1], shape[1], 3], "shape of the input")
    check([output["name"] for output in metadata["outputs"]][:2], ["probabilities", "label"], "outputs")
    return shape[1]


def answers(protocol, size):
    floats, bytes_ = pixels(size, np.float32), pixels(size, np.uint8)
    pictures = files(png(RED), png(BLUE), png(RED))
    expected = protocol.infer(floats, "FP32").as_numpy("probabilities")
    check(expected.shape, (3, 2), "shape of the probabilities")
    check(expected.sum(axis=1), lambda sums: np.allclose(sums, 1), "sums of the probabilities")
    for data, datatype in ((floats, "FP32"), (bytes_, "UINT8"), (pictures, "BYTES")):
        result = protocol.infer(data, datatype, request_id="mine", version=protocol.version)
        check(list(result.as_numpy("label")), LABELS, f"labels of {datatype}")
        probabilities = result.as_numpy("probabilities")
        check(probabilities, lambda found: np.allclose(found, expected, atol=1e-6), f"probabilities of {datatype}")
        response = result.get_response() if protocol.is_http() else result.get_response(as_json=True)
        check(response["id"], "mine", "id")
        check(response["model_version"], protocol.version, "version")
    classified = protocol.infer(pictures, "BYTES", outputs=[protocol.output("probabilities", class_count=1)])
    first = classified.as_numpy("probabilities")
    check(first.shape, (3, 1), "shape of the classification")
    check(first[0][0], lambda text: text.endswith(b":red"), "classification")
    label = protocol.infer(floats, "FP32", outputs=[protocol.output("label")])
    check(label.as_numpy("probabilities"), lambda found: found is None, "an output that nobody asked for")


def json_answers(protocol, size):
    """All of it as JSON, which the gRPC client does not know."""
    module = protocol.module
    encoded = files(*(base64.b64encode(png(colour)) for colour in (RED, BLUE, RED)))
    for data, datatype in (
        (pixels(size, np.float32), "FP32"),
        (pixels(size, np.uint8), "UINT8"),
        (encoded, "BYTES"),
    ):
        tensor = module.InferInput("image", list(data.shape), datatype)
        tensor.set_data_from_numpy(data, binary_data=False)
        outputs = [protocol.output(name, binary_data=False) for name in ("probabilities", "label")]
        result = protocol.client.infer(protocol.model, [tensor], outputs=outputs)
        check(list(result.as_numpy("label")), ["red", "blue", "red"], f"labels of {datatype} as JSON")


def errors(protocol, size):
    floats = pixels(size, np.float32)
    expected = f"(expected: `image` as FP32 or UINT8 [n,{size},{size},3]"
    refused = protocol.refused
    refused(NOT_FOUND, "no model 'nobody'", floats, "FP32", model="nobody")
    refused(NOT_FOUND, "no version '99'", floats, "FP32", version="99")
    refused(NOT_FOUND, "no version 'newest'", floats, "FP32", version="newest")
    refused(INVALID, expected, floats, "FP32", name="picture")
    refused(INVALID, expected, floats.astype(np.int64), "INT64")
    refused(INVALID, expected, floats[:, :, :, :2], "FP32")
    refused(INVALID, expected, floats[:0], "FP32")
    refused(INVALID, expected, floats[0], "FP32")
    refused(INVALID, expected, floats[:1, 0, 0, :1], "FP32", shape=[2**62, size, size, 3])
    refused(INVALID, expected, files(*[b""] * 65), "BYTES")
    refused(INVALID, "bytes of data (expected:", floats, "FP32", shape=[2, size, size, 3])
    endless = np.frombuffer(b"\xff\xff\xff\xff", np.uint8)
    refused(INVALID, "ends within element 0", endless, "BYTES", shape=[1])
    refused(INVALID, "has NaN as element 0", floats * np.nan, "FP32")
    refused(INVALID, "has -1.0 as element 0 (expected: 0 to 255", floats * 0 - 1, "FP32")
    refused(INVALID, "image 1 is refused (not-an-image)", files(png(RED), b"text"), "BYTES")
    known = "output `logits` (expected: one of [probabilities, label"
    refused(INVALID, known, floats, "FP32", outputs=[protocol.output("logits")])
    argument = "request_compression_algorithm" if protocol.is_http() else "compression_algorithm"
    refused(COMPRESSED, "ncoding gzip (expected: ", floats, "FP32", **{argument: "gzip"})
    limit = "the request is too large (expected: 1,000,000 bytes at most)"
    refused(TOO_LARGE, limit, files(bytes(1_100_000)), "BYTES")
    check(protocol.client.is_server_live(), True, "live after all that")


def http_errors(target, model):
    """What the client would not send."""
    for headers, body in (
        ({"Inference-Header-Content-Length": "100"}, b"{}"),
        ({"Inference-Header-Content-Length": "-1"}, b"{}"),
        ({"Inference-Header-Content-Length": "99999999999999999999"}, b"{}"),
        ({"X-Request-Timeout-Ms": "soon"}, b"{}"),
        ({}, b""),
        ({}, b"\xff\xd8\xff\xe0 no JSON"),
        ({}, b"[" * 100_000),
        ({}, b'{"inputs":[{"name":"image","datatype":"FP32","shape":[1],"data":[' + b"[" * 5_000),
    ):
        connection = http.client.HTTPConnection(target, timeout=SECONDS)
        connection.request("POST", f"/v2/models/{model}/infer", body, headers)
        response = connection.getresponse()
        check(response.status, 400, f"status of {headers} {body[:80]}")
        check(list(json.loads(response.read())), ["error"], "form of an error")
        connection.close()
    for path in ("/v2/nothing", "/v2/models/nobody", "/v2/models/nobody/ready", f"/v2/models/{model}/versions/99"):
        connection = http.client.HTTPConnection(target, timeout=SECONDS)
        connection.request("GET", path)
        response = connection.getresponse()
        check(response.status, 404, f"status of {path}")
        check(list(json.loads(response.read())), ["error"], "form of an error")
        connection.close()


def main(target, model, version):
    for module in (tritonclient.http, tritonclient.grpc):
        protocol = Protocol(module, target, model, version)
        size = state(protocol)
        answers(protocol, size)
        if protocol.is_http():
            json_answers(protocol, size)
        errors(protocol, size)
    http_errors(target, model)
    print(f"{checks} checks of {target} passed")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
