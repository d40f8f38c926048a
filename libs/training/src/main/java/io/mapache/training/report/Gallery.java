package io.mapache.training.report;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.imaging.HeatMap;
import io.mapache.imaging.Picture;
import io.mapache.imaging.Resize;
import io.mapache.models.ActivationMap;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.augment.Augmenter;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.images.Pictures;
import io.mapache.training.snapshot.Sample;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pictures of a report. */
final class Gallery {

  /** As the Keras guide shows. */
  private static final int NINE = 9;

  private static final int MISTAKES = 12;
  private static final int MAPS = 4;

  private final Run run;
  private final Pictures pictures;
  private final List<Sample> test;
  private final Answers answers;
  private final double temperature;

  Gallery(Run run, Pictures pictures) {
    this.run = run;
    this.pictures = pictures;
    this.test = run.snapshot().samples(Split.TEST);
    this.answers = run.proposed().test();
    this.temperature = run.proposed().bundle().temperature();
  }

  /**
   * A picture with its words.
   *
   * @param image {@code data:} URI
   * @param heat the same under its activation map; null for none
   * @param label of its image
   * @param answer null if nobody asked
   */
  record Figure(String image, String heat, String label, Answer answer) {}

  /**
   * What the candidate said.
   *
   * @param probability calibrated, as text
   */
  record Answer(String label, String probability, boolean right) {}

  List<Figure> firstTrainingImages() throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (Sample sample : first(run.snapshot().samples(Split.TRAIN), NINE)) {
      figures.add(
          new Figure(
              Thumbnail.of(pictures.picture(sample.image())), null, label(sample.label()), null));
    }
    return figures;
  }

  /** Of the first training image, as the first nine epochs would see it. */
  List<String> augmentations() throws IOException {
    Digest image = run.snapshot().samples(Split.TRAIN).get(0).image();
    int size = run.spec().recipe().imageSize();
    float[] pixels = Resize.bilinear(pictures.picture(image), size);
    List<String> images = new ArrayList<>();
    for (int epoch = 1; epoch <= NINE; epoch++) {
      float[] changed = pixels.clone();
      Augmenter.ofEpoch(augmentation(), run.spec().recipe().seed(), epoch)
          .apply(image, FloatBuffer.wrap(changed), size);
      images.add(Thumbnail.of(changed, size));
    }
    return images;
  }

  /** The recipe's; to show what there is, the guide's where it asks for none. */
  AugmentRecipe augmentation() {
    AugmentRecipe own = run.spec().recipe().augment();
    return own.isNone() ? Recipe.GUIDE.augment() : own;
  }

  /** Test images, those first whose label seemed least likely. */
  List<Figure> mistakes() throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (int image : first(wrong(), MISTAKES)) {
      figures.add(figure(image, Thumbnail.of(pictures.picture(test.get(image).image())), null));
    }
    return figures;
  }

  /** What speaks for the answer: for some right answers, then for the worst mistakes. */
  List<Figure> activationMaps() throws IOException {
    List<Integer> images =
        Stream.concat(first(right(), MAPS).stream(), first(wrong(), MAPS).stream()).toList();
    if (images.isEmpty()) {
      return List.of();
    }
    try (BaseSession base = BaseSession.load(run.proposed().base().path(), run.threads())) {
      List<Picture> originals = new ArrayList<>();
      FloatBuffer pixels = base.images(images.size());
      for (int image : images) {
        Picture picture = pictures.picture(test.get(image).image());
        originals.add(picture);
        Resize.bilinear(picture, base.imageSize(), pixels);
      }
      FloatBuffer activation = base.buffer(Names.ACTIVATION, images.size());
      base.activation(pixels, images.size(), activation);
      return maps(images, originals, activation, base.shape(Names.ACTIVATION)[0]);
    }
  }

  private List<Figure> maps(
      List<Integer> images, List<Picture> originals, FloatBuffer activation, int side) {
    float[] one = new float[activation.capacity() / images.size()];
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      activation.get(i * one.length, one);
      HeatMap map =
          new HeatMap(
              side, ActivationMap.of(run.proposed().head(), one, answers.answer(images.get(i))));
      Picture original = originals.get(i);
      figures.add(figure(images.get(i), Thumbnail.of(original), Thumbnail.heated(original, map)));
    }
    return figures;
  }

  private Figure figure(int image, String plain, String heat) {
    int answer = answers.answer(image);
    double probability = answers.probabilities(image, temperature)[answer];
    return new Figure(
        plain,
        heat,
        label(test.get(image).label()),
        new Answer(
            label(answer),
            String.format(Locale.ROOT, "%.1f %%", 100 * probability),
            answer == test.get(image).label()));
  }

  private List<Integer> wrong() {
    return IntStream.range(0, test.size())
        .filter(i -> answers.answer(i) != test.get(i).label())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -answers.loss(i)))
        .toList();
  }

  /** One of each class, then the second of each, and so on. */
  private List<Integer> right() {
    int[] seen = new int[run.snapshot().classes().size()];
    record Turn(int image, int round) {}
    return IntStream.range(0, test.size())
        .filter(i -> answers.answer(i) == test.get(i).label())
        .mapToObj(i -> new Turn(i, seen[test.get(i).label()]++))
        .sorted(Comparator.comparingInt(Turn::round))
        .map(Turn::image)
        .toList();
  }

  private String label(int number) {
    return run.snapshot().classes().get(number);
  }

  private static <T> List<T> first(List<T> all, int n) {
    return all.subList(0, Math.min(n, all.size()));
  }
}
