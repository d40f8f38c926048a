package io.mapache.bench.serving;

import io.mapache.models.Head;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.session.BaseSession;
import io.mapache.models.session.PassThreads;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of the {@link BareLoop}. Arguments: files of base and head, threads of a pass, {@link
 * #PINNED} or {@link #ANYWHERE}, and the folder of pictures, if there is one.
 */
final class BareProcess {

  /** As the service's threads are. */
  static final String PINNED = "pinned";

  /** As ONNX Runtime has them. */
  static final String ANYWHERE = "anywhere";

  private BareProcess() {}

  /**
   * What to answer.
   *
   * @param atOnce images in one forward pass at most
   */
  record Order(Arrivals arrivals, int atOnce) {}

  public static void main(String[] arguments) throws Exception {
    Head head = HeadGraph.read(Path.of(arguments[1]));
    List<byte[]> pictures = Pictures.from(LoadGenerator.folder(arguments, 4));
    int count = Integer.parseInt(arguments[2]);
    PassThreads threads =
        arguments[3].equals(PINNED) ? PassThreads.pinned(count) : PassThreads.anywhere(count);
    try (BaseSession session = BaseSession.load(Path.of(arguments[0]), threads)) {
      Orders.follow(
          Order.class,
          order ->
              Load.run(
                  order.arrivals(),
                  List.of(new BareLoop(session, threads, head, pictures, order.atOnce())),
                  Time.SYSTEM));
    }
  }
}
