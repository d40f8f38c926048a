package io.mapache.inference.oip;

import io.mapache.inference.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The tensors of an answer.
 *
 * @param answers at least one, all of the same version
 */
record Outputs(List<Prediction.Answered> answers) {

  /** Those that a request asks for, else all that are known. */
  List<OutputTensor> of(InferRequest request) throws RejectedException {
    boolean binary = request.parameters().flag(Parameters.BINARY_DATA_OUTPUT).orElse(false);
    List<OutputTensor> tensors = new ArrayList<>();
    for (RequestedOutput output : request.outputs()) {
      tensors.add(
          tensor(output, output.binary().orElse(binary))
              .orElseThrow(
                  () ->
                      RejectedException.invalid(
                          "output `%s` (%s does not know it)",
                          output.name(), answers.get(0).by())));
    }
    return request.outputs().isEmpty() ? all(binary) : tensors;
  }

  private List<OutputTensor> all(boolean binary) {
    return Stream.of(Contract.PROBABILITIES, Contract.LABEL, Contract.NOVELTY)
        .map(name -> new RequestedOutput(name, Optional.empty(), OptionalInt.empty()))
        .flatMap(output -> tensor(output, binary).stream())
        .toList();
  }

  private Optional<OutputTensor> tensor(RequestedOutput output, boolean binary) {
    if (output.classification().isPresent()) {
      return Optional.of(classification(output, binary));
    }
    long images = answers.size();
    if (output.name().equals(Contract.PROBABILITIES)) {
      long classes = answers.get(0).classes().size();
      return Optional.of(tensor(output, List.of(images, classes), probabilities(), binary));
    }
    if (output.name().equals(Contract.LABEL)) {
      return Optional.of(tensor(output, List.of(images), labels(), binary));
    }
    return novelty().map(values -> tensor(output, List.of(images), values, binary));
  }

  private static OutputTensor tensor(
      RequestedOutput output, List<Long> shape, OutputTensor.Values values, boolean binary) {
    return new OutputTensor(output.name(), shape, values, binary);
  }

  private OutputTensor.Numbers probabilities() {
    int classes = answers.get(0).classes().size();
    float[] all = new float[answers.size() * classes];
    for (int i = 0; i < answers.size(); i++) {
      System.arraycopy(answers.get(i).probabilities(), 0, all, i * classes, classes);
    }
    return new OutputTensor.Numbers(all);
  }

  private OutputTensor.Texts labels() {
    return new OutputTensor.Texts(
        answers.stream().map(answer -> answer.ranked().get(0).label()).toList());
  }

  private Optional<OutputTensor.Numbers> novelty() {
    float[] all = new float[answers.size()];
    for (int i = 0; i < all.length; i++) {
      if (answers.get(i).novelty().isEmpty()) {
        return Optional.empty();
      }
      all[i] = (float) answers.get(i).novelty().getAsDouble();
    }
    return Optional.of(new OutputTensor.Numbers(all));
  }

  /** {@code probability:index:label} of the most probable classes of each image. */
  private OutputTensor classification(RequestedOutput output, boolean binary) {
    int classes = answers.get(0).classes().size();
    int count = Math.min(output.classification().getAsInt(), classes);
    List<String> texts = answers.stream().flatMap(answer -> ranked(answer).limit(count)).toList();
    List<Long> shape = List.of((long) answers.size(), (long) count);
    return tensor(output, shape, new OutputTensor.Texts(texts), binary);
  }

  private static Stream<String> ranked(Prediction.Answered answer) {
    return answer.ranked().stream()
        .map(
            scored ->
                String.format(
                    Locale.ROOT,
                    "%f:%d:%s",
                    scored.probability(),
                    answer.classes().indexOf(scored.label()),
                    scored.label()));
  }
}
