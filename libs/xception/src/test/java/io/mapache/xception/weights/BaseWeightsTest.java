package io.mapache.xception.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.xception.ImageNet;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseWeightsTest {
  private final Architecture narrow = Architecture.narrowed(8);
  private final BaseWeights base = Bases.numbered(narrow);

  @Test
  void sharesWhatIsNotReplaced() {
    float[] gamma = new float[4];
    BaseWeights changed = base.with(Map.of("block1_conv1_bn/gamma", gamma));
    assertThat(changed.tensor("block1_conv1_bn/gamma")).isSameAs(gamma);
    assertThat(changed.tensor("conv2d/kernel")).isSameAs(base.tensor("conv2d/kernel"));
    assertThat(changed.digest()).isNotEqualTo(base.digest());
  }

  @Test
  void refusesATensorOfAnotherSize() {
    assertThatThrownBy(() -> base.with(Map.of("block1_conv1_bn/gamma", new float[5])))
        .hasMessage("tensor `block1_conv1_bn/gamma` holds 5 numbers (expected: 4, shape [4])");
  }

  @Test
  void refusesAMissingAndAnUnknownTensor() {
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensor tensor : narrow.table().tensors()) {
      tensors.put(tensor.name(), new float[tensor.size()]);
    }
    tensors.put("predictions/kernel", new float[1]);
    assertThatThrownBy(() -> BaseWeights.of(narrow, tensors))
        .hasMessageContaining("no tensor `predictions/kernel`");
    tensors.remove("conv2d/kernel");
    assertThatThrownBy(() -> BaseWeights.of(narrow, tensors))
        .hasMessage("tensor `conv2d/kernel` is missing");
  }

  @Test
  void hasTheDigestOfTheReferenceTensorByTensor() {
    BaseWeights imageNet = ImageNet.weights();
    assertThat(imageNet.digest()).isEqualTo(BaseWeights.IMAGENET);
    assertThat(ImageNetDigests.read().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Architecture.xception().table().tensors().stream().map(Tensor::name).toList());
    assertThat(ImageNetDigests.differing(imageNet)).isEmpty();
  }
}
