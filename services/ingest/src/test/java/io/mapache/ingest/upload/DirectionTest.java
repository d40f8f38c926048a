package io.mapache.ingest.upload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.mapache.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionTest {

  @ArchTest
  static final ArchRule THE_CORE_IS_PURE =
      classes()
          .that()
          .resideInAPackage("io.mapache.ingest.upload")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.mapache.ingest.upload",
              "io.mapache.contracts..",
              "io.mapache.blobs..",
              "io.mapache.imaging..",
              "java..")
          .because("technology sits one level down: put it in http, kafka, config or metrics");

  @ArchTest
  static final ArchRule ONLY_THE_KAFKA_ADAPTER_AND_THE_WIRING_KNOW_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackages("..upload.kafka..", "..upload.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.mapache.kafka..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule ONLY_CONFIG_READS_CONFIGURATION =
      noClasses()
          .that()
          .resideOutsideOfPackage("..upload.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..");

  @ArchTest
  static final ArchRule ONLY_HTTP_SPEAKS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("..upload.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..");
}
