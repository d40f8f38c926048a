package io.mapache.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.mapache.models.session.BaseSession;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.mapache.inference",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] CORE = {
    "io.mapache.inference.batching",
    "io.mapache.inference.serving",
    "io.mapache.inference.prediction",
    "io.mapache.inference.oip",
    "io.mapache.inference.feedback"
  };

  private static final String[] TECHNOLOGY = {
    "io.quarkus..",
    "io.smallrye..",
    "jakarta..",
    "org.eclipse.microprofile..",
    "org.jboss..",
    "io.micrometer..",
    "org.apache.kafka..",
    "com.fasterxml..",
    "ai.onnxruntime..",
    "io.grpc..",
    "com.google.protobuf..",
    "io.mapache.kafka..",
    "io.mapache.blobs.."
  };

  @ArchTest
  static final ArchRule theCoreKnowsNoTechnology =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TECHNOLOGY)
          .because("decisions are tested without a framework: put the technology one level down");

  @ArchTest
  static final ArchRule theCoreKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.mapache.inference.*.*..",
              "io.mapache.inference.wiring",
              "io.mapache.inference.web")
          .because("adapters depend on the core, never the other way: add a port to the core");

  @ArchTest
  static final ArchRule oneOwnerOfNativeSessions =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.mapache.inference.serving.onnx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(BaseSession.class)
          .because("a session closed while it runs ends the JVM: use Base and its leases");

  @ArchTest
  static void featuresHaveNoCycles(JavaClasses classes) {
    slices().matching("io.mapache.inference.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void thereIsNoTrainingOnTheClassPath() {
    assertThatThrownBy(() -> Class.forName("ai.djl.Model"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("io.mapache.training.TrainingJob"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
