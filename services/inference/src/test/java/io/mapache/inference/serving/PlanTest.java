package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final ModelDeployment WANTED = Stage.deployment("colours", 2, 2, NEW);

  @Test
  void loadsWhatIsWantedAndNotThere() {
    assertThat(kind(WANTED, empty())).isEqualTo(Plan.Kind.LOAD);
  }

  @Test
  void loadsWhatIsWantedInsteadOfWhatServes() {
    assertThat(kind(WANTED, serving(1, 1, OLD))).isEqualTo(Plan.Kind.LOAD);
  }

  @Test
  void restsOnceTheWantedVersionServes() {
    assertThat(next(WANTED, serving(2, 2, NEW))).isNull();
  }

  @Test
  void doesNotTryARefusedRevisionAgain() {
    ModelView refused = serving(1, 1, OLD).next(refused(2, 2, NEW));
    assertThat(next(WANTED, refused)).isNull();
  }

  @Test
  void triesANewRevisionOfWhatWasRefused() {
    ModelView refused = serving(1, 1, OLD).next(refused(1, 2, NEW));
    assertThat(kind(WANTED, refused)).isEqualTo(Plan.Kind.LOAD);
  }

  @Test
  void takesTheNewRevisionOverWhenItsVersionServesAlready() {
    assertThat(kind(WANTED, serving(1, 2, NEW))).isEqualTo(Plan.Kind.REAFFIRM);
  }

  @Test
  void forgetsARefusalWhenTheOldVersionIsWantedAgain() {
    ModelView refused = serving(1, 2, NEW).next(refused(1, 3, OLD));
    assertThat(kind(WANTED, refused)).isEqualTo(Plan.Kind.REAFFIRM);
  }

  @Test
  void withdrawsAModelOfWhichNoVersionIsWanted() {
    ModelDeployment none = Stage.deployment("colours", 3, 0, null);
    assertThat(kind(none, serving(2, 2, NEW))).isEqualTo(Plan.Kind.WITHDRAW);
    assertThat(next(none, empty())).isNull();
  }

  @Test
  void takesModelsByName() {
    Map<String, ModelDeployment> wanted =
        Map.of(
            "b", Stage.deployment("b", 1, 1, NEW),
            "a", Stage.deployment("a", 1, 1, NEW));
    assertThat(Plan.next(wanted, Map.of()).orElseThrow().wanted().model()).isEqualTo("a");
  }

  private static Plan.Kind kind(ModelDeployment wanted, ModelView view) {
    return next(wanted, view).kind();
  }

  private static Plan.Step next(ModelDeployment wanted, ModelView view) {
    return Plan.next(Map.of("colours", wanted), Map.of("colours", view)).orElse(null);
  }

  private static ModelView empty() {
    return ModelView.empty("colours");
  }

  private static ModelView serving(long revision, int version, Digest bundle) {
    ModelVersion id = new ModelVersion("colours", revision, version, bundle);
    Facts facts = new Facts(Digest.of("base"), List.of("blue", "red"), 71);
    return empty().serving(new ModelState.Serving(id, facts, null));
  }

  private static ModelState.Refused refused(long revision, int version, Digest bundle) {
    ModelVersion id = new ModelVersion("colours", revision, version, bundle);
    return new ModelState.Refused(id, Refusal.forGood("wrong"));
  }
}
