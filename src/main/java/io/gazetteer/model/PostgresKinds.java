package io.gazetteer.model;

import static io.gazetteer.model.Attribute.flag;
import static io.gazetteer.model.Attribute.list;
import static io.gazetteer.model.Attribute.number;
import static io.gazetteer.model.Attribute.statistic;
import static io.gazetteer.model.Attribute.text;

import java.util.List;

/** The kinds of PostgreSQL that the SDKs have no model of, in the order of reading. */
public final class PostgresKinds {

  private static final Attribute GRANTS = list("grants");
  private static final Attribute DEFINITION = text("definition");
  private static final Attribute ENABLED = flag("isEnabled");
  private static final Attribute FIRES = text("firesOn");
  private static final Attribute FUNCTION = text("function");
  private static final Attribute METHOD_NAME = text("accessMethod");
  private static final Attribute SUB_TYPE = text("subType").labelled("Kind").asEditable();

  public static final AssetKind INDEX =
      ofRelations("Index", "Indexes", "index")
          .with(
              text("method"), list("columns"),
              list("expressions"), list("includedColumns"),
              text("predicate"), flag("isUnique"),
              flag("isPrimary").labelled("Primary key"), flag("isValid"),
              flag("isPartitioned"), flag("isNullsNotDistinct"),
              flag("isClustered"), flag("isReplicaIdentity"),
              flag("isExclusion"), text("storageOptions"),
              text("tablespace"), list("statisticsTargets"),
              statistic("sizeBytes").labelled("Size"), statistic("scanCount").labelled("Scans"));

  public static final AssetKind CONSTRAINT =
      ofRelations("Constraint", "Constraints", "constraint")
          .with(
              SUB_TYPE,
              list("columns"),
              list("expressions"),
              text("referencedSchema"),
              text("referencedTable"),
              list("columnPairs"),
              text("matchType").labelled("Match"),
              text("onUpdate"),
              text("onDelete"),
              list("onDeleteColumns").labelled("Columns set on delete"),
              flag("isOnWholeRow"),
              flag("isDeferrable"),
              flag("isInitiallyDeferred"),
              flag("isValidated"),
              flag("isEnforced"),
              flag("isInherited"),
              flag("isNoInherit"),
              flag("isWithoutOverlaps"),
              flag("isPeriod"),
              flag("isNullsNotDistinct"));

  public static final AssetKind SEQUENCE =
      ofSchemas("Sequence", "Sequences", "sequence")
          .with(
              GRANTS,
              text("dataType").labelled("Type"),
              text("startValue"),
              text("minimumValue"),
              text("maximumValue"),
              text("increment"),
              number("cacheSize"),
              flag("isCycle"),
              flag("isIdentity"),
              text("ownedBySchema"),
              text("ownedByTable"),
              text("ownedByColumn"));

  public static final AssetKind TRIGGER =
      ofRelations("Trigger", "Triggers", "trigger")
          .with(
              text("timing"),
              list("events"),
              text("level"),
              list("columns"),
              FUNCTION,
              list("arguments"),
              text("oldTable"),
              text("newTable"),
              ENABLED,
              FIRES,
              flag("isConstraint"),
              flag("isDeferrable"),
              flag("isInitiallyDeferred"),
              flag("isInherited"));

  public static final AssetKind RULE =
      ofRelations("Rule", "Rules", "rule").with(text("event"), flag("isInstead"), ENABLED, FIRES);

  public static final AssetKind POLICY =
      ofRelations("Policy", "Policies", "policy")
          .with(text("command"), flag("isPermissive"), list("roles"));

  public static final AssetKind STATISTICS =
      ofSchemas("Statistics", "Statistics", "statistics")
          .with(
              text("onSchema"), text("onTable"),
              list("columns"), list("expressions"),
              list("kinds"), number("statisticsTarget"));

