package io.mapache.inference.oip.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.mapache.inference.oip.InferAnswer;
import io.mapache.inference.oip.ModelMetadata;
import io.mapache.inference.oip.OutputTensor;
import io.mapache.inference.oip.TensorMetadata;
import io.mapache.inference.oip.grpc.protocol.InferTensorContents;
import io.mapache.inference.oip.grpc.protocol.ModelInferResponse;
import io.mapache.inference.oip.grpc.protocol.ModelMetadataResponse;
import java.util.List;

/** Answers as messages. */
final class GrpcAnswer {

  private GrpcAnswer() {}

  /**
   * @param raw whether the contents are, as those of the request were
   */
  static ModelInferResponse of(InferAnswer.Inferred answer, boolean raw) {
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(answer.model())
            .setModelVersion(Integer.toString(answer.version()))
            .setId(answer.id().orElse(""))
            .putAllParameters(GrpcParameters.write(answer.parameters()));
    for (OutputTensor output : answer.outputs()) {
      ModelInferResponse.InferOutputTensor.Builder tensor =
          response
              .addOutputsBuilder()
              .setName(output.name())
              .setDatatype(output.values().datatype().name())
              .addAllShape(output.shape());
      if (raw) {
        response.addRawOutputContents(UnsafeByteOperations.unsafeWrap(output.values().toBytes()));
      } else {
        tensor.setContents(contents(output.values()));
      }
    }
    return response.build();
  }

  private static InferTensorContents contents(OutputTensor.Values values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    if (values instanceof OutputTensor.Numbers numbers) {
      for (float value : numbers.values()) {
        contents.addFp32Contents(value);
      }
    } else if (values instanceof OutputTensor.Texts texts) {
      texts.values().forEach(text -> contents.addBytesContents(ByteString.copyFromUtf8(text)));
    }
    return contents.build();
  }

  static ModelMetadataResponse of(ModelMetadata model) {
    return ModelMetadataResponse.newBuilder()
        .setName(model.name())
        .addAllVersions(model.versions())
        .setPlatform(model.platform())
        .addAllInputs(tensors(model.inputs()))
        .addAllOutputs(tensors(model.outputs()))
        .build();
  }

  private static List<ModelMetadataResponse.TensorMetadata> tensors(List<TensorMetadata> tensors) {
    return tensors.stream()
        .map(
            tensor ->
                ModelMetadataResponse.TensorMetadata.newBuilder()
                    .setName(tensor.name())
                    .setDatatype(tensor.datatype().name())
                    .addAllShape(tensor.shape())
                    .build())
        .toList();
  }
}
