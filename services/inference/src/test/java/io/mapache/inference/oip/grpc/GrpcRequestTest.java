package io.mapache.inference.oip.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InferRequest;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.grpc.protocol.InferParameter;
import io.mapache.inference.oip.grpc.protocol.InferTensorContents;
import io.mapache.inference.oip.grpc.protocol.ModelInferRequest;
import io.mapache.inference.oip.grpc.protocol.ModelInferRequest.InferInputTensor;
import io.mapache.inference.oip.grpc.protocol.ModelInferRequest.InferRequestedOutputTensor;
import io.mapache.inference.prediction.Input;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrpcRequestTest {

  /** Images of 2 x 2 pixels, 3 of them at most. */
  private static final Contract CONTRACT = new Contract(2, 4, false, 3);

  @Test
  void typedContents() throws RejectedException {
    InferTensorContents floats =
        InferTensorContents.newBuilder().addAllFp32Contents(Collections.nCopies(12, 1.5f)).build();
    assertThat(pixels(read(input("FP32", 1, 2, 2, 3).setContents(floats)))).containsOnly(1.5f);
    InferTensorContents bytes =
        InferTensorContents.newBuilder().addAllUintContents(Collections.nCopies(12, 255)).build();
    assertThat(pixels(read(input("UINT8", 1, 2, 2, 3).setContents(bytes)))).containsOnly(255);
    InferTensorContents file =
        InferTensorContents.newBuilder()
            .addBytesContents(ByteString.copyFrom(new byte[] {7, 8}))
            .build();
    InferRequest request = read(input("BYTES", 1).setContents(file));
    assertThat(((Input.Encoded) request.images().get(0)).bytes()).containsExactly(7, 8);
  }

  @Test
  void rawContents() throws RejectedException {
    byte[] bytes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1};
    assertThat(pixels(read(raw(input("UINT8", 1, 2, 2, 3), bytes))))
        .startsWith(0, 1, 2)
        .endsWith(255);
  }

  @Test
  void idParametersAndOutputsAreThoseOfTheRequest() throws RejectedException {
    InferParameter two = InferParameter.newBuilder().setInt64Param(2).build();
    InferRequest request =
        GrpcRequest.read(
            CONTRACT,
            raw(input("UINT8", 1, 2, 2, 3), new byte[12]).toBuilder()
                .setId("7")
                .putParameters("retry", two)
                .addOutputs(
                    InferRequestedOutputTensor.newBuilder()
                        .setName("probabilities")
                        .putParameters("classification", two))
                .build());
    assertThat(request.id()).contains("7");
    assertThat(request.parameters().values()).isEqualTo(Map.of("retry", 2L));
    assertThat(request.outputs().get(0).classification()).hasValue(2);
    assertThat(read(raw(input("UINT8", 1, 2, 2, 3), new byte[12])).id()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldWhatIsRight() {
    ModelInferRequest good = raw(input("UINT8", 1, 2, 2, 3), new byte[12]);
    refuses(ModelInferRequest.getDefaultInstance(), "0 inputs (expected: `image` as FP32");
    refuses(good.toBuilder().addInputs(good.getInputs(0)).build(), "2 inputs (expected: `image`");
    refuses(good.toBuilder().addRawInputContents(ByteString.EMPTY).build(), "has 2 raw contents");
    refuses(
        raw(
            input("UINT8", 1, 2, 2, 3).setContents(InferTensorContents.getDefaultInstance()),
            new byte[12]),
        "has 1 raw contents, and typed ones");
    refuses(request(input("FP32", 1, 2, 2, 3)), "has 0 elements (expected: 12");
    refuses(raw(input("FP32", 1, 2, 2, 3), new byte[47]), "has 47 bytes of data (expected: 48");
    refuses(raw(input("INT8", 1, 2, 2, 3), new byte[12]), "has datatype INT8");
    refuses(raw(input("FP32", Long.MAX_VALUE, 2, 2, 3), new byte[0]), "n from 1 to 3");
    refuses(raw(input("FP32", -1, 2, 2, 3), new byte[0]), "n from 1 to 3");
    refuses(raw(input("FP32"), new byte[0]), "has shape []");
    refuses(raw(input("BYTES", 1), new byte[] {9, 0, 0, 0, 1}), "ends within element 0");
    refuses(raw(input("BYTES", 2), new byte[] {0, 0, 0, 0}), "has 1 elements (expected: 2");
    InferTensorContents big = InferTensorContents.newBuilder().addUintContents(-1).build();
    refuses(request(input("UINT8", 1, 2, 2, 3).setContents(big)), "4.2949673E9 as element 0");
    InferTensorContents ints = InferTensorContents.newBuilder().addIntContents(1).build();
    refuses(request(input("FP32", 1, 2, 2, 3).setContents(ints)), "has 0 elements");
    refuses(
        good.toBuilder()
            .addOutputs(InferRequestedOutputTensor.newBuilder().setName("logits"))
            .build(),
        "output `logits` (expected: one of [probabilities, label])");
    InferRequestedOutputTensor label =
        InferRequestedOutputTensor.newBuilder().setName("label").build();
    refuses(
        good.toBuilder().addOutputs(label).addOutputs(label).build(),
        "output `label` is asked for twice");
    refuses(
        good.toBuilder().putParameters("empty", InferParameter.getDefaultInstance()).build(),
        "parameter `empty`");
  }

  private static void refuses(ModelInferRequest request, String said) {
    assertThatThrownBy(() -> GrpcRequest.read(CONTRACT, request))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining(said);
  }

  private static InferInputTensor.Builder input(String datatype, long... shape) {
    InferInputTensor.Builder input =
        InferInputTensor.newBuilder().setName("image").setDatatype(datatype);
    for (long dimension : shape) {
      input.addShape(dimension);
    }
    return input;
  }

  private static ModelInferRequest request(InferInputTensor.Builder input) {
    return ModelInferRequest.newBuilder().addInputs(input).build();
  }

  private static ModelInferRequest raw(InferInputTensor.Builder input, byte[] bytes) {
    return request(input).toBuilder().addRawInputContents(ByteString.copyFrom(bytes)).build();
  }

  private static InferRequest read(InferInputTensor.Builder input) throws RejectedException {
    return read(request(input));
  }

  private static InferRequest read(ModelInferRequest request) throws RejectedException {
    return GrpcRequest.read(CONTRACT, request);
  }

  private static float[] pixels(InferRequest request) {
    List<Input> images = request.images();
    return ((Input.Pixels) images.get(0)).values();
  }
}