  public static final AssetKind TYPE =
      ofSchemas("Type", "Types", "type")
          .with(
              GRANTS,
              SUB_TYPE,
              list("enumValues").labelled("Values"),
              text("baseType"),
              text("defaultValue").labelled("Default"),
              flag("isNullable"),
              list("checks"),
              list("constraints"),
              list("fields"),
              text("multirangeType"),
              text("category"),
              number("internalLength"),
              text("storage"),
              text("elementType"),
              text("inputFunction"),
              text("outputFunction"));

  public static final AssetKind AGGREGATE =
      ofSchemas("Aggregate", "Aggregates", "aggregate")
          .with(
              GRANTS,
              text("argumentTypes"),
              text("returnType").labelled("Returns"),
              text("aggregateKind"),
              text("transitionFunction"),
              text("stateType"),
              text("initialValue"));

  public static final AssetKind WINDOW_FUNCTION =
      ofSchemas("Window function", "Window functions", "function")
          .with(
              GRANTS,
              text("argumentTypes"),
              list("argumentDefaults"),
              text("returnType").labelled("Returns"),
              text("language"));

  public static final AssetKind OPERATOR =
      ofSchemas("Operator", "Operators", "operator")
          .with(
              text("operands"),
              text("resultType").labelled("Returns"),
              FUNCTION,
              text("commutator"),
              text("negator"));

  public static final AssetKind COLLATION =
      ofSchemas("Collation", "Collations", "collation")
          .with(
              text("provider"),
              text("locale"),
              flag("isDeterministic"),
              text("collationVersion").labelled("Version of the provider"));

  public static final AssetKind EVENT_TRIGGER =
      ofDatabases("Event trigger", "Event triggers", "trigger")
          .with(text("event"), list("tags"), FUNCTION, ENABLED, FIRES);

  public static final AssetKind EXTENSION =
      ofDatabases("Extension", "Extensions", "extension")
          .with(
              text("extensionVersion").labelled("Installed version"),
              text("installedIn").labelled("Schema"),
              flag("isRelocatable"));

  public static final AssetKind FOREIGN_DATA_WRAPPER =
      ofDatabases("Foreign data wrapper", "Foreign data wrappers", "link")
          .with(GRANTS, text("handler"), text("validator"), list("options"));

  public static final AssetKind FOREIGN_SERVER =
      ofDatabases("Foreign server", "Foreign servers", "connection")
          .with(
              GRANTS,
              text("foreignDataWrapper"),
              text("serverType"),
              text("serverVersion"),
              list("options"));

  public static final AssetKind USER_MAPPING =
      ofDatabases("User mapping", "User mappings", "person")
          .with(text("foreignServer"), text("user"));

  public static final AssetKind PUBLICATION =
      ofDatabases("Publication", "Publications", "publication")
          .with(
              flag("isAllTables"), list("publishes"),
              list("tables"), list("schemas"),
              flag("isViaRoot"), text("generatedColumns"));

  public static final AssetKind SUBSCRIPTION =
      ofDatabases("Subscription", "Subscriptions", "subscription")
          .with(
              ENABLED,
              list("publications"),
              text("slotName"),
              text("streaming"),
              text("synchronousCommit"),
              text("origin"),
              flag("isBinary"),
              flag("isTwoPhase"),
              flag("isDisabledOnError"),
              flag("isPasswordRequired"),
              flag("isRunAsOwner"),
              flag("isFailover"));

  public static final AssetKind TABLESPACE =
      ofDatabases("Tablespace", "Tablespaces", "disk")
          .with(GRANTS, text("location"), list("options"), statistic("sizeBytes").labelled("Size"));

  public static final AssetKind ROLE =
      ofDatabases("Role", "Roles", "person")
          .with(
              flag("isLogin"), flag("isSuperuser"),
              flag("isInherit"), flag("isCreateRole"),
              flag("isCreateDatabase"), flag("isReplication"),
              flag("isBypassingRowSecurity"), number("connectionLimit"),
              text("validUntil"), list("memberOf"),
              list("adminOf"), list("membershipOptions"),
              list("members"), list("defaultPrivileges"),
              list("parameterPrivileges"), list("settings"));

