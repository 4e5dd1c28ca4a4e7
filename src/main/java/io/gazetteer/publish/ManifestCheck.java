package io.gazetteer.publish;

import io.gazetteer.objectstore.ObjectKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that a manifest is consistent and refers to nothing outside its folder. */
final class ManifestCheck {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern QUALIFIED_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+/[^/\\s]+");

  /** Bytes; a run keeps the names of its databases in an index. */
  private static final int MAX_NAME = 1_000;

  private ManifestCheck() {}

  /** What speaks against it, to follow "is not usable: "; empty where nothing does. */
  static Optional<String> objection(Manifest manifest) {
    if (!QUALIFIED_NAME.matcher(manifest.connection().qualifiedName()).matches()) {
      return Optional.of("connection.qualifiedName does not have three parts");
    }
    Set<String> databases = new HashSet<>();
    for (Manifest.Database database : manifest.databases()) {
      if (!isName(database.name()) || !databases.add(database.name())) {
        return Optional.of("databases holds a name that is empty, too long or there twice");
      }
    }
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < manifest.files().size(); i++) {
      Manifest.PublishedFile file = manifest.files().get(i);
      Optional<String> objection = objection(file, databases, paths);
      if (objection.isPresent()) {
        return Optional.of("files[%d] %s".formatted(i, objection.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objection(
      Manifest.PublishedFile file, Set<String> databases, Set<String> paths) {
    String folder = file.kind().name().toLowerCase(Locale.ROOT) + "/";
    if (!ObjectKeys.isKey(file.path()) || !file.path().startsWith(folder)) {
      return Optional.of("has a path that is not one below " + folder);
    }
    if (!paths.add(file.path())) {
      return Optional.of("has the path of another file");
    }
    if (!databases.contains(file.database())) {
      return Optional.of("is of a database that databases does not hold");
    }
    if (file.rows() < 1 || file.bytes() < 1) {
      return Optional.of("has no rows or bytes");
    }
    return SHA_256.matcher(file.sha256()).matches()
        ? Optional.empty()
        : Optional.of("has a sha256 that is not 64 hexadecimal digits");
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME;
  }
}
