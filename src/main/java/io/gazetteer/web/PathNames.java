package io.gazetteer.web;

import io.gazetteer.asset.QualifiedName;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Takes qualified names apart. */
final class PathNames {

  private static final int CONNECTION_PARTS = 3;
  private static final int DATABASE_PARTS = 4;
  private static final int SCHEMA_PARTS = 5;

  private PathNames() {}

  /** The names above a path's last, from the database on; empty for a database. */
  static String above(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length <= DATABASE_PARTS) {
      return "";
    }
    return Arrays.stream(parts, CONNECTION_PARTS, parts.length - 1)
        .filter(part -> !QualifiedName.isMarker(part))
        .map(PathNames::plain)
        .map(VisibleText::visible)
        .collect(Collectors.joining(" › "));
  }

  /** Path of the database that something is in; the whole where it is none. */
  static String database(String path) {
    return first(path, DATABASE_PARTS);
  }

  /** Path of the schema that something is in; the whole where it is none. */
  static String schema(String path) {
    return first(path, SCHEMA_PARTS);
  }

  private static String first(String path, int count) {
    return Arrays.stream(path.split("/", -1)).limit(count).collect(Collectors.joining("/"));
  }

  private static String plain(String part) {
    return part.replace("%2F", "/").replace("%5F", "_").replace("%25", "%");
  }
}
