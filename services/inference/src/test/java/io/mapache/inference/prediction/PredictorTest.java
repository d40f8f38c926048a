package io.mapache.inference.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Reason;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PredictorTest {

  private static final byte[] RED = TinyModels.png(0xD01010);

  /** Too many bytes to be read in its turn. */
  private static final byte[] LARGE = Arrays.copyOf(RED, 2_000_000);

  private final Stage stage = new Stage();
  private final HandExecutor decoding = new HandExecutor();
  private final Told told = new Told();
  private long now;
  private final HandExecutor shadowing = new HandExecutor();
  private final Predictor predictor =
      new Predictor(
          stage.traffic,
          new ImageDecoder(),
          decoding,
          () -> now,
          told,
          new Shadows(stage.traffic, new ImageDecoder(), shadowing, told));

  @Test
  void answersWithAllClassesMostProbableFirst() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> answer = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    Prediction.Answered answered = (Prediction.Answered) answer.join();
    assertThat(answered.by().version()).isEqualTo(1);
    assertThat(answered.role()).isEqualTo(ServingRole.CHAMPION);
    assertThat(answered.classes()).isEqualTo(TinyModels.CLASSES);
    assertThat(answered.ranked())
        .extracting(Prediction.Scored::label)
        .containsExactly("red", "blue");
    assertThat(answered.ranked().get(0).probability()).isGreaterThan(0.99f);
  }

  @Test
  void aSwapWhileTheImageIsDecodedOrQueuedDoesNotChangeWhoAnswers() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> early = predict(RED);
    stage.deploy(2, stage.bundle(2, TinyModels.HEAD));
    stage.closer.runAll();
    CompletableFuture<Prediction> late = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    assertThat(((Prediction.Answered) early.join()).by().version()).isEqualTo(1);
    assertThat(((Prediction.Answered) late.join()).by().version()).isEqualTo(2);
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void requestsOfTwoVersionsOnOneBaseShareAPassAndKeepTheirOwnHeads() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> sure = predict(RED);
    stage.deploy(2, stage.bundle(1, TinyModels.CALMER));
    CompletableFuture<Prediction> calm = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    assertThat(stage.engine.loaded().get(0).passes()).endsWith(2);
    assertThat(red(sure)).isGreaterThan(0.99f);
    assertThat(red(calm)).isBetween(0.7f, 0.95f);
  }

  @Test
  void whatIsNoPictureIsTheSendersAndLetsGoOfItsVersion() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> answer = predict("hello".getBytes(StandardCharsets.UTF_8));
    decoding.runAll();
    assertThat(answer.join())
        .isInstanceOfSatisfying(
            Prediction.BadImage.class,
            bad -> assertThat(bad.reason()).isEqualTo(Reason.NOT_AN_IMAGE));
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aFullDecodeQueueAndAFullBatchQueueAreOverload() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    List<CompletableFuture<Prediction>> answers = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      answers.add(predict(RED));
    }
    assertThat(answers.get(8).join()).isEqualTo(new Prediction.Overloaded());
    stage.compute.runAll();
    assertThat(answers.get(7).join()).isInstanceOf(Prediction.Answered.class);
    decoding.fill();
    assertThat(predict(LARGE).join()).isEqualTo(new Prediction.Overloaded());
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void whatFindsNoPlaceIsRefusedBeforeItIsDecoded() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    for (int i = 0; i < 8; i++) {
      predict(RED);
    }
    assertThat(predict(RED)).isCompletedWithValue(new Prediction.Overloaded());
  }

  @Test
  void aBadPictureAndALateOneGiveTheirPlacesBack() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Question late = question(OptionalInt.empty(), Deadline.at(0), false);
    for (int i = 0; i < 8; i++) {
      predict(new byte[3]);
      predictor.predict(late, List.of(new Input.Encoded(RED)));
      predictor.predict(late, List.of(new Input.Encoded(LARGE)));
      decoding.runAll();
      stage.compute.runAll();
    }
    assertThat(stage.bases.queued()).isZero();
  }

  @Test
  void aLargePictureIsReadBeforeItsTurnSoThatNoneWaitsForIt() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> large = predict(LARGE);
    CompletableFuture<Prediction> small = predict(RED);
    stage.compute.runAll();
    assertThat(small).isCompleted();
    assertThat(large).isNotDone();
    decoding.runAll();
    stage.compute.runAll();
    assertThat(large.join()).isInstanceOf(Prediction.Answered.class);
  }

  @Test
  void aModelThatIsNotDeployedIsUnknown() {
    List<Input> two = List.of(new Input.Encoded(RED), new Input.Encoded(RED));
    assertThat(predictor.predict(Question.of("cats"), two).toCompletableFuture().join())
        .containsExactly(new Prediction.UnknownModel("cats"), new Prediction.UnknownModel("cats"));
  }

  @Test
  void aVersionThatNobodyHasIsUnknown() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Question question = question(OptionalInt.of(7), Deadline.none(), false);
    assertThat(predictor.predict(question, List.of(plain(0xD0))).toCompletableFuture().join())
        .containsExactly(new Prediction.UnknownVersion("colours", 7));
  }

  @Test
  void severalImagesAreAnsweredInTheirOrderEachForItself() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    List<Input> inputs =
        List.of(new Input.Encoded(RED), new Input.Encoded(new byte[3]), plain(0xD0), wrong());
    CompletableFuture<List<Prediction>> answers =
        predictor.predict(Question.of("colours"), inputs).toCompletableFuture();
    decoding.runAll();
    stage.compute.runAll();
    assertThat(answers.join())
        .extracting(Prediction::outcome)
        .containsExactly("answered", "bad-image", "answered", "wrong-shape");
    assertThat(told.answers).containsExactlyInAnyOrder(inputs.get(0), inputs.get(2));
  }

  @Test
  void anExplanationIsOfTheMostProbableClassAndForThoseWhoAsk() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Question explained = question(OptionalInt.empty(), Deadline.none(), true);
    CompletableFuture<List<Prediction>> answers =
        predictor.predict(explained, List.of(plain(0xFF))).toCompletableFuture();
    CompletableFuture<List<Prediction>> beside =
        predictor.predict(Question.of("colours"), List.of(plain(0xFF))).toCompletableFuture();
    decoding.runAll();
    stage.compute.runAll();
    Explanation explanation =
        ((Prediction.Answered) answers.join().get(0)).explanation().orElseThrow();
    assertThat(explanation.label()).isEqualTo("red");
    assertThat(explanation.grid()).hasDimensions(TinyModels.SIZE, TinyModels.SIZE);
    assertThat(explanation.grid()[3][5]).isEqualTo(8);
    assertThat(((Prediction.Answered) beside.join().get(0)).explanation()).isEmpty();
  }

  @Test
  void noveltyIsThePercentileOfTheDistanceToTheNearestCentroid() {
    stage.deploy(1, stage.bundle(TinyModels.withNovelty(stage.base(1), 1, TinyModels.HEAD)));
    CompletableFuture<List<Prediction>> answers =
        predictor
            .predict(Question.of("colours"), List.of(plain(0xFF), plain(0x40), plain(0x00)))
            .toCompletableFuture();
    decoding.runAll();
    stage.compute.runAll();
    assertThat(answers.join())
        .extracting(answer -> ((Prediction.Answered) answer).novelty())
        .containsExactly(OptionalDouble.of(0), OptionalDouble.of(0), OptionalDouble.of(100));
  }

  @Test
  void whatIsLateIsNeitherDecodedNorComputed() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Question question = question(OptionalInt.empty(), Deadline.at(5), false);
    CompletableFuture<List<Prediction>> answers =
        predictor
            .predict(question, List.of(new Input.Encoded(RED), new Input.Encoded(LARGE)))
            .toCompletableFuture();
    int passes = passes();
    now = 5;
    decoding.runAll();
    stage.compute.runAll();
    assertThat(answers.join()).containsExactly(new Prediction.Late(), new Prediction.Late());
    assertThat(passes()).isEqualTo(passes);
  }

  @Test
  void aShadowOnTheSameBaseJudgesTheFeaturesThatAreThereAndTheClientNeverSeesIt() {
    shadowed(stage.bundle(1, TinyModels.CALMER));
    CompletableFuture<Prediction> answer = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    int passes = passes();
    assertThat(((Prediction.Answered) answer.join()).by().version()).isEqualTo(1);
    assertThat(told.roles).containsExactly(ServingRole.CHAMPION);
    shadowing.runAll();
    assertThat(told.roles).containsExactly(ServingRole.CHAMPION, ServingRole.SHADOW);
    assertThat(told.last.by().version()).isEqualTo(2);
    assertThat(told.last.probabilities()[1]).isLessThan(0.95f);
    assertThat(passes()).isEqualTo(passes);
  }

  @Test
  void aShadowOnAnotherBaseIsComputedWhenNobodyElseWaits() {
    shadowed(stage.bundle(2, TinyModels.HEAD));
    CompletableFuture<Prediction> answer = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    assertThat(answer).isDone();
    shadowing.runAll();
    stage.compute.runAll();
    assertThat(told.roles).containsExactly(ServingRole.CHAMPION, ServingRole.SHADOW);
    assertThat(stage.engine.loaded().get(1).passes()).endsWith(1);
  }

  @Test
  void whatTheShadowHasNoTimeForIsLeftOut() {
    shadowed(stage.bundle(1, TinyModels.CALMER));
    shadowing.fill();
    CompletableFuture<Prediction> answer = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    assertThat(answer.join()).isInstanceOf(Prediction.Answered.class);
    assertThat(told.roles).containsExactly(ServingRole.CHAMPION);
  }

  @Test
  void aShadowHoldsNoVersionOnceItHasAnswered() {
    shadowed(stage.bundle(2, TinyModels.HEAD));
    predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    shadowing.runAll();
    stage.compute.runAll();
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(1).closes()).isOne();
  }

  private int passes() {
    return stage.engine.loaded().get(0).passes().size();
  }

  @Test
  void aRequestThatFindsNoThreadKeepsNeitherItsPlaceNorItsVersion() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Predictor starved =
        new Predictor(
            stage.traffic,
            new ImageDecoder(),
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            () -> now,
            told,
            new Shadows(stage.traffic, new ImageDecoder(), shadowing, told));
    assertThat(starved.predict(Question.of("colours"), List.of(new Input.Encoded(LARGE))))
        .isCompletedExceptionally();
    assertThat(stage.bases.queued()).isZero();
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aShadowHoldsNoMoreThan32MegabytesOfImages() {
    shadowed(stage.bundle(2, TinyModels.HEAD));
    byte[] large = Arrays.copyOf(RED, 12_000_000);
    for (int i = 0; i < 3; i++) {
      predict(large);
      decoding.runAll();
      stage.compute.runAll();
    }
    assertThat(shadowing.waiting()).isEqualTo(2);
    shadowing.runAll();
    stage.compute.runAll();
    predict(large);
    decoding.runAll();
    stage.compute.runAll();
    assertThat(shadowing.waiting()).isOne();
  }

  @Test
  void whoComputesHasTheNextImagesWhileAnAnswerWaitsToBeMade() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    HandExecutor elsewhere = new HandExecutor();
    Question question = question(OptionalInt.empty(), Deadline.none(), false, elsewhere);
    CompletableFuture<List<Prediction>> answer =
        predictor.predict(question, List.of(new Input.Encoded(RED))).toCompletableFuture();
    stage.compute.runAll();
    CompletableFuture<Prediction> next = predict(RED);
    stage.compute.runAll();
    assertThat(next.join()).isInstanceOf(Prediction.Answered.class);
    assertThat(answer).isNotDone();
    elsewhere.runAll();
    assertThat(answer.join().get(0)).isInstanceOf(Prediction.Answered.class);
  }

  @Test
  void aShadowThatCannotReadAnImageHoldsNoVersion() {
    shadowed(stage.bundle(2, TinyModels.HEAD));
    ImageDecoder broken = null;
    var failed = new Failed();
    Shadows shadows = new Shadows(stage.traffic, broken, Runnable::run, failed);
    Predictor asked =
        new Predictor(stage.traffic, new ImageDecoder(), decoding, () -> now, told, shadows);
    asked.predict(Question.of("colours"), List.of(new Input.Encoded(RED)));
    decoding.runAll();
    stage.compute.runAll();
    assertThat(failed.roles).containsExactly(ServingRole.SHADOW);
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(1).closes()).isOne();
  }

  private void shadowed(Digest shadow) {
    stage.deploy(
        Stage.deployment(
            "colours",
            1,
            new ModelDeployment.Version(1, stage.bundle(1, TinyModels.HEAD)),
            null,
            new ModelDeployment.Version(2, shadow),
            null));
  }

  private static Question question(OptionalInt version, Deadline deadline, boolean explain) {
    return question(version, deadline, explain, Runnable::run);
  }

  private static Question question(
      OptionalInt version, Deadline deadline, boolean explain, Executor answering) {
    return new Question("colours", version, name -> Optional.empty(), deadline, explain, answering);
  }

  /** Red of one strength all over. */
  private static Input plain(int red) {
    float[] values = new float[TinyModels.SIZE * TinyModels.SIZE * 3];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = red;
    }
    return new Input.Pixels(TinyModels.SIZE, values);
  }

  private static Input wrong() {
    return new Input.Pixels(10, new float[300]);
  }

  private CompletableFuture<Prediction> predict(byte[] image) {
    return predictor
        .predict(Question.of("colours"), List.of(new Input.Encoded(image)))
        .thenApply(answers -> answers.get(0))
        .toCompletableFuture();
  }

  private static float red(CompletableFuture<Prediction> answer) {
    Prediction.Answered answered = (Prediction.Answered) answer.join();
    return answered.probabilities()[answered.classes().indexOf("red")];
  }

  /** What was told of answers. */
  private static final class Told implements AnswerWatch {

    private final List<Input> answers = new ArrayList<>();
    private final List<ServingRole> roles = new ArrayList<>();
    private Prediction.Answered last;

    @Override
    public void answered(Question question, Input input, Prediction.Answered answer) {
      answers.add(input);
      roles.add(answer.role());
      last = answer;
    }

    @Override
    public void failed(ModelVersion by, ServingRole role) {
      throw new AssertionError(by + " failed");
    }
  }

  private static final class Failed implements AnswerWatch {

    private final List<ServingRole> roles = new ArrayList<>();

    @Override
    public void answered(Question question, Input input, Prediction.Answered answer) {
      throw new AssertionError(answer.by() + " answered");
    }

    @Override
    public void failed(ModelVersion by, ServingRole role) {
      roles.add(role);
    }
  }
}
