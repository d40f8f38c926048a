package io.mapache.inference.oip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {

  private static final RequestLimits LIMITS = new RequestLimits(32 << 20, 32, 48 << 20);

  @Test
  void aModelTakesImagesOfItsSizeAndTellsWhatItKnows() {
    Contract contract = Contract.of(150, 3, false, LIMITS);
    assertThat(contract.inputs())
        .containsExactly(new TensorMetadata("image", Datatype.FP32, List.of(-1L, 150L, 150L, 3L)));
    assertThat(contract.outputs())
        .containsExactly(
            new TensorMetadata("probabilities", Datatype.FP32, List.of(-1L, 3L)),
            new TensorMetadata("label", Datatype.BYTES, List.of(-1L)));
    assertThat(Contract.of(150, 3, true, LIMITS).outputs())
        .last()
        .isEqualTo(new TensorMetadata("novelty", Datatype.FP32, List.of(-1L)));
  }

  @Test
  void largeImagesAreFewerInOneRequest() {
    assertThat(Contract.of(299, 3, false, LIMITS).maxImages()).isEqualTo(32);
    assertThat(Contract.of(512, 3, false, LIMITS).maxImages()).isEqualTo(16);
    assertThat(Contract.of(4096, 3, false, LIMITS).maxImages()).isEqualTo(1);
  }

  @Test
  void noRequestTakesMoreMemoryThanThereIsForTheImages() {
    Contract contract = Contract.of(150, 3, false, LIMITS);
    int image = 150 * 150 * 3;
    assertThat(contract.unpacked(image)).as("bytes become floats").isEqualTo(4 * image);
    assertThat(contract.unpacked(1 << 20)).as("no more than 32 images").isLessThan(9 << 20);
    assertThat(contract.unpacked(20 << 20)).as("files stay what they are").isEqualTo(20 << 20);
  }
}
