package io.gazetteer.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Qualified names of assets: {@code connection/database/schema/relation/column}, and {@code
 * connection/database/schema/_procedures_/name(argument types)} for routines. What the SDKs have no
 * model of stands below its relation, schema or database behind a segment that names the kind, as
 * in {@code connection/database/schema/relation/_indexes_/name}. A {@code %} or {@code /} inside a
 * name is written {@code %25} or {@code %2F}, and a name that equals such a segment begins with
 * {@code %5F}, so that two objects never share a path; all else is kept. A path of more than 2,000
 * bytes is cut and ends with {@code ~} and the SHA-256 of the whole.
 */
public final class QualifiedNames {

  private static final int CONNECTION_SEGMENTS = 3;

  public static final int DATABASE_SEGMENTS = 4;

  public static final int SCHEMA_SEGMENTS = 5;

  private final Set<String> markers;

  QualifiedNames(List<AssetKind> kinds) {
    markers =
        kinds.stream()
            .flatMap(kind -> kind.marker().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  public String child(String parent, String name) {
    return bounded(parent + '/' + escaped(name));
  }

  /** Returns the path of a function or procedure; its argument types distinguish overloads. */
  public String routine(String schema, String name, List<String> argumentTypes) {
    return object(schema, Kinds.FUNCTION, name + '(' + String.join(", ", argumentTypes) + ')');
  }

  /**
   * Returns the path of an object, with a segment for its kind before its name.
   *
   * @param parent path of its relation, schema or database
   * @param identity unique among the objects of that kind below {@code parent}
   */
  public String object(String parent, AssetKind kind, String identity) {
    return bounded(parent + '/' + kind.marker().orElseThrow() + '/' + escaped(identity));
  }

  /** Whether a segment of a path names a kind and not an object. */
  public boolean isMarker(String segment) {
    return markers.contains(segment);
  }

  private String escaped(String name) {
    if (name.startsWith("_") && markers.contains(name)) {
      return "%5F" + name.substring(1);
    }
    if (name.indexOf('/') < 0 && name.indexOf('%') < 0) {
      return name;
    }
    return name.replace("%", "%25").replace("/", "%2F");
  }

  public static String unescaped(String segment) {
    return segment.replace("%2F", "/").replace("%5F", "_").replace("%25", "%");
  }

  /** A path as it is stored: those that are too long for an index are cut. */
  public static String bounded(String path) {
    return BoundedText.bounded(path, BoundedText.MAX_PATH);
  }

  /** The kind of source in the path of a connection; empty text where there is none. */
  public static String connectorName(String path) {
    String[] segments = path.split("/", -1);
    return segments.length > 1 ? segments[1] : "";
  }

  /** The path of the database that something is in; the whole path where it is in none. */
  public static String database(String path) {
    return first(path, DATABASE_SEGMENTS);
  }

  /** The path of the schema that something is in; the whole path where it is in none. */
  public static String schema(String path) {
    return first(path, SCHEMA_SEGMENTS);
  }

  public static List<String> behindConnection(String path) {
    List<String> segments = List.of(path.split("/", -1));
    return segments.subList(Math.min(CONNECTION_SEGMENTS, segments.size()), segments.size());
  }

  private static String first(String path, int segments) {
    int end = -1;
    for (int i = 0; i < segments; i++) {
      end = path.indexOf('/', end + 1);
      if (end < 0) {
        return path;
      }
    }
    return path.substring(0, end);
  }
}
