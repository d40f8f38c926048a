package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.blobs.BlobKind;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Results;
import io.mapache.trainer.registry.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesTest {

  private static final Recipe FAST = Recipe.DEFAULT.frozenOnly();

  @TempDir Path home;

  private World world;
  private Bases bases;
  private final ModelLog models = new ModelLog();
  private int versions;

  @BeforeEach
  void open() {
    world = new World(home);
    bases = new Bases(home, world.blobs);
  }

  @Test
  void withoutAChampionThereIsImageNet() throws IOException {
    assertThat(base(FAST, null)).isEqualTo(new Bases.Base("imagenet", null));
    assertThat(base(FAST, "champion").weights()).isEqualTo(JobSpec.IMAGENET);
  }

  @Test
  void aHeadAloneGoesOnTheBaseThatTheChampionHasTuned() throws IOException {
    Digest champion = champion(Candidate.FINE_TUNED, "tuned", null);

    assertThat(base(FAST, null)).isEqualTo(new Bases.Base(weights("tuned"), champion));
    assertThat(base(Recipe.DEFAULT, null).weights()).isEqualTo(JobSpec.IMAGENET);
    assertThat(base(Recipe.DEFAULT, "champion").parent()).isEqualTo(champion);
  }

  @Test
  void aHeadOnATunedBaseHandsDownWhoTunedIt() throws IOException {
    Digest parent = champion(Candidate.FINE_TUNED, "tuned", null);
    champion(Candidate.FROZEN, "tuned", parent);

    assertThat(base(FAST, null)).isEqualTo(new Bases.Base(weights("tuned"), parent));
  }

  @Test
  void aBaseThatIsAskedForByNameIsTaken() throws IOException {
    champion(Candidate.FINE_TUNED, "tuned", null);

    assertThat(base(FAST, "imagenet")).isEqualTo(new Bases.Base("imagenet", null));
    assertThat(base(FAST, weights("other"))).isEqualTo(new Bases.Base(weights("other"), null));
  }

  @Test
  void aTunedBaseThatIsNoLongerThereIsNotTakenUnasked() throws IOException {
    champion(Candidate.FINE_TUNED, "tuned", null);
    Files.delete(file("tuned"));

    assertThat(base(FAST, null).weights()).isEqualTo(JobSpec.IMAGENET);
    assertThat(base(FAST, "champion").weights()).isEqualTo(weights("tuned"));
  }

  @Test
  void theTunedBasesOfChampionsAndTheLatestFewAreKept() throws IOException {
    champion(Candidate.FINE_TUNED, "first", null);
    champion(Candidate.FINE_TUNED, "before", null);
    champion(Candidate.FINE_TUNED, "now", null);
    version(Candidate.FINE_TUNED, "used", null);
    for (int i = 1; i <= 6; i++) {
      version(Candidate.FINE_TUNED, "refused-" + i, null);
    }
    Files.writeString(home.resolve("weights").resolve(weights("of a person")), "");

    bases.prune(models.all(), Set.of(weights("used")));

    assertThat(List.of("before", "now", "used", "refused-6", "refused-3", "of a person"))
        .allSatisfy(kept -> assertThat(file(kept)).exists());
    assertThat(List.of("first", "refused-1", "refused-2"))
        .allSatisfy(dropped -> assertThat(file(dropped)).doesNotExist());
    assertThat(graph("first")).doesNotExist();
    assertThat(graph("now")).exists();
  }

  private Bases.Base base(Recipe recipe, String wish) throws IOException {
    TrainingRequested request = World.requested("t1", recipe, wish);
    return bases.of(request, models.find("pets").flatMap(Model::champion));
  }

  private Digest champion(String kind, String base, Digest parent) throws IOException {
    Version version = version(kind, base, parent);
    models.apply(
        new ModelPromoted(
            "pets", version.number(), version.number(), "gate", "", null, Instant.EPOCH));
    return version.bundle();
  }

  private Version version(String kind, String base, Digest parent) throws IOException {
    Map<String, String> bundle =
        parent == null
            ? Map.of("weights", weights(base), "candidate", kind)
            : Map.of("weights", weights(base), "candidate", kind, "parent", parent.hex());
    Digest digest = new Digest(world.blobs.put(BlobKind.BUNDLE, Json.bytes(bundle)).digest());
    Files.createDirectories(home.resolve("weights"));
    Files.writeString(file(base), "");
    Files.createDirectories(graph(base).getParent());
    Files.writeString(graph(base), "");
    versions++;
    models.apply(
        new ModelRegistered(
            "pets",
            versions,
            digest,
            "t" + versions,
            Results.candidate(kind, digest, 0.9),
            Instant.EPOCH.plusSeconds(versions)));
    return models.find("pets").flatMap(model -> model.version(versions)).orElseThrow();
  }

  private Path file(String base) {
    return home.resolve("weights").resolve(weights(base));
  }

  private Path graph(String base) {
    return home.resolve("features").resolve("bases").resolve(weights(base) + "-150.onnx");
  }

  private static String weights(String base) {
    return Digest.of(base).hex();
  }
}
