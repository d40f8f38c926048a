package io.mapache.inference.oip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Reason;
import io.mapache.inference.oip.Rejection.Kind;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final ModelVersion PETS = new ModelVersion("pets", 4, Digest.of("bundle"));
  private static final List<String> CLASSES = List.of("bear", "cat", "dog");

  private static final Prediction CAT = answered(OptionalDouble.empty(), 0.125f, 0.625f, 0.25f);
  private static final Prediction DOG = answered(OptionalDouble.empty(), 0.25f, 0.25f, 0.5f);

  @Test
  void allThatIsKnownIsToldUnlessSomethingIsAskedFor() {
    InferAnswer.Inferred answer = inferred(List.of(), CAT, DOG);
    assertThat(answer.model()).isEqualTo("pets");
    assertThat(answer.version()).isEqualTo(4);
    assertThat(answer.outputs())
        .extracting(OutputTensor::name)
        .containsExactly("probabilities", "label");
    assertThat(answer.outputs())
        .extracting(OutputTensor::shape)
        .containsExactly(List.of(2L, 3L), List.of(2L));
    assertThat(numbers(answer, 0)).containsExactly(0.125f, 0.625f, 0.25f, 0.25f, 0.25f, 0.5f);
    assertThat(texts(answer, 1)).containsExactly("cat", "dog");
  }

  @Test
  void noveltyIsToldWhereItIsKnown() {
    Prediction odd = answered(OptionalDouble.of(97.5), 0.5f, 0.25f, 0.25f);
    InferAnswer.Inferred answer = inferred(List.of(), odd);
    assertThat(answer.outputs().get(2).name()).isEqualTo("novelty");
    assertThat(numbers(answer, 2)).containsExactly(97.5f);
    assertThat(rejected(List.of(output("novelty")), CAT).message())
        .startsWith("output `novelty` (pets@4");
  }

  @Test
  void whatIsAskedForComesInItsOrder() {
    InferAnswer.Inferred answer = inferred(List.of(output("label"), output("probabilities")), CAT);
    assertThat(answer.outputs())
        .extracting(OutputTensor::name)
        .containsExactly("label", "probabilities");
  }

  @Test
  void aClassificationTellsTheMostProbableClasses() {
    RequestedOutput two = new RequestedOutput("probabilities", Optional.empty(), OptionalInt.of(2));
    InferAnswer.Inferred answer = inferred(List.of(two), CAT, DOG);
    assertThat(answer.outputs().get(0).shape()).containsExactly(2L, 2L);
    assertThat(texts(answer, 0))
        .containsExactly("0.625000:1:cat", "0.250000:2:dog", "0.500000:2:dog", "0.250000:0:bear");
    RequestedOutput many =
        new RequestedOutput("probabilities", Optional.empty(), OptionalInt.of(99));
    assertThat(inferred(List.of(many), CAT).outputs().get(0).shape()).containsExactly(1L, 3L);
  }

  @Test
  void anOutputIsBinaryIfItSaysSoElseAsTheRequestSays() {
    RequestedOutput not = new RequestedOutput("label", Optional.of(false), OptionalInt.empty());
    Parameters binary = new Parameters(Map.of("binary_data_output", true, "tenant", "a"));
    InferRequest request =
        new InferRequest(
            Optional.of("7"),
            binary,
            List.of(new Input.Encoded(new byte[1])),
            List.of(output("probabilities"), not));
    InferAnswer.Inferred answer = (InferAnswer.Inferred) Inference.answer(request, List.of(CAT));
    assertThat(answer.outputs()).extracting(OutputTensor::binary).containsExactly(true, false);
    assertThat(answer.id()).contains("7");
    assertThat(answer.parameters().values()).isEqualTo(Map.of("tenant", "a"));
  }

  @Test
  void binaryDataAreLittleEndianAndTextsFollowTheirLength() {
    assertThat(new OutputTensor.Numbers(new float[] {1, -2}).toBytes())
        .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
    assertThat(new OutputTensor.Texts(List.of("ñ", "")).toBytes())
        .containsExactly(2, 0, 0, 0, 0xc3, 0xb1, 0, 0, 0, 0);
  }

  @Test
  void oneImageWithoutAnAnswerIsEnoughToRejectAll() {
    rejects(
        new Prediction.BadImage(Reason.EMPTY, "no bytes"),
        Kind.INVALID,
        "image 1 is refused (empty): no bytes");
    rejects(new Prediction.WrongShape(150), Kind.INVALID, "[n,150,150,3]");
    rejects(new Prediction.TooLarge(1000), Kind.TOO_LARGE, "image 1 is too large (expected: 1,000");
    rejects(new Prediction.Overloaded(), Kind.OVERLOADED, "more images are waiting");
    rejects(new Prediction.Late(), Kind.LATE, "the deadline passed");
    rejects(new Prediction.UnknownModel("pets"), Kind.NOT_FOUND, "no model 'pets'");
    rejects(
        new Prediction.UnknownVersion("pets", 3),
        Kind.NOT_FOUND,
        "model 'pets' has no version '3'");
    rejects(new Prediction.NotServing(new ModelState.Loading(PETS)), Kind.UNAVAILABLE, "pets@4");
  }

  private static void rejects(Prediction second, Kind kind, String said) {
    Rejection rejection = rejected(List.of(), CAT, second);
    assertThat(rejection.kind()).isEqualTo(kind);
    assertThat(rejection.message()).contains(said);
  }

  private static InferAnswer.Inferred inferred(
      List<RequestedOutput> outputs, Prediction... predictions) {
    return (InferAnswer.Inferred) answer(outputs, predictions);
  }

  private static Rejection rejected(List<RequestedOutput> outputs, Prediction... predictions) {
    return ((InferAnswer.Rejected) answer(outputs, predictions)).why();
  }

  private static InferAnswer answer(List<RequestedOutput> outputs, Prediction... predictions) {
    List<Input> images = List.of(new Input.Encoded(new byte[1]));
    return Inference.answer(
        new InferRequest(Optional.empty(), Parameters.NONE, images, outputs), List.of(predictions));
  }

  private static RequestedOutput output(String name) {
    return new RequestedOutput(name, Optional.empty(), OptionalInt.empty());
  }

  private static Prediction answered(OptionalDouble novelty, float... probabilities) {
    return new Prediction.Answered(
        PETS,
        ServingRole.CHAMPION,
        CLASSES,
        probabilities,
        novelty,
        Optional.empty(),
        new Prediction.Stages(1, 1, 1));
  }

  private static float[] numbers(InferAnswer.Inferred answer, int output) {
    return ((OutputTensor.Numbers) answer.outputs().get(output).values()).values();
  }

  private static List<String> texts(InferAnswer.Inferred answer, int output) {
    return ((OutputTensor.Texts) answer.outputs().get(output).values()).values();
  }
}
