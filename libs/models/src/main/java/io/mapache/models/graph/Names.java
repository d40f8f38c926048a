package io.mapache.models.graph;

/** Names of inputs, outputs and metadata in the graphs of this system. */
public final class Names {

  /** Input: float32 {@code [N,S,S,3]}, RGB, 0..255. */
  public static final String IMAGE = "image";

  /** Output of a base, input of a head: float32 {@code [N,2048]}. */
  public static final String FEATURES = "features";

  /** Output: a feature map; its layout is in the metadata. */
  public static final String ACTIVATION = "activation";

  /** Output: {@code [N,1]} for two classes, else {@code [N,C]}. */
  public static final String LOGITS = "logits";

  /** Output: {@code [N,C]}, in the order of {@link #LABELS}. */
  public static final String PROBABILITIES = "probabilities";

  // Keys of metadata_props.

  /** JSON array of class names, in the order of the probabilities. */
  public static final String LABELS = "labels";

  /** SHA-256 over the tensors a base was written from. */
  public static final String WEIGHTS_DIGEST = "weights.digest";

  public static final String IMAGE_SIZE = "image.size";

  /** {@code NHWC} or {@code NCHW}. */
  public static final String ACTIVATION_LAYOUT = "activation.layout";

  /** What {@link #ACTIVATION} is: a layer, or the block it enters. */
  public static final String ACTIVATION_OF = "activation.of";

  public static final String BASE_DIGEST = "base.digest";
  public static final String HEAD_DIGEST = "head.digest";
  public static final String BUNDLE_DIGEST = "bundle.digest";
  public static final String MODEL = "model";
  public static final String VERSION = "version";

  /** Divides the logits before probabilities are read as confidence; the graph does not. */
  public static final String TEMPERATURE = "temperature";

  public static final String LICENSE = "license";

  /** {@link #LICENSE} of every graph that holds the network. */
  public static final String LICENSE_OF_XCEPTION =
      "Architecture: keras.applications.Xception, Apache-2.0. Weights: see NOTICE of Mapache.";

  private Names() {}
}
