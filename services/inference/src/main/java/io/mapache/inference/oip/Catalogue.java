package io.mapache.inference.oip;

import io.mapache.inference.serving.Facts;
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
  private final int maxImages;

  /**
   * @param maxImages in one request
   */
  public Catalogue(
      ServerMetadata server, ServingModels models, Readiness readiness, int maxImages) {
    this.server = server;
    this.models = models;
    this.readiness = readiness;
    this.maxImages = maxImages;
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
    throw unknown(model, text);
  }

  /** Whether it answers. */
  public boolean serves(String model, OptionalInt version) throws RejectedException {
    return serving(model, version).isPresent();
  }

  public ModelMetadata metadata(String model, OptionalInt version) throws RejectedException {
    Contract contract = contract(model, version);
    return new ModelMetadata(
        model,
        versions(model).stream().map(state -> Integer.toString(state.id().version())).toList(),
        ModelMetadata.PLATFORM,
        contract.inputs(),
        contract.outputs());
  }

  /** Of the version that is asked for, else of the one that answers by default. */
  public Contract contract(String model, OptionalInt version) throws RejectedException {
    Facts facts =
        serving(model, version)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.UNAVAILABLE,
                        "no version of model '%s' serves yet".formatted(model)))
            .read();
    return new Contract(facts.imageSize(), facts.classes().size(), false, maxImages);
  }

  /** Empty if no version of a known model serves. */
  private Optional<ModelState.Serving> serving(String model, OptionalInt version)
      throws RejectedException {
    List<ModelState.Serving> versions = versions(model);
    if (version.isEmpty()) {
      return versions.stream().findFirst();
    }
    int wanted = version.getAsInt();
    return Optional.of(
        versions.stream()
            .filter(state -> state.id().version() == wanted)
            .findFirst()
            .orElseThrow(() -> unknown(model, Integer.toString(wanted))));
  }

  /** What answers by default comes first. */
  private List<ModelState.Serving> versions(String model) throws RejectedException {
    ModelView view =
        models
            .view(model)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.NOT_FOUND, "no model '%s' is deployed".formatted(model)));
    return view.states().stream()
        .filter(ModelState.Serving.class::isInstance)
        .map(ModelState.Serving.class::cast)
        .toList();
  }

  private static RejectedException unknown(String model, String version) {
    return new RejectedException(
        Rejection.Kind.NOT_FOUND, "no version '%s' of model '%s' serves".formatted(version, model));
  }
}
