package io.mapache.inference.oip;

import java.util.List;

/**
 * What the protocol tells of a model.
 *
 * @param versions that serve now
 */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {

  /** An ONNX file in ONNX Runtime, as the protocol names it. */
  static final String PLATFORM = "onnxruntime_onnx";
}
