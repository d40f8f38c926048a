package io.mapache.training.features;

import io.mapache.models.session.BaseSession;
import io.mapache.training.features.BaseFiles.BaseFile;

/**
 * Lends bases in ONNX Runtime. The last one stays loaded (some 160 MB, and a second to load), for
 * whoever asks for it next; asking for another one closes it. Not thread-safe.
 */
public final class BaseSessions implements AutoCloseable {

  private Loaded loaded;

  private record Loaded(BaseFile base, int threads, BaseSession session) {}

  /**
   * @param threads of ONNX Runtime
   * @return not to be closed, and not to be used after another one was asked for
   */
  public BaseSession of(BaseFile base, int threads) {
    if (loaded == null
        || !loaded.base().digest().equals(base.digest())
        || loaded.threads() != threads) {
      close();
      loaded = new Loaded(base, threads, BaseSession.loadForBatches(base.path(), threads));
    }
    return loaded.session();
  }

  /** Gives the memory back. The next who asks has a base loaded again. */
  @Override
  public void close() {
    if (loaded != null) {
      loaded.session().close();
      loaded = null;
    }
  }
}
