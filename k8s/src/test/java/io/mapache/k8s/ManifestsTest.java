package io.mapache.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests against the schemas of Kubernetes 1.34; a misspelt key is an error there. */
class ManifestsTest {

  private static List<Error> errors(Manifest manifest) throws IOException {
    try (InputStream schema =
        ManifestsTest.class.getResourceAsStream("/schemas/" + manifest.schema() + ".json")) {
      assertThat(schema).as("a schema for " + manifest).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
          .validate(manifest.content());
    }
  }

  static Stream<Manifest> manifests() {
    return Manifest.all().stream();
  }

  static Stream<Manifest> workloads() {
    return manifests().filter(manifest -> manifest.content().at("/spec/template").isObject());
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void fitsTheSchemaOfItsKind(Manifest manifest) throws IOException {
    assertThat(errors(manifest)).isEmpty();
  }

  @Test
  void aMisspeltKeyIsFound() throws IOException {
    List<Manifest> wrong = Manifest.in(Path.of("src/test/resources/misspelt.yaml"));
    assertThat(errors(wrong.get(0)).toString()).contains("readynessProbe");
  }

  @Test
  void everyFileIsPartOfTheBase() throws IOException {
    JsonNode kustomization =
        Manifest.in(Manifest.BASE.resolve("kustomization.yaml")).get(0).content();
    List<String> listed =
        StreamSupport.stream(kustomization.path("resources").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    try (Stream<Path> files = Files.list(Manifest.BASE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(listed.stream(), Stream.of("kustomization.yaml")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void runsUnderTheRestrictedPodSecurityStandard(Manifest workload) {
    JsonNode pod = workload.content().at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    for (JsonNode container : pod.path("containers")) {
      JsonNode security = container.path("securityContext");
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void saysWhenItIsReadyAndHowMuchMemoryItMayTake(Manifest workload) {
    for (JsonNode container : workload.content().at("/spec/template/spec/containers")) {
      assertThat(container.path("readinessProbe").isObject()).isTrue();
      assertThat(container.path("livenessProbe").isObject()).isTrue();
      assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
    }
  }

  @Test
  void theTrainerIsAlone() {
    assertThat(
            workloads()
                .filter(w -> w.content().at("/metadata/name").asText().equals("trainer"))
                .map(w -> w.content().at("/spec/replicas").asInt()))
        .containsExactly(1);
  }
}
