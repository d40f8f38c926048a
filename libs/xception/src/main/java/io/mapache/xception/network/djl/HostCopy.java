package io.mapache.xception.network.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

/** Arrays read out of native memory, wherever they are. */
public final class HostCopy {

  private HostCopy() {}

  /**
   * The numbers of an array, in C order. DJL reads a GPU's array through a copy on the host that it
   * leaves in the array's manager: 250 MB more with each checkpoint of a training. This one is
   * freed.
   */
  public static float[] of(NDArray array) {
    if (!array.getDevice().isGpu()) {
      return array.toFloatArray();
    }
    try (NDArray onHost = array.toDevice(Device.cpu(), false)) {
      return onHost.toFloatArray();
    }
  }
}
