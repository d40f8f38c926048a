package io.mapache.contracts.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * All settings of a training. What is left out has the default that measured best; {@link #GUIDE}
 * is the Keras guide to the letter. What each key means and takes stands in its {@link Key}.
 */
public record Recipe(
    @Key(
            value = "Side of the square that the network sees; images are resized to it.",
            unit = "pixels",
            min = MIN_IMAGE_SIZE,
            max = MAX_IMAGE_SIZE)
        int imageSize,
    @Key(value = "Images in a step of Adam, in both phases.", unit = "images", min = 1, max = 512)
        int batchSize,
    @Key("The frozen phase: a new head learns on the features of the frozen base.") HeadRecipe head,
    @Key("The second phase: the base trains on, from some block to its top, with the head.")
        FineTuneRecipe fineTune,
    @Key(
            "Random changes of training images, each image with dice of its own. Who uses them:"
                + " workflows guide and variants in the frozen phase, and the fine-tuning.")
        AugmentRecipe augment,
    @Key(
            "What an image of a class counts in the training loss: balanced gives each class the"
                + " same sum; an object gives weights by label, those left out weigh 1. Validation"
                + " and test count each image once.")
        ClassWeights classWeights,
    @Key("When a phase ends before its last epoch, by the validation loss; for both phases.")
        EarlyStoppingRecipe earlyStopping,
    @Key(
            "Start of all dice. One seed gives one result, on the same kind of CPU with the same"
                + " number of threads.")
        long seed,
    @Key(
            value = "CPU threads of the job; 0: as many as the machine has cores.",
            unit = "threads",
            min = 0,
            max = 256)
        int threads,
    @Key(
            value = "What computes; cuda is a GPU of NVIDIA.",
            pattern = "cpu|cuda",
            expected = "cpu or cuda")
        String device) {

  /** First input size at which Xception still has a feature map. */
  public static final int MIN_IMAGE_SIZE = 71;

  public static final int MAX_IMAGE_SIZE = 512;

  private static final int MAX_EPOCHS = 10_000;

  private static final Keys KEYS = Keys.of("", Recipe.class);

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
  }

  /** A recipe with a name, to start from. */
  public enum Preset {
    DEFAULT,
    GUIDE;

    /** Where a recipe names its preset; the other keys lie over it. */
    public static final String KEY = "preset";

    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public Recipe recipe() {
      return this == GUIDE ? Recipe.GUIDE : Recipe.DEFAULT;
    }
  }

  /** The frozen phase: a new head on the features of the frozen base. */
  public record HeadRecipe(
      @Key(value = "Passes over the training images.", unit = "epochs", min = 1, max = MAX_EPOCHS)
          int epochs,
      @Key(value = "Step length of Adam, the same in all steps.", min = 0, aboveMin = true, max = 1)
          double learningRate,
      @Key(
              value = "Share of the features that a training step leaves out, in both phases.",
              min = 0,
              max = 1,
              belowMax = true)
          double dropout,
      @Key(
              "How the head comes by features. features: the base runs once per image,"
                  + " un-augmented, and its features are kept for all trainings. variants: it runs"
                  + " once per image and variant. guide: it runs anew in each epoch, on freshly"
                  + " augmented images, as in the Keras guide.")
          Workflow workflow) {

    private static final Keys KEYS = Keys.of("head.", HeadRecipe.class);

    public HeadRecipe {
      KEYS.require("epochs", epochs);
      KEYS.require("learningRate", learningRate);
      KEYS.require("dropout", dropout);
      KEYS.require("workflow", workflow);
    }
  }

  /**
   * The second phase. Training images are augmented where {@link Recipe#augment} says how: freshly
   * in each epoch if everything trains, else from the variants of the cached prefix.
   */
  public record FineTuneRecipe(
      @Key(
              value =
                  "The first block that trains, up to the top; all: the whole base; none: no"
                      + " fine-tuning.",
              pattern = "all|none|block([2-9]|1[0-4])",
              expected = "all, none, or block2 to block14")
          String from,
      @Key(value = "Passes over the training images.", unit = "epochs", min = 1, max = MAX_EPOCHS)
          int epochs,
      @Key(value = "Step length of Adam, in the first step.", min = 0, aboveMin = true, max = 1)
          double learningRate,
      @Key(
              "How the learning rate goes on: constant, or cosine, from its start down to 0 along"
                  + " half a cosine, step by step.")
          Schedule schedule) {

    private static final Keys KEYS = Keys.of("fineTune.", FineTuneRecipe.class);

    public FineTuneRecipe {
      KEYS.require("from", from);
      KEYS.require("epochs", epochs);
      KEYS.require("learningRate", learningRate);
      KEYS.require("schedule", schedule);
    }

    @JsonIgnore
    public boolean isNone() {
      return from.equals("none");
    }
  }

  /** Random changes of a training image, each image with its own dice. */
  public record AugmentRecipe(
      @Key("Left and right change places in half of the images.") boolean horizontalFlip,
      @Key("Top and bottom change places in half of the images, by a coin of its own.")
          boolean verticalFlip,
      @Key(
              value =
                  "Largest angle, either way: 0.1 is up to 36 degrees. Corners are filled by"
                      + " reflection, as in Keras' RandomRotation.",
              unit = "turns",
              min = 0,
              max = 0.5)
          double rotation,
      @Key(
              value =
                  "Augmented copies of an image where they are computed once: workflow variants,"
                      + " and a fine-tuning from a block. No copy is made twice: without a"
                      + " rotation there are 2 by one flip and 4 by both, however many are asked"
                      + " for.",
              unit = "copies",
              min = 1,
              max = 64)
          int variants) {

    private static final Keys KEYS = Keys.of("augment.", AugmentRecipe.class);

    public static final AugmentRecipe NONE = new AugmentRecipe(false, false, 0, 4);

    public AugmentRecipe {
      KEYS.require("rotation", rotation);
      KEYS.require("variants", variants);
    }

    @JsonIgnore
    public boolean isNone() {
      return !horizontalFlip && !verticalFlip && rotation == 0;
    }
  }

  /** When a phase ends before its last epoch, as Keras' {@code EarlyStopping}. */
  public record EarlyStoppingRecipe(
      @Key(
              value = "Epochs without improvement after which a phase ends; 0: it runs them all.",
              unit = "epochs",
              min = 0,
              max = MAX_EPOCHS)
          int patience,
      @Key(
              value = "How much lower a validation loss has to be to count as better.",
              unit = "nats",
              min = 0,
              max = 100)
          double minDelta,
      @Key(
              "true: the epoch with the lowest validation loss is kept, also where nothing was cut"
                  + " short; false: the last one.")
          boolean restoreBest) {

    private static final Keys KEYS = Keys.of("earlyStopping.", EarlyStoppingRecipe.class);

    public static final EarlyStoppingRecipe OFF = new EarlyStoppingRecipe(0, 0, true);

    public EarlyStoppingRecipe {
      KEYS.require("patience", patience);
      KEYS.require("minDelta", minDelta);
    }
  }

  public Recipe {
    KEYS.require("imageSize", imageSize);
    KEYS.require("batchSize", batchSize);
    KEYS.require("head", head);
    KEYS.require("fineTune", fineTune);
    KEYS.require("augment", augment);
    KEYS.require("classWeights", classWeights);
    KEYS.require("earlyStopping", earlyStopping);
    KEYS.require("threads", threads);
    KEYS.require("device", device);
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

  /** The same without the second phase. */
  public Recipe frozenOnly() {
    return withFineTune(
        new FineTuneRecipe(
            "none", fineTune.epochs(), fineTune.learningRate(), fineTune.schedule()));
  }

  /**
   * A recipe as a person or a program writes it: what is left out has the value of its preset.
   * Unknown keys are refused, with the key that was probably meant.
   *
   * @param json an object; null or missing for the defaults
   */
  public static Parsed parse(JsonNode json) {
    return json == null || json.isNull() || json.isMissingNode()
        ? new Valid(DEFAULT)
        : RecipeReader.read(json);
  }

  /** What {@link #parse} found. */
  public sealed interface Parsed permits Valid, Invalid {}

  public record Valid(Recipe recipe) implements Parsed {}

  /** The sentence says which key, what it was and what is expected. */
  public record Invalid(String problem) implements Parsed {}
}
