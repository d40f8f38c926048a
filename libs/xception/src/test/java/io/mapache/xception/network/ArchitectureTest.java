package io.mapache.xception.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.xception.network.TensorTable.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  private final Architecture xception = Architecture.xception();

  @Test
  void hasTheTensorsAndNumbersThatKerasCounts() {
    TensorTable table = xception.table();
    assertThat(table.tensors()).hasSize(234);
    assertThat(table.tensors()).filteredOn(Tensor::trainable).hasSize(154);
    assertThat(table.numbers()).isEqualTo(20_861_480);
    assertThat(table.trainableNumbers()).isEqualTo(20_806_952);
  }

  @Test
  void trainsNineteenTensorsOfBlocks13And14() {
    long numbers =
        xception.table().tensors().stream()
            .filter(tensor -> tensor.trainable() && xception.number(tensor.layer().block()) >= 13)
            .mapToLong(Tensor::size)
            .sum();
    assertThat(numbers).isEqualTo(6_788_384);
  }

  @Test
  void putsAShortcutAfterTheSecondConvolutionOfItsBlock() {
    assertThat(xception.layersOf("block13"))
        .extracting(Layer::name)
        .containsExactly(
            "block13_sepconv1",
            "block13_sepconv1_bn",
            "block13_sepconv2",
            "block13_sepconv2_bn",
            "conv2d_3",
            "batch_normalization_3");
  }

  @ParameterizedTest
  @CsvSource({"71,3", "96,3", "150,5", "224,7", "299,10"})
  void leavesTheMapThatKerasLeaves(int imageSize, int side) {
    assertThat(xception.activationSide(imageSize)).isEqualTo(side);
  }

  @ParameterizedTest
  @CsvSource({"block1,150,3", "block2,72,64", "block5,9,728", "block13,9,728", "block14,5,1024"})
  void knowsWhatEntersABlockAt150Pixels(String block, int side, int channels) {
    assertThat(xception.inputSide(block, 150)).isEqualTo(side);
    assertThat(xception.inputChannels(block)).isEqualTo(channels);
  }

  @Test
  void keepsItsStructureWhenNarrowed() {
    Architecture narrow = Architecture.narrowed(8);
    assertThat(narrow.features()).isEqualTo(256);
    assertThat(narrow.table().tensors())
        .extracting(Tensor::name)
        .isEqualTo(xception.table().tensors().stream().map(Tensor::name).toList());
  }

  @Test
  void namesTheBlocksThereAre() {
    assertThatThrownBy(() -> xception.number("block15"))
        .hasMessage("block: block15 (expected: block1 to block14)");
  }
}
