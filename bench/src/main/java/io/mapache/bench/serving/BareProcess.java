package io.mapache.bench.serving;

import io.mapache.models.Head;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.session.BaseSession;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of the {@link BareLoop}. Arguments: files of base and head, threads of ONNX Runtime,
 * and the folder of pictures, if there is one.
 */
final class BareProcess {

  private BareProcess() {}

  /**
   * What to answer.
   *
   * @param atOnce images in one forward pass at most
   */
  record Order(Arrivals arrivals, int atOnce) {}

  public static void main(String[] arguments) throws Exception {
    Head head = HeadGraph.read(Path.of(arguments[1]));
    List<byte[]> pictures = Pictures.from(LoadGenerator.folder(arguments, 3));
    try (BaseSession session =
        BaseSession.load(Path.of(arguments[0]), Integer.parseInt(arguments[2]))) {
      Orders.follow(
          Order.class,
          order ->
              Load.run(
                  order.arrivals(),
                  List.of(new BareLoop(session, head, pictures, order.atOnce())),
                  Time.SYSTEM));
    }
  }
}
