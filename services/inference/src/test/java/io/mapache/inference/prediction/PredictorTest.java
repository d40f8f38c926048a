package io.mapache.inference.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Reason;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.TinyModels;
import io.mapache.inference.serving.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PredictorTest {

  private static final byte[] RED = TinyModels.png(0xD01010);

  private final Stage stage = new Stage();
  private final HandExecutor decoding = new HandExecutor();
  private final Predictor predictor =
      new Predictor(stage.models, new ImageDecoder(), decoding, System::nanoTime);

  @Test
  void answersWithAllClassesMostProbableFirst() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    CompletableFuture<Prediction> answer = predict(RED);
    decoding.runAll();
    stage.compute.runAll();
    Prediction.Answered answered = (Prediction.Answered) answer.join();
    assertThat(answered.by().version()).isEqualTo(1);
    assertThat(answered.classes())
        .extracting(Prediction.Scored::label)
        .containsExactly("red", "blue");
    assertThat(answered.classes().get(0).probability()).isGreaterThan(0.99f);
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
    decoding.runAll();
    assertThat(answers.get(8).join()).isEqualTo(new Prediction.Overloaded());
    stage.compute.runAll();
    assertThat(answers.get(7).join()).isInstanceOf(Prediction.Answered.class);
    decoding.fill();
    assertThat(predict(RED).join()).isEqualTo(new Prediction.Overloaded());
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aModelThatIsNotDeployedIsUnknown() {
    assertThat(predictor.predict("cats", RED).toCompletableFuture().join())
        .isEqualTo(new Prediction.UnknownModel("cats"));
  }

  private CompletableFuture<Prediction> predict(byte[] image) {
    return predictor.predict("colours", image).toCompletableFuture();
  }

  private static float red(CompletableFuture<Prediction> answer) {
    return ((Prediction.Answered) answer.join())
        .classes().stream()
            .filter(scored -> scored.label().equals("red"))
            .findFirst()
            .orElseThrow()
            .probability();
  }
}
