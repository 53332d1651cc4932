package dev.tasker.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** What every test keeps to. */
@AnalyzeClasses(packages = "dev.tasker", importOptions = OnlyIncludeTests.class)
class TestRulesTest {

  @ArchTest
  static final ArchRule testsWaitForAConditionAndNeverSleep =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .orShould()
          .callMethod(LockSupport.class, "parkNanos", long.class);

  @ArchTest
  static final ArchRule noTestIsSwitchedOff = methods().should().notBeAnnotatedWith(Disabled.class);

  @ArchTest
  static final ArchRule noTestClassIsSwitchedOff =
      classes().should().notBeAnnotatedWith(Disabled.class);

  @ArchTest
  static final ArchRule testsAreNamedSoThatTheBuildRunsThem =
      classes()
          .that(haveTests())
          .and()
          .areTopLevelClasses()
          .should()
          .haveNameMatching(".*(Test|IT)");

  private static DescribedPredicate<JavaClass> haveTests() {
    return describe(
        "have tests",
        type ->
            type.getMethods().stream()
                .anyMatch(
                    method ->
                        method.isMetaAnnotatedWith(Test.class)
                            || method.isAnnotatedWith(Test.class)
                            || method.isAnnotatedWith(Property.class)));
  }
}
