package io.gazetteer.asset;

import java.util.List;
import java.util.Set;

/**
 * Names of the kinds of assets: the SDKs' own, and, beginning with Postgres, ours for what the SDKs
 * have no model of.
 */
public final class AssetTypes {

  public static final String CONNECTION = "Connection";
  public static final String DATABASE = "Database";
  public static final String SCHEMA = "Schema";
  public static final String TABLE = "Table";
  public static final String TABLE_PARTITION = "TablePartition";
  public static final String VIEW = "View";

  /** British in the SDKs too. */
  public static final String MATERIALISED_VIEW = "MaterialisedView";

  public static final String COLUMN = "Column";
  public static final String FUNCTION = "Function";
  public static final String PROCEDURE = "Procedure";

  public static final String POSTGRES_INDEX = "PostgresIndex";
  public static final String POSTGRES_CONSTRAINT = "PostgresConstraint";
  public static final String POSTGRES_SEQUENCE = "PostgresSequence";
  public static final String POSTGRES_TRIGGER = "PostgresTrigger";
  public static final String POSTGRES_EVENT_TRIGGER = "PostgresEventTrigger";
  public static final String POSTGRES_RULE = "PostgresRule";
  public static final String POSTGRES_TYPE = "PostgresType";
  public static final String POSTGRES_AGGREGATE = "PostgresAggregate";
  public static final String POSTGRES_WINDOW_FUNCTION = "PostgresWindowFunction";
  public static final String POSTGRES_OPERATOR = "PostgresOperator";
  public static final String POSTGRES_EXTENSION = "PostgresExtension";
  public static final String POSTGRES_FOREIGN_DATA_WRAPPER = "PostgresForeignDataWrapper";
  public static final String POSTGRES_FOREIGN_SERVER = "PostgresForeignServer";
  public static final String POSTGRES_USER_MAPPING = "PostgresUserMapping";
  public static final String POSTGRES_PUBLICATION = "PostgresPublication";
  public static final String POSTGRES_SUBSCRIPTION = "PostgresSubscription";
  public static final String POSTGRES_TABLESPACE = "PostgresTablespace";
  public static final String POSTGRES_STATISTICS = "PostgresStatistics";
  public static final String POSTGRES_COLLATION = "PostgresCollation";
  public static final String POSTGRES_POLICY = "PostgresPolicy";
  public static final String POSTGRES_ROLE = "PostgresRole";
  public static final String POSTGRES_LANGUAGE = "PostgresLanguage";
  public static final String POSTGRES_CAST = "PostgresCast";
  public static final String POSTGRES_TRANSFORM = "PostgresTransform";
  public static final String POSTGRES_ACCESS_METHOD = "PostgresAccessMethod";
  public static final String POSTGRES_OPERATOR_CLASS = "PostgresOperatorClass";
  public static final String POSTGRES_OPERATOR_FAMILY = "PostgresOperatorFamily";
  public static final String POSTGRES_CONVERSION = "PostgresConversion";
  public static final String POSTGRES_TEXT_SEARCH_CONFIGURATION = "PostgresTextSearchConfiguration";
  public static final String POSTGRES_TEXT_SEARCH_DICTIONARY = "PostgresTextSearchDictionary";
  public static final String POSTGRES_TEXT_SEARCH_PARSER = "PostgresTextSearchParser";
  public static final String POSTGRES_TEXT_SEARCH_TEMPLATE = "PostgresTextSearchTemplate";
  public static final String POSTGRES_LARGE_OBJECTS = "PostgresLargeObjects";

  /** All of them. */
  static final Set<String> ALL =
      Set.of(
          CONNECTION,
          DATABASE,
          SCHEMA,
          TABLE,
          TABLE_PARTITION,
          VIEW,
          MATERIALISED_VIEW,
          COLUMN,
          FUNCTION,
          PROCEDURE,
          POSTGRES_INDEX,
          POSTGRES_CONSTRAINT,
          POSTGRES_SEQUENCE,
          POSTGRES_TRIGGER,
          POSTGRES_EVENT_TRIGGER,
          POSTGRES_RULE,
          POSTGRES_TYPE,
          POSTGRES_AGGREGATE,
          POSTGRES_WINDOW_FUNCTION,
          POSTGRES_OPERATOR,
          POSTGRES_EXTENSION,
          POSTGRES_FOREIGN_DATA_WRAPPER,
          POSTGRES_FOREIGN_SERVER,
          POSTGRES_USER_MAPPING,
          POSTGRES_PUBLICATION,
          POSTGRES_SUBSCRIPTION,
          POSTGRES_TABLESPACE,
          POSTGRES_STATISTICS,
          POSTGRES_COLLATION,
          POSTGRES_POLICY,
          POSTGRES_ROLE,
          POSTGRES_LANGUAGE,
          POSTGRES_CAST,
          POSTGRES_TRANSFORM,
          POSTGRES_ACCESS_METHOD,
          POSTGRES_OPERATOR_CLASS,
          POSTGRES_OPERATOR_FAMILY,
          POSTGRES_CONVERSION,
          POSTGRES_TEXT_SEARCH_CONFIGURATION,
          POSTGRES_TEXT_SEARCH_DICTIONARY,
          POSTGRES_TEXT_SEARCH_PARSER,
          POSTGRES_TEXT_SEARCH_TEMPLATE,
          POSTGRES_LARGE_OBJECTS);

  private AssetTypes() {}

  /** Names of all types, in alphabetical order. */
  public static List<String> all() {
    return ALL.stream().sorted().toList();
  }
}
