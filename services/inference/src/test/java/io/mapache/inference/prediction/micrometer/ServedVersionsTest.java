package io.mapache.inference.prediction.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.ModelDeployment;
import io.mapache.inference.TinyModels;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedVersionsTest {

  private final Stage stage = new Stage();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ServedVersions served =
      new ServedVersions(meters, new ModelNames(50), () -> stage.models);

  ServedVersionsTest() {
    stage.watches.add(served);
  }

  @Test
  void namesEachVersionThatAnswersInItsRole() {
    deploy(1, version(1), null, version(2));

    assertThat(shown()).containsExactlyInAnyOrder("colours 1 champion", "colours 2 shadow");
  }

  @Test
  void seesAVersionThatServesAlreadyInItsNewRole() {
    deploy(1, version(1), null, version(2));
    deploy(2, version(1), new ModelDeployment.Canary(version(2), 10, null), null);

    assertThat(shown()).containsExactlyInAnyOrder("colours 1 champion", "colours 2 canary");
  }

  @Test
  void newsThatComeLateBringNothingBack() {
    deploy(1, version(1), null, null);
    ModelView before = stage.models.view("colours").orElseThrow();
    deploy(2, version(2), null, null);
    served.answers(before.serving().orElseThrow(), before);

    assertThat(shown()).containsExactly("colours 2 champion");
  }

  private ModelDeployment.Version version(int number) {
    return new ModelDeployment.Version(
        number, stage.bundle(1, number == 1 ? TinyModels.HEAD : TinyModels.CALMER));
  }

  private void deploy(
      long revision,
      ModelDeployment.Version champion,
      ModelDeployment.Canary canary,
      ModelDeployment.Version shadow) {
    stage.deploy(Stage.deployment("colours", revision, champion, canary, shadow, null));
  }

  private List<String> shown() {
    return meters.find("mapache.model.info").gauges().stream()
        .map(
            gauge ->
                "%s %s %s"
                    .formatted(
                        gauge.getId().getTag("model"),
                        gauge.getId().getTag("version"),
                        gauge.getId().getTag("role")))
        .toList();
  }
}
