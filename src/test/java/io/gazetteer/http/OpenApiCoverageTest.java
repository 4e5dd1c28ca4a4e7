package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gazetteer.common.ErrorCode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whether {@code docs/openapi.yaml} has the operations and error codes of the code, and no others.
 */
class OpenApiCoverageTest {

  /** Served, and left out because another path would be ambiguous with them. */
  private static final Set<String> AMBIGUOUS =
      Set.of("GET /api/service/runs/cron/{name}", "GET /api/service/v1/app/runs/{run}");

  private static JsonNode document;
  private static JavaClasses classes;

  @BeforeAll
  static void read() throws IOException {
    document = new YAMLMapper().readTree(new File("docs/openapi.yaml"));
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gazetteer");
  }

  @Test
  void the_document_has_the_operations_that_are_served() {
    Set<String> served = new TreeSet<>();
    classes.stream()
        .filter(each -> each.isAnnotatedWith(Path.class))
        .filter(each -> !each.getPackageName().startsWith("io.gazetteer.web"))
        .map(JavaClass::reflect)
        .forEach(
            resource ->
                Arrays.stream(resource.getDeclaredMethods())
                    .flatMap(method -> operation(resource, method).stream())
                    .forEach(served::add));
    Set<String> documented = new TreeSet<>(AMBIGUOUS);
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(documented).isEqualTo(served);
  }

  @Test
  void each_error_code_in_the_document_exists_with_that_status() {
    Map<String, Integer> codes = new TreeMap<>();
    classes.stream()
        .filter(each -> each.isEnum() && each.isAssignableTo(ErrorCode.class))
        .flatMap(each -> Stream.of(each.reflect().getEnumConstants()))
        .map(ErrorCode.class::cast)
        .forEach(code -> codes.put(code.name(), code.status()));
    Map<String, Integer> documented = new TreeMap<>();
    document
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation ->
                        operation
                            .path("responses")
                            .properties()
                            .forEach(
                                response -> {
                                  JsonNode code =
                                      response.getValue().path(OpenApiDocument.ERROR_CODE);
                                  if (!code.isMissingNode()) {
                                    documented.put(
                                        code.asText(), Integer.valueOf(response.getKey()));
                                  }
                                })));
    assertThat(documented).hasSizeGreaterThan(20);
    assertThat(codes).containsAllEntriesOf(documented);
  }

  private static Optional<String> operation(Class<?> resource, Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (http != null) {
        Path own = method.getAnnotation(Path.class);
        String path =
            resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return Optional.of(
            http.value()
                + " "
                + ("/" + path).replaceAll("/{2,}", "/").replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
      }
    }
    return Optional.empty();
  }
}
