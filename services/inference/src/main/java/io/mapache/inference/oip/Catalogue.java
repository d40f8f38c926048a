package io.mapache.inference.oip;

import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.Readiness;
import io.mapache.inference.serving.ServingModels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The models and versions that serve, as the protocol tells of them. Any thread. */
public final class Catalogue {

  private final ServerMetadata server;
  private final ServingModels models;
  private final Readiness readiness;
  private final RequestLimits limits;

  public Catalogue(
      ServerMetadata server, ServingModels models, Readiness readiness, RequestLimits limits) {
    this.server = server;
    this.models = models;
    this.readiness = readiness;
    this.limits = limits;
  }

  public ServerMetadata server() {
    return server;
  }

  /** Whether every model serves that has to. */
  public boolean isReady() {
    return readiness.waitsFor().isEmpty();
  }

  /**
   * A version as a path names it.
   *
   * @param text null or empty for whichever version's turn it is
   */
  public static OptionalInt version(String model, String text) throws RejectedException {
    if (text == null || text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.matches("[0-9]{1,9}")) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new RejectedException(Rejections.unknownVersion(model, text));
  }

  /** Whether it answers, if need be after it was loaded again. */
  public boolean answers(String model, OptionalInt version) throws RejectedException {
    Optional<ModelState> state = find(view(model), version);
    if (state.isEmpty() && version.isPresent()) {
      throw new RejectedException(
          Rejections.unknownVersion(model, Integer.toString(version.getAsInt())));
    }
    return state.isPresent();
  }

  public ModelMetadata metadata(String model, OptionalInt version) throws RejectedException {
    if (!answers(model, version)) {
      throw new RejectedException(Rejections.notServing(model));
    }
    Contract contract = contract(model, version).orElseThrow();
    List<String> versions =
        view(model).states().stream()
            .filter(Catalogue::isAtHand)
            .map(state -> Integer.toString(state.id().version()))
            .toList();
    return new ModelMetadata(
        model, versions, ModelMetadata.PLATFORM, contract.inputs(), contract.outputs());
  }

  /**
   * Of the version that is asked for, else of the champion.
   *
   * @return empty as long as its bundle has not been read
   */
  Optional<Contract> contract(String model, OptionalInt version) {
    return models
        .view(model)
        .flatMap(view -> find(view, version))
        .flatMap(ModelState::facts)
        .map(
            facts ->
                Contract.of(facts.imageSize(), facts.classes().size(), facts.novelty(), limits));
  }

  private static Optional<ModelState> find(ModelView view, OptionalInt version) {
    return version.isEmpty()
        ? view.current().filter(Catalogue::isAtHand)
        : view.held().stream()
            .filter(state -> state.id().version() == version.getAsInt())
            .filter(Catalogue::isAtHand)
            .findFirst();
  }

  private static boolean isAtHand(ModelState state) {
    return state instanceof ModelState.Serving || state instanceof ModelState.Resting;
  }

  private ModelView view(String model) throws RejectedException {
    return models
        .view(model)
        .orElseThrow(() -> new RejectedException(Rejections.unknownModel(model)));
  }
}
