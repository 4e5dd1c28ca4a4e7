package io.gazetteer.crawl;

import io.gazetteer.asset.AssetTypes;
import io.gazetteer.source.ObjectKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The asset types of a source's kinds of objects. */
final class ObjectTypes {

  private static final String POSTGRES = "Postgres";

  private final Map<ObjectKind, String> names = new EnumMap<>(ObjectKind.class);

  /**
   * The types for one kind of source.
   *
   * @param connectorName what their names begin with, its first letter made large
   */
  ObjectTypes(String connectorName) {
    String prefix =
        connectorName.substring(0, 1).toUpperCase(Locale.ROOT) + connectorName.substring(1);
    for (ObjectKind kind : ObjectKind.values()) {
      names.put(kind, prefix + ofPostgres(kind).substring(POSTGRES.length()));
    }
  }

  /** The type of a kind, for example {@code PostgresIndex}. */
  String of(ObjectKind kind) {
    return names.get(kind);
  }

  /** The type of a kind at PostgreSQL, after which paths are made whatever the source. */
  static String ofPostgres(ObjectKind kind) {
    return switch (kind) {
      case INDEX -> AssetTypes.POSTGRES_INDEX;
      case CONSTRAINT -> AssetTypes.POSTGRES_CONSTRAINT;
      case SEQUENCE -> AssetTypes.POSTGRES_SEQUENCE;
      case TRIGGER -> AssetTypes.POSTGRES_TRIGGER;
      case EVENT_TRIGGER -> AssetTypes.POSTGRES_EVENT_TRIGGER;
      case RULE -> AssetTypes.POSTGRES_RULE;
      case TYPE -> AssetTypes.POSTGRES_TYPE;
      case AGGREGATE -> AssetTypes.POSTGRES_AGGREGATE;
      case WINDOW_FUNCTION -> AssetTypes.POSTGRES_WINDOW_FUNCTION;
      case OPERATOR -> AssetTypes.POSTGRES_OPERATOR;
      case EXTENSION -> AssetTypes.POSTGRES_EXTENSION;
      case FOREIGN_DATA_WRAPPER -> AssetTypes.POSTGRES_FOREIGN_DATA_WRAPPER;
      case FOREIGN_SERVER -> AssetTypes.POSTGRES_FOREIGN_SERVER;
      case USER_MAPPING -> AssetTypes.POSTGRES_USER_MAPPING;
      case PUBLICATION -> AssetTypes.POSTGRES_PUBLICATION;
      case SUBSCRIPTION -> AssetTypes.POSTGRES_SUBSCRIPTION;
      case TABLESPACE -> AssetTypes.POSTGRES_TABLESPACE;
      case STATISTICS -> AssetTypes.POSTGRES_STATISTICS;
      case COLLATION -> AssetTypes.POSTGRES_COLLATION;
      case POLICY -> AssetTypes.POSTGRES_POLICY;
      case ROLE -> AssetTypes.POSTGRES_ROLE;
      case LANGUAGE -> AssetTypes.POSTGRES_LANGUAGE;
      case CAST -> AssetTypes.POSTGRES_CAST;
      case TRANSFORM -> AssetTypes.POSTGRES_TRANSFORM;
      case ACCESS_METHOD -> AssetTypes.POSTGRES_ACCESS_METHOD;
      case OPERATOR_CLASS -> AssetTypes.POSTGRES_OPERATOR_CLASS;
      case OPERATOR_FAMILY -> AssetTypes.POSTGRES_OPERATOR_FAMILY;
      case CONVERSION -> AssetTypes.POSTGRES_CONVERSION;
      case TEXT_SEARCH_CONFIGURATION -> AssetTypes.POSTGRES_TEXT_SEARCH_CONFIGURATION;
      case TEXT_SEARCH_DICTIONARY -> AssetTypes.POSTGRES_TEXT_SEARCH_DICTIONARY;
      case TEXT_SEARCH_PARSER -> AssetTypes.POSTGRES_TEXT_SEARCH_PARSER;
      case TEXT_SEARCH_TEMPLATE -> AssetTypes.POSTGRES_TEXT_SEARCH_TEMPLATE;
      case LARGE_OBJECTS -> AssetTypes.POSTGRES_LARGE_OBJECTS;
    };
  }
}
