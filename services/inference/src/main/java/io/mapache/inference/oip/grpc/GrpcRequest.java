package io.mapache.inference.oip.grpc;

import com.google.protobuf.ByteString;
import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InferRequest;
import io.mapache.inference.oip.InputData;
import io.mapache.inference.oip.InputHeader;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.RequestedOutput;
import io.mapache.inference.oip.grpc.protocol.InferTensorContents;
import io.mapache.inference.oip.grpc.protocol.ModelInferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inference request as a message, with typed or with raw contents. */
final class GrpcRequest {

  private GrpcRequest() {}

  static InferRequest read(Contract contract, ModelInferRequest message) throws RejectedException {
    if (message.getInputsCount() != 1) {
      throw RejectedException.invalid(
          "%d inputs (%s)", message.getInputsCount(), contract.expected());
    }
    ModelInferRequest.InferInputTensor input = message.getInputs(0);
    InputHeader header =
        new InputHeader(input.getName(), input.getDatatype(), input.getShapeList());
    InputData data = new InputData(contract);
    if (message.getRawInputContentsCount() > 0) {
      raw(message, header, data);
    } else {
      typed(input.getContents(), data);
    }
    return new InferRequest(
        Optional.of(message.getId()).filter(id -> !id.isEmpty()),
        GrpcParameters.read(message.getParametersMap()),
        data.images(header),
        outputs(contract, message));
  }

  private static void raw(ModelInferRequest message, InputHeader header, InputData data)
      throws RejectedException {
    if (message.getRawInputContentsCount() != 1 || message.getInputs(0).hasContents()) {
      throw RejectedException.invalid(
          "input `%s` has %d raw contents%s (expected: one, and no others)",
          header.name(),
          message.getRawInputContentsCount(),
          message.getInputs(0).hasContents() ? ", and typed ones" : "");
    }
    data.binary(header, message.getRawInputContents(0).asReadOnlyByteBuffer());
  }

  private static void typed(InferTensorContents contents, InputData data) throws RejectedException {
    for (int i = 0; i < contents.getFp32ContentsCount(); i++) {
      data.number(contents.getFp32Contents(i));
    }
    for (int i = 0; i < contents.getUintContentsCount(); i++) {
      data.number(Integer.toUnsignedLong(contents.getUintContents(i)));
    }
    for (ByteString file : contents.getBytesContentsList()) {
      data.file(file.toByteArray());
    }
  }

  private static List<RequestedOutput> outputs(Contract contract, ModelInferRequest message)
      throws RejectedException {
    List<RequestedOutput> outputs = new ArrayList<>();
    for (ModelInferRequest.InferRequestedOutputTensor output : message.getOutputsList()) {
      contract
          .output(output.getName(), GrpcParameters.read(output.getParametersMap()))
          .addTo(outputs);
    }
    return outputs;
  }
}