  public static final AssetKind LANGUAGE =
      ofDatabases("Language", "Languages", "code")
          .with(
              GRANTS, flag("isTrusted"), text("handler"), text("inlineHandler"), text("validator"));

  public static final AssetKind CAST =
      ofDatabases("Cast", "Casts", "convert")
          .with(text("sourceType"), text("targetType"), text("context"), text("method"), FUNCTION);

  public static final AssetKind TRANSFORM =
      ofDatabases("Transform", "Transforms", "convert")
          .with(text("transformedType"), text("language"), text("fromSql"), text("toSql"));

  public static final AssetKind ACCESS_METHOD =
      ofDatabases("Access method", "Access methods", "method").with(SUB_TYPE, text("handler"));

  public static final AssetKind OPERATOR_CLASS =
      ofSchemas("Operator class", "Operator classes", "operator")
          .with(
              METHOD_NAME,
              text("inputType"),
              text("storedType"),
              text("family"),
              flag("isDefault"),
              list("operators"),
              list("functions"));

  public static final AssetKind OPERATOR_FAMILY =
      ofSchemas("Operator family", "Operator families", "operator")
          .with(METHOD_NAME, list("operatorClasses"), list("operators"), list("functions"));

  public static final AssetKind CONVERSION =
      ofSchemas("Conversion", "Conversions", "convert")
          .with(text("sourceEncoding"), text("targetEncoding"), FUNCTION, flag("isDefault"));

  public static final AssetKind TEXT_SEARCH_CONFIGURATION =
      ofSchemas("Text search configuration", "Text search configurations", "text")
          .with(text("parser"), list("mappings"));

  public static final AssetKind TEXT_SEARCH_DICTIONARY =
      ofSchemas("Text search dictionary", "Text search dictionaries", "text")
          .with(text("template"), text("parameters"));

  public static final AssetKind TEXT_SEARCH_PARSER =
      ofSchemas("Text search parser", "Text search parsers", "text")
          .with(
              text("startFunction"),
              text("tokenFunction"),
              text("endFunction"),
              text("tokenTypesFunction"),
              text("headlineFunction"));

  public static final AssetKind TEXT_SEARCH_TEMPLATE =
      ofSchemas("Text search template", "Text search templates", "text")
          .with(text("initFunction"), text("lexizeFunction"));

  /** All large objects of a database, as one asset. */
  public static final AssetKind LARGE_OBJECTS =
      ofDatabases("Large objects", "Large objects", "disk")
          .with(
              statistic("largeObjectCount").labelled("Large objects"),
              statistic("sizeBytes").labelled("Size"));

  static final List<AssetKind> ALL =
      List.of(
          INDEX,
          CONSTRAINT,
          SEQUENCE,
          TRIGGER,
          RULE,
          POLICY,
          STATISTICS,
          TYPE,
          AGGREGATE,
          WINDOW_FUNCTION,
          OPERATOR,
          COLLATION,
          EVENT_TRIGGER,
          EXTENSION,
          FOREIGN_DATA_WRAPPER,
          FOREIGN_SERVER,
          USER_MAPPING,
          PUBLICATION,
          SUBSCRIPTION,
          TABLESPACE,
          ROLE,
          LANGUAGE,
          CAST,
          TRANSFORM,
          ACCESS_METHOD,
          OPERATOR_CLASS,
          OPERATOR_FAMILY,
          CONVERSION,
          TEXT_SEARCH_CONFIGURATION,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          LARGE_OBJECTS);

  private PostgresKinds() {}

  private static AssetKind ofRelations(String label, String plural, String icon) {
    return AssetKind.postgres(label, plural, Kinds.RELATIONS.toArray(AssetKind[]::new))
        .shownAs(icon)
        .with(DEFINITION);
  }

  private static AssetKind ofSchemas(String label, String plural, String icon) {
    return AssetKind.postgres(label, plural, Kinds.SCHEMA).shownAs(icon).with(DEFINITION);
  }

  private static AssetKind ofDatabases(String label, String plural, String icon) {
    return AssetKind.postgres(label, plural, Kinds.DATABASE).shownAs(icon).with(DEFINITION);
  }
}
