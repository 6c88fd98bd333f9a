package dev.keyferry.runners.direct;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "dev.keyferry", importOptions = DoNotIncludeTests.class)
class PackageRulesTest {

  @ArchTest
  static final ArchRule onlyIoKnowsTheRedisClient =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackage("dev.keyferry.io..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("redis.clients..");

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("servers")
          .definedBy("dev.keyferry.servers..")
          .layer("io")
          .definedBy("dev.keyferry.io..")
          .layer("transforms")
          .definedBy("dev.keyferry.transforms..")
          .layer("pipelines")
          .definedBy("dev.keyferry.pipelines..")
          .layer("runners")
          .definedBy("dev.keyferry.runners..")
          .whereLayer("servers")
          .mayOnlyBeAccessedByLayers("runners")
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers("transforms", "pipelines", "runners")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("pipelines", "runners")
          .whereLayer("pipelines")
          .mayOnlyBeAccessedByLayers("runners")
          .whereLayer("runners")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      SlicesRuleDefinition.slices().matching("dev.keyferry.(**)").should().beFreeOfCycles();

  @ArchTest
  static void everyModuleIsSeen(JavaClasses classes) {
    assertThat(classes)
        .extracting(type -> type.getPackageName())
        .contains(
            "dev.keyferry.servers",
            "dev.keyferry.io",
            "dev.keyferry.transforms",
            "dev.keyferry.pipelines",
            "dev.keyferry.runners.direct");
  }
}
