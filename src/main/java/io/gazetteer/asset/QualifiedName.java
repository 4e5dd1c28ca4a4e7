package io.gazetteer.asset;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Paths of assets: {@code connection/database/schema/relation/column}, and {@code
 * connection/database/schema/_procedures_/name(argument types)} for routines. What the SDKs have no
 * model of stands below its relation, schema or database behind a segment that names the kind, as
 * in {@code connection/database/schema/relation/_indexes_/name}. A {@code %} or {@code /} inside a
 * name is written {@code %25} or {@code %2F}, and a name that equals such a segment begins with
 * {@code %5F}, so that two objects never share a path; all else is kept as it is. A path of more
 * than 2,000 bytes is cut and ends with {@code ~} and the SHA-256 of the whole.
 */
public final class QualifiedName {

  private static final String ROUTINES = "_procedures_";

  private static final Map<String, String> SEGMENTS =
      Map.ofEntries(
          Map.entry(AssetTypes.POSTGRES_INDEX, "_indexes_"),
          Map.entry(AssetTypes.POSTGRES_CONSTRAINT, "_constraints_"),
          Map.entry(AssetTypes.POSTGRES_SEQUENCE, "_sequences_"),
          Map.entry(AssetTypes.POSTGRES_TRIGGER, "_triggers_"),
          Map.entry(AssetTypes.POSTGRES_EVENT_TRIGGER, "_event_triggers_"),
          Map.entry(AssetTypes.POSTGRES_RULE, "_rules_"),
          Map.entry(AssetTypes.POSTGRES_TYPE, "_types_"),
          Map.entry(AssetTypes.POSTGRES_AGGREGATE, "_aggregates_"),
          Map.entry(AssetTypes.POSTGRES_WINDOW_FUNCTION, "_window_functions_"),
          Map.entry(AssetTypes.POSTGRES_OPERATOR, "_operators_"),
          Map.entry(AssetTypes.POSTGRES_EXTENSION, "_extensions_"),
          Map.entry(AssetTypes.POSTGRES_FOREIGN_DATA_WRAPPER, "_foreign_data_wrappers_"),
          Map.entry(AssetTypes.POSTGRES_FOREIGN_SERVER, "_foreign_servers_"),
          Map.entry(AssetTypes.POSTGRES_USER_MAPPING, "_user_mappings_"),
          Map.entry(AssetTypes.POSTGRES_PUBLICATION, "_publications_"),
          Map.entry(AssetTypes.POSTGRES_SUBSCRIPTION, "_subscriptions_"),
          Map.entry(AssetTypes.POSTGRES_TABLESPACE, "_tablespaces_"),
          Map.entry(AssetTypes.POSTGRES_STATISTICS, "_statistics_"),
          Map.entry(AssetTypes.POSTGRES_COLLATION, "_collations_"),
          Map.entry(AssetTypes.POSTGRES_POLICY, "_policies_"),
          Map.entry(AssetTypes.POSTGRES_ROLE, "_roles_"),
          Map.entry(AssetTypes.POSTGRES_LANGUAGE, "_languages_"),
          Map.entry(AssetTypes.POSTGRES_CAST, "_casts_"),
          Map.entry(AssetTypes.POSTGRES_TRANSFORM, "_transforms_"),
          Map.entry(AssetTypes.POSTGRES_ACCESS_METHOD, "_access_methods_"),
          Map.entry(AssetTypes.POSTGRES_OPERATOR_CLASS, "_operator_classes_"),
          Map.entry(AssetTypes.POSTGRES_OPERATOR_FAMILY, "_operator_families_"),
          Map.entry(AssetTypes.POSTGRES_CONVERSION, "_conversions_"),
          Map.entry(AssetTypes.POSTGRES_TEXT_SEARCH_CONFIGURATION, "_text_search_configurations_"),
          Map.entry(AssetTypes.POSTGRES_TEXT_SEARCH_DICTIONARY, "_text_search_dictionaries_"),
          Map.entry(AssetTypes.POSTGRES_TEXT_SEARCH_PARSER, "_text_search_parsers_"),
          Map.entry(AssetTypes.POSTGRES_TEXT_SEARCH_TEMPLATE, "_text_search_templates_"),
          Map.entry(AssetTypes.POSTGRES_LARGE_OBJECTS, "_large_objects_"));

  private static final Set<String> RESERVED = reserved();

  private QualifiedName() {}

  private static Set<String> reserved() {
    Set<String> reserved = new HashSet<>(SEGMENTS.values());
    reserved.add(ROUTINES);
    return reserved;
  }

  /** The path of a child. */
  public static String child(String parent, String name) {
    return bounded(parent + '/' + escaped(name));
  }

  /** The path of a function or procedure, which its argument types tell from its namesakes. */
  public static String routine(String schema, String name, List<String> argumentTypes) {
    return bounded(
        schema
            + '/'
            + ROUTINES
            + '/'
            + escaped(name + '(' + String.join(", ", argumentTypes) + ')'));
  }

  /**
   * The path of an object that the SDKs have no model of.
   *
   * @param parent path of its relation, schema or database
   * @param typeName one of the types of {@link AssetTypes} that begin with Postgres, which stand
   *     for the same kind of every other source too
   * @param identity what tells it from its namesakes of that type in that place
   */
  public static String object(String parent, String typeName, String identity) {
    return bounded(parent + '/' + SEGMENTS.get(typeName) + '/' + escaped(identity));
  }

  /** A path as it is stored: those that are too long for an index are cut. */
  static String bounded(String path) {
    return BoundedText.bounded(path, BoundedText.MAX_PATH);
  }

  /**
   * The name of a database or schema as it is stored beside assets: one of more than 500 bytes is
   * cut like a path.
   */
  public static String place(String name) {
    return BoundedText.place(name);
  }

  /** Whether a segment of a path names a kind and not an object. */
  public static boolean isMarker(String segment) {
    return RESERVED.contains(segment);
  }

  static String escaped(String name) {
    if (name.startsWith("_") && RESERVED.contains(name)) {
      return "%5F" + name.substring(1);
    }
    if (name.indexOf('/') < 0 && name.indexOf('%') < 0) {
      return name;
    }
    return name.replace("%", "%25").replace("/", "%2F");
  }
}
