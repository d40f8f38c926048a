package io.mapache.inference.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mapache.imaging.Reason;
import io.mapache.inference.web.ApiDocument.Operation;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says all that the service does, and what it shows fits what it says. */
class OpenApiTest {

  private static final Set<String> QUARKUS =
      Set.of(
          "GET /q/health/live", "GET /q/health/ready", "GET /q/health/started", "GET /q/metrics");

  private static final ApiDocument DOCUMENT = ApiDocument.read();

  static Stream<Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  @Test
  void everyEndpointIsInItAndNoOther() {
    Set<String> endpoints = new TreeSet<>(QUARKUS);
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mapache.inference")) {
      if (type.isAnnotatedWith(Path.class)) {
        type.getMethods().forEach(method -> addEndpoint(type, method, endpoints));
      }
    }
    assertThat(operations().map(Operation::toString))
        .as("paths of src/main/resources/META-INF/resources/openapi.yaml")
        .containsExactlyInAnyOrderElementsOf(endpoints);
  }

  private static void addEndpoint(JavaClass type, JavaMethod method, Set<String> endpoints) {
    for (JavaAnnotation<JavaMethod> annotation : method.getAnnotations()) {
      if (annotation.getRawType().isAnnotatedWith(HttpMethod.class)) {
        String path = type.getAnnotationOfType(Path.class).value();
        String below = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        endpoints.add(annotation.getRawType().getSimpleName() + " " + path + below);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everythingIsDescribedAndShown(Operation operation) {
    assertThat(operation.spec().path("summary").asText()).isNotBlank();
    assertThat(operation.spec().path("operationId").asText()).isNotBlank();
    assertThat(operation.spec().path("tags")).hasSize(1);
    for (JsonNode parameter : operation.parameters()) {
      assertThat(parameter.path("description").asText()).as("%s", parameter).isNotBlank();
      assertThat(parameter.has("example")).as("%s", parameter).isTrue();
      assertThat(DOCUMENT.misfits(parameter.path("schema"), parameter.path("example"))).isEmpty();
    }
    operation
        .spec()
        .path("responses")
        .fields()
        .forEachRemaining(
            response -> {
              JsonNode said = DOCUMENT.resolved(response.getValue());
              assertThat(said.path("description").asText()).as(response.getKey()).isNotBlank();
              examplesFit(said.path("content"));
            });
    examplesFit(DOCUMENT.resolved(operation.spec().path("requestBody")).path("content"));
  }

  private static void examplesFit(JsonNode content) {
    content
        .fields()
        .forEachRemaining(
            body -> {
              JsonNode schema = body.getValue().path("schema");
              List<JsonNode> examples = DOCUMENT.examples(body.getValue());
              boolean text = body.getKey().contains("json") || body.getKey().startsWith("text/");
              assertThat(examples.isEmpty()).as(body.getKey()).isEqualTo(!text);
              for (JsonNode example : examples) {
                assertThat(DOCUMENT.misfits(schema, example)).as("%s", example).isEmpty();
              }
            });
  }

  @Test
  void noTwoOperationsHaveTheSameName() {
    assertThat(operations().map(operation -> operation.spec().path("operationId").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theVocabularyOfProblemsIsWhole() {
    Set<String> codes = new HashSet<>();
    for (ProblemReason reason : ProblemReason.values()) {
      codes.add(reason.code());
    }
    for (Reason reason : Reason.values()) {
      codes.add(reason.code());
    }
    Set<String> said = new HashSet<>();
    DOCUMENT.reasons().forEach(code -> said.add(code.asText()));
    assertThat(said).isEqualTo(codes);
  }
}
