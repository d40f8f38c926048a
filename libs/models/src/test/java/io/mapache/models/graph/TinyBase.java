package io.mapache.models.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A base with the form of the real one and no knowledge: features are the mean colour of an image
 * of 8 px, the activation is the image.
 */
public final class TinyBase {

  public static final int SIZE = 8;

  private TinyBase() {}

  public static Path write(Path target) throws IOException {
    Graph graph = new Graph("tiny");
    graph.input(Names.IMAGE, SIZE, SIZE, 3);
    graph.node("Transpose", "nchw", List.of(Names.IMAGE), Attribute.numbers("perm", 0, 3, 1, 2));
    graph.node("GlobalAveragePool", "mean", List.of("nchw"));
    graph.node("Flatten", Names.FEATURES, List.of("mean"), Attribute.number("axis", 1));
    graph.node(
        "Transpose", Names.ACTIVATION, List.of("nchw"), Attribute.numbers("perm", 0, 2, 3, 1));
    graph.output(Names.FEATURES, 3);
    graph.output(Names.ACTIVATION, SIZE, SIZE, 3);
    graph.metadata(Names.IMAGE_SIZE, Integer.toString(SIZE));
    graph.metadata(Names.WEIGHTS_DIGEST, "none");
    graph.write(target);
    return target;
  }
}
