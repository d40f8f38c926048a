package io.mapache.contracts.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All settings of a training. What is left out has the default that measured best; {@link #GUIDE}
 * is the Keras guide to the letter.
 *
 * @param imageSize side in pixels of the square that the network sees, 71 to 512
 * @param batchSize images per step of fine-tuning and of the head, 1 to 512
 * @param augment random changes of training images; who uses them is the workflow's and the
 *     fine-tuning's choice
 * @param classWeights what an image of a class counts in the training loss
 * @param earlyStopping of both phases
 * @param seed one seed, one result, on the same kind of CPU with the same number of threads
 * @param threads CPU threads of the job, 1 to 256; 0: as many as the machine has cores
 */
public record Recipe(
    int imageSize,
    int batchSize,
    HeadRecipe head,
    FineTuneRecipe fineTune,
    AugmentRecipe augment,
    ClassWeights classWeights,
    EarlyStoppingRecipe earlyStopping,
    long seed,
    int threads,
    String device) {

  /** First input size at which Xception still has a feature map. */
  public static final int MIN_IMAGE_SIZE = 71;

  public static final int MAX_IMAGE_SIZE = 512;

  public static final Recipe DEFAULT =
      new Recipe(
          150,
          32,
          new HeadRecipe(20, 1e-3, 0.2, Workflow.FEATURES),
          new FineTuneRecipe("block13", 10, 1e-5, Schedule.CONSTANT),
          AugmentRecipe.NONE,
          ClassWeights.NONE,
          EarlyStoppingRecipe.OFF,
          1,
          0,
          "cpu");

  /** The Keras guide "Transfer learning and fine-tuning": its augmentation, rates and epochs. */
  public static final Recipe GUIDE =
      new Recipe(
          150,
          32,
          new HeadRecipe(20, 1e-3, 0.2, Workflow.GUIDE),
          new FineTuneRecipe("all", 10, 1e-5, Schedule.CONSTANT),
          new AugmentRecipe(true, false, 0.1, 4),
          ClassWeights.NONE,
          EarlyStoppingRecipe.OFF,
          1,
          0,
          "cpu");

  /** How the frozen phase comes by the features of training images. */
  public enum Workflow {
    /** The base runs anew in each epoch, on freshly augmented images, as in the Keras guide. */
    GUIDE,
    /** The base runs once per image, un-augmented; its features are kept for all trainings. */
    FEATURES,
    /** The base runs once per image and variant; each epoch takes one variant of each image. */
    VARIANTS;

    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Workflow parse(String code) {
      return choice("head.workflow", code, values(), Workflow::code);
    }
  }

  /** How the learning rate goes over a phase's steps. */
  public enum Schedule {
    CONSTANT,
    /** From the learning rate down to 0 along half a cosine, step by step. */
    COSINE;

    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Schedule parse(String code) {
      return choice("fineTune.schedule", code, values(), Schedule::code);
    }
  }

  /** The frozen phase: a new head on the features of the frozen base. */
  public record HeadRecipe(int epochs, double learningRate, double dropout, Workflow workflow) {
    public HeadRecipe {
      require("head.epochs", epochs, epochs >= 1 && epochs <= 10_000, "1 to 10000");
      requireLearningRate("head.learningRate", learningRate);
      require("head.dropout", dropout, dropout >= 0 && dropout < 1, "0 up to, not including, 1");
      require("head.workflow", workflow, workflow != null, "guide, features or variants");
    }
  }

  /**
   * The second phase. Training images are augmented where {@link Recipe#augment} says how: freshly
   * in each epoch if everything trains, else from the variants of the cached prefix.
   *
   * @param from {@code all}, {@code block2} to {@code block14}: what trains from there to the top;
   *     {@code none}: no fine-tuning
   */
  public record FineTuneRecipe(String from, int epochs, double learningRate, Schedule schedule) {
    public FineTuneRecipe {
      require(
          "fineTune.from",
          from,
          from != null && from.matches("all|none|block([2-9]|1[0-4])"),
          "all, none, or block2 to block14");
      require("fineTune.epochs", epochs, epochs >= 1 && epochs <= 10_000, "1 to 10000");
      requireLearningRate("fineTune.learningRate", learningRate);
      require("fineTune.schedule", schedule, schedule != null, "constant or cosine");
    }

    @JsonIgnore
    public boolean isNone() {
      return from.equals("none");
    }
  }

  /**
   * Random changes of a training image, each image with its own dice.
   *
   * @param horizontalFlip left and right change places in half of the images
   * @param verticalFlip top and bottom, with a coin of its own
   * @param rotation largest angle in turns, 0 to 0.5: 0.1 is up to 36 degrees either way; corners
   *     are filled by reflection
   * @param variants augmented copies per image where they are computed once, 1 to 64
   */
  public record AugmentRecipe(
      boolean horizontalFlip, boolean verticalFlip, double rotation, int variants) {

    public static final AugmentRecipe NONE = new AugmentRecipe(false, false, 0, 4);

    public AugmentRecipe {
      require("augment.rotation", rotation, rotation >= 0 && rotation <= 0.5, "0 to 0.5 turns");
      require("augment.variants", variants, variants >= 1 && variants <= 64, "1 to 64");
    }

    @JsonIgnore
    public boolean isNone() {
      return !horizontalFlip && !verticalFlip && rotation == 0;
    }
  }

  /**
   * When a phase ends before its last epoch, as Keras' {@code EarlyStopping} on the validation
   * loss.
   *
   * @param patience epochs without improvement after which a phase ends; 0: it runs them all
   * @param minDelta how much lower a loss has to be to count
   * @param restoreBest whether the best epoch is kept (also where nothing was cut short), or the
   *     last one
   */
  public record EarlyStoppingRecipe(int patience, double minDelta, boolean restoreBest) {

    public static final EarlyStoppingRecipe OFF = new EarlyStoppingRecipe(0, 0, true);

    public EarlyStoppingRecipe {
      require(
          "earlyStopping.patience", patience, patience >= 0 && patience <= 10_000, "0 to 10000");
      require("earlyStopping.minDelta", minDelta, minDelta >= 0 && minDelta <= 100, "0 to 100");
    }
  }

  public Recipe {
    require(
        "imageSize",
        imageSize,
        imageSize >= MIN_IMAGE_SIZE && imageSize <= MAX_IMAGE_SIZE,
        MIN_IMAGE_SIZE + " to " + MAX_IMAGE_SIZE);
    require("batchSize", batchSize, batchSize >= 1 && batchSize <= 512, "1 to 512");
    require("threads", threads, threads >= 0 && threads <= 256, "0 to 256");
    require("head", head, head != null, "an object");
    require("fineTune", fineTune, fineTune != null, "an object");
    require("augment", augment, augment != null, "an object");
    require("classWeights", classWeights, classWeights != null, ClassWeights.EXPECTED);
    require("earlyStopping", earlyStopping, earlyStopping != null, "an object");
    require("device", device, device != null && device.matches("cpu|cuda"), "cpu or cuda");
  }

  public Recipe withImageSize(int size) {
    return new Recipe(
        size,
        batchSize,
        head,
        fineTune,
        augment,
        classWeights,
        earlyStopping,
        seed,
        threads,
        device);
  }

  public Recipe withHead(HeadRecipe other) {
    return new Recipe(
        imageSize,
        batchSize,
        other,
        fineTune,
        augment,
        classWeights,
        earlyStopping,
        seed,
        threads,
        device);
  }

  public Recipe withFineTune(FineTuneRecipe other) {
    return new Recipe(
        imageSize,
        batchSize,
        head,
        other,
        augment,
        classWeights,
        earlyStopping,
        seed,
        threads,
        device);
  }

  public Recipe withAugment(AugmentRecipe other) {
    return new Recipe(
        imageSize,
        batchSize,
        head,
        fineTune,
        other,
        classWeights,
        earlyStopping,
        seed,
        threads,
        device);
  }

  public Recipe withSeed(long other) {
    return new Recipe(
        imageSize,
        batchSize,
        head,
        fineTune,
        augment,
        classWeights,
        earlyStopping,
        other,
        threads,
        device);
  }

  /** The same without the second phase. */
  public Recipe frozenOnly() {
    return withFineTune(
        new FineTuneRecipe(
            "none", fineTune.epochs(), fineTune.learningRate(), fineTune.schedule()));
  }

  /**
   * A recipe from JSON over the defaults. Unknown keys are refused, with the key that was probably
   * meant.
   *
   * @param json an object; null or missing for the defaults
   */
  public static Parsed parse(JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return new Valid(DEFAULT);
    }
    if (!json.isObject()) {
      return new Invalid("recipe: " + json + " (expected: an object)");
    }
    try {
      JsonNode defaults = Json.mapper().valueToTree(DEFAULT);
      JsonNode merged = Json.mapper().readerForUpdating(defaults.deepCopy()).readValue(json);
      ObjectReader strict =
          Json.mapper()
              .readerFor(Recipe.class)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      return new Valid(strict.readValue(merged));
    } catch (UnrecognizedPropertyException e) {
      return new Invalid(unknownKey(e));
    } catch (IOException | IllegalArgumentException e) {
      return new Invalid(sentence(e));
    }
  }

  /** What {@link #parse} found. */
  public sealed interface Parsed permits Valid, Invalid {}

  public record Valid(Recipe recipe) implements Parsed {}

  /** The sentence says which key, what it was and what is expected. */
  public record Invalid(String problem) implements Parsed {}

  private static String unknownKey(UnrecognizedPropertyException e) {
    String key = path(e);
    Collection<Object> known = e.getKnownPropertyIds();
    String all = known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    return "recipe key '%s' is unknown%s. Known here: %s."
        .formatted(
            key,
            nearest(e.getPropertyName(), known)
                .map(near -> " (did you mean '" + near + "'?)")
                .orElse(""),
            all);
  }

  private static Optional<String> nearest(String key, Collection<Object> known) {
    return known.stream()
        .map(String::valueOf)
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(candidate -> distance(key, candidate) <= Math.max(2, candidate.length() / 3));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        current[j] =
            Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
      }
      previous = current;
    }
    return previous[b.length()];
  }

  /** Jackson wraps the records' own refusals, which name their key; its own name it by the path. */
  private static String sentence(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof JsonMappingException mapping) {
      return "recipe: " + path(mapping) + ": " + mapping.getOriginalMessage();
    }
    return "recipe: "
        + (root instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : root.getMessage());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .collect(Collectors.joining("."));
  }

  private static <T> T choice(String key, String code, T[] values, Function<T, String> name) {
    for (T value : values) {
      if (name.apply(value).equals(code)) {
        return value;
      }
    }
    String all = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(key + ": " + code + " (expected: one of " + all + ")");
  }

  private static void requireLearningRate(String key, double value) {
    require(key, value, value > 0 && value <= 1, "above 0, at most 1");
  }

  static void require(String key, Object value, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
  }
}
