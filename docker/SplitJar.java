import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Splits the program's jar for the image into the libraries and what a change of the code changes,
 * without an embedded PostgreSQL. Equal input gives equal files. Run: java SplitJar.java
 * gazetteer.jar FOLDER
 */
class SplitJar {

  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** Beginnings of the names of what belongs to the program itself. */
  private static final List<String> OWN =
      List.of(
          "META-INF/MANIFEST.MF",
          "META-INF/sbom/",
          "META-INF/THIRD-PARTY-NOTICES.md",
          "META-INF/quarkus",
          "META-INF/resources/static/",
          "META-INF/services/",
          "application.properties",
          "db/migration/",
          "io/gazetteer/",
          "io/quarkus/runner/",
          "io/quarkus/runtime/generated/",
          "sample/",
          "templates/");

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    try (ZipFile jar = new ZipFile(arguments[0])) {
      List<? extends ZipEntry> entries =
          jar.stream()
              .filter(e -> !e.isDirectory())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      write(jar, entries, "libraries", folder);
      write(jar, entries, "gazetteer", folder);
    }
  }

  private static String place(String name) {
    if (name.startsWith("postgres-") && name.endsWith(".txz")) {
      return "";
    }
    return OWN.stream().anyMatch(name::startsWith) ? "gazetteer" : "libraries";
  }

  private static void write(ZipFile jar, List<? extends ZipEntry> entries, String part, Path folder)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(part + ".jar"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      if (part.equals("gazetteer")) {
        zip.putNextEntry(entry(MANIFEST));
        manifest(jar).write(zip);
      } else {
        // Classes for newer Javas stand below META-INF/versions.
        Manifest versions = new Manifest();
        versions.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        versions.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        zip.putNextEntry(entry(MANIFEST));
        versions.write(zip);
      }
      for (ZipEntry from : entries) {
        if (!from.getName().equals(MANIFEST) && place(from.getName()).equals(part)) {
          zip.putNextEntry(entry(from.getName()));
          try (InputStream in = jar.getInputStream(from)) {
            in.transferTo(zip);
          }
        }
      }
    }
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  private static Manifest manifest(ZipFile jar) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(MANIFEST))) {
      Manifest manifest = new Manifest(in);
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "libraries.jar");
      return manifest;
    }
  }
}
