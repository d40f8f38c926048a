package io.mapache.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.mapache.trainer",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] CORE = {
    "io.mapache.trainer.datasets",
    "io.mapache.trainer.trainings",
    "io.mapache.trainer.registry",
    "io.mapache.trainer.feedback",
    "io.mapache.trainer.lineage",
    "io.mapache.trainer.journal"
  };

  @ArchTest
  static final ArchRule decisionsKnowNoFramework =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.mapache.contracts..",
              "io.mapache.blobs..",
              "com.fasterxml.jackson.annotation..",
              "org.apache.commons.statistics..",
              "io.mapache.trainer.datasets",
              "io.mapache.trainer.trainings",
              "io.mapache.trainer.registry",
              "io.mapache.trainer.feedback",
              "io.mapache.trainer.lineage",
              "io.mapache.trainer.journal");

  @ArchTest
  static final ArchRule datasetsKnowNoTrainings =
      noClasses()
          .that()
          .resideInAPackage("io.mapache.trainer.datasets")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.mapache.trainer.trainings..", "io.mapache.trainer.registry..");

  @ArchTest
  static final ArchRule theRegistryKnowsNoTrainings =
      noClasses()
          .that()
          .resideInAPackage("io.mapache.trainer.registry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.mapache.trainer.trainings..",
              "io.mapache.trainer.datasets..",
              "io.mapache.trainer.feedback..",
              "io.mapache.trainer.lineage..");

  @ArchTest
  static final ArchRule onlyStoresKnowTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.mapache.trainer..rocksdb")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rocksdb..");

  /** Also true of the class path: the job has these, the service never loads libtorch. */
  @ArchTest
  static final ArchRule theServiceTrainsNothingItself =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..", "ai.onnxruntime..", "io.mapache.training..", "io.mapache.xception..");
}
