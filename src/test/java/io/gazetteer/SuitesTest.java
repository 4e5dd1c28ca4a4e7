package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gazetteer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No test is left out between the suites and the classes that the build runs singly. */
class SuitesTest {

  private static final Pattern EXCLUSION = Pattern.compile("<exclude>\\*\\*/(.+)\\.java</exclude>");
  private static final List<String> TESTS =
      new ClassFileImporter()
              .withImportOption(new ImportOption.OnlyIncludeTests())
              .importPackages("io.gazetteer")
              .stream()
              .map(JavaClass::getName)
              .filter(name -> name.endsWith("Test"))
              .toList();

  @Test
  void suites_run_exactly_what_the_build_does_not_run_singly() throws IOException {
    List<String> exclusions =
        EXCLUSION
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map(MatchResult::group)
            .map(text -> EXCLUSION.matcher(text).replaceAll("$1"))
            .map(name -> ".*\\." + name.replace("*", "[^.]*"))
            .toList();

    assertThat(exclusions).isNotEmpty();
    assertThat(TESTS)
        .isNotEmpty()
        .allSatisfy(
            test ->
                assertThat(exclusions.stream().anyMatch(test::matches))
                    .as(test)
                    .isEqualTo(test.matches(ServiceTest.NAMES)));
  }

  @Test
  void every_test_of_the_running_service_is_in_a_suite() {
    assertThat(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.OnlyIncludeTests())
                    .importPackages("io.gazetteer")
                    .stream()
                    .filter(type -> type.isMetaAnnotatedWith(QuarkusTest.class))
                    .filter(type -> !type.isAnnotation())
                    .map(JavaClass::getName))
        .isNotEmpty()
        .allMatch(name -> name.matches(ServiceTest.NAMES));
  }
}
