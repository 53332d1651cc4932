package dev.tasker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of {@code docs/explanation/architecture.md}. */
@AnalyzeClasses(packages = "dev.tasker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] SPEAK_JDBC = {
    "dev.tasker.database..",
    "dev.tasker.task..",
    "dev.tasker.engine..",
    "dev.tasker.delivery..",
    "dev.tasker.insight..",
    "dev.tasker.analytics..",
    "dev.tasker.health..",
    "dev.tasker.tool.."
  };

  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheTableAllows =
      classes().should(PackageRules.ofTheDocument());

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.tasker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule pureLogicKnowsNoServer =
      noClasses()
          .that(resideInAnyPackage("dev.tasker.graph..", "dev.tasker.diagram.."))
          .or(pureTemplate())
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheStoreSpeaksJdbc =
      noClasses()
          .that()
          .resideOutsideOfPackages(SPEAK_JDBC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule resourcesAreInRest =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .should()
          .resideInAPackage("dev.tasker.rest..")
          .allowEmptyShould(true);

  /** What makes objects of whatever type a text or a stream names. */
  @ArchTest
  static final ArchRule nothingIsMadeOfTypesThatDataNames =
      noClasses()
          .that(PackageRules.arePartOfTheWar())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "jakarta.json.bind..",
                  "jakarta.xml.bind..",
                  "java.beans..",
                  "javax.script..",
                  "org.yaml.snakeyaml.constructor.."))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.yaml.snakeyaml.Yaml")
          .orShould()
          .callMethod(Class.class, "forName", String.class);

  @ArchTest
  static final ArchRule ejbTimersAreCalledTimer =
      classes()
          .that(dependOn("jakarta.ejb.TimerService", "jakarta.ejb.Timeout", "jakarta.ejb.Schedule"))
          .should()
          .haveSimpleNameEndingWith("Timer")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule timeComesFromAnInjectedClock =
      noClasses()
          .that(PackageRules.arePartOfTheWar())
          .should()
          .callMethodWhere(asksTheMachineForTheTime());

  @ArchTest
  static final ArchRule threadsComeFromTheServer =
      noClasses()
          .that(PackageRules.arePartOfTheWar())
          .should()
          .callConstructorWhere(ownedBy(Thread.class))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ForkJoinPool")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule theWarWritesToTheLogAlone =
      noClasses().that(PackageRules.arePartOfTheWar()).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule logsGoThroughThePlatform =
      noClasses()
          .that(PackageRules.arePartOfTheWar())
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule namesSayWhatATypeIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Data")
          .orShould()
          .haveSimpleNameEndingWith("Info")
          .orShould()
          .haveSimpleNameStartingWith("Abstract");

  @ArchTest
  static final ArchRule packagesAreCapabilities =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..common..",
              "..core..",
              "..impl..",
              "..model..",
              "..dto..",
              "..service..");

  @ArchTest
  static final ArchRule exceptionsAreCalledException =
      classes()
          .that()
          .arePublic()
          .and()
          .areAssignableTo(Throwable.class)
          .should()
          .haveSimpleNameEndingWith("Exception");

  @ArchTest
  static void everyPackageSaysWhatMayBeNull(JavaClasses classes) {
    Set<String> unmarked =
        classes.stream()
            .map(JavaClass::getPackage)
            .filter(type -> !type.isAnnotatedWith(NullMarked.class))
            .map(type -> type.getName())
            .collect(toSet());
    assertThat(unmarked).as("packages without @NullMarked in their package-info").isEmpty();
  }

  private static DescribedPredicate<JavaClass> pureTemplate() {
    return resideInAnyPackage("dev.tasker.template..")
        .and(DescribedPredicate.not(simpleNameStartingWith("TemplateCatalog")))
        .and(DescribedPredicate.not(simpleNameEndingWith("Config")))
        .and(DescribedPredicate.not(simpleNameEndingWith("Startup")));
  }

  private static DescribedPredicate<JavaClass> dependOn(String... names) {
    Set<String> wanted = Set.of(names);
    return DescribedPredicate.describe(
        "depend on one of " + wanted,
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .anyMatch(use -> wanted.contains(use.getTargetClass().getName())));
  }

  private static DescribedPredicate<JavaCall<?>> ownedBy(Class<?> owner) {
    return DescribedPredicate.describe(
        "of " + owner.getSimpleName(), access -> access.getTargetOwner().isAssignableTo(owner));
  }

  /** {@code now} without a clock, and the old ways; {@code nanoTime} measures and is fine. */
  private static DescribedPredicate<JavaCall<?>> asksTheMachineForTheTime() {
    return DescribedPredicate.describe(
        "asks the machine for the time",
        call ->
            call.getName().equals("currentTimeMillis")
                || (call.getName().equals("now")
                    && call.getTargetOwner().getPackageName().equals("java.time")
                    && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Clock.class))));
  }
}
