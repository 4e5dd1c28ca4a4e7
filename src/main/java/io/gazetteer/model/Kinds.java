package io.gazetteer.model;

import static io.gazetteer.model.Attribute.flag;
import static io.gazetteer.model.Attribute.list;
import static io.gazetteer.model.Attribute.number;
import static io.gazetteer.model.Attribute.statistic;
import static io.gazetteer.model.Attribute.text;

import java.util.List;

/** The kinds that the SDKs have a model of, each after what may contain it. */
public final class Kinds {

  private static final Attribute[] SIZE = {
    statistic("columnCount").labelled("Columns"),
    statistic("rowCount").labelled("Rows"),
    statistic("sizeBytes").labelled("Size")
  };

  private static final Attribute[] PARTITIONED = {
    text("partitionKey").labelled("Partitioned by"),
    text("partitionStrategy").labelled("Partitioning"),
    flag("isPartitioned"),
    flag("isTemporary"),
    statistic("partitionCount").labelled("Partitions")
  };

  public static final AssetKind CONNECTION =
      AssetKind.sdk("Connection", "Connection", "connection")
          .with(
              text("host").from(Origin.IMPORTED),
              number("port").from(Origin.IMPORTED),
              text("category").from(Origin.IMPORTED),
              flag("allowQuery").from(Origin.IMPORTED),
              flag("allowQueryPreview").from(Origin.IMPORTED),
              number("rowLimit").from(Origin.IMPORTED));

  public static final AssetKind DATABASE =
      AssetKind.sdk("Database", "Database", "database", CONNECTION)
          .with(
              statistic("schemaCount").labelled("Schemas"),
              statistic("sizeBytes").labelled("Size"));

  public static final AssetKind SCHEMA =
      AssetKind.sdk("Schema", "Schema", "schema", DATABASE)
          .with(
              statistic("tableCount").labelled("Tables"),
              statistic("viewsCount").labelled("Views"));

  public static final AssetKind TABLE =
      AssetKind.sdk("Table", "Table", "table", SCHEMA).with(PARTITIONED).with(SIZE);

  /** Stands beside its table in the schema, and names it. */
  public static final AssetKind TABLE_PARTITION =
      AssetKind.sdk("TablePartition", "Partition", "partition", SCHEMA)
          .with(text("constraint").labelled("Holds rows"))
          .with(PARTITIONED)
          .with(SIZE);

  public static final AssetKind VIEW =
      AssetKind.sdk("View", "View", "view", SCHEMA).with(text("definition")).with(SIZE);

  /** British in the SDKs too. */
  public static final AssetKind MATERIALISED_VIEW =
      AssetKind.sdk("MaterialisedView", "Materialised view", "matview", SCHEMA)
          .with(text("definition"))
          .with(SIZE);

  public static final AssetKind COLUMN =
      AssetKind.sdk("Column", "Column", "column", TABLE, TABLE_PARTITION, VIEW, MATERIALISED_VIEW)
          .with(
              text("dataType").labelled("Type"), text("rawDataTypeDefinition"),
              text("subDataType").labelled("Base type"), text("defaultValue").labelled("Default"),
              flag("isNullable"), flag("isPrimary").labelled("Primary key"),
              flag("isForeign").labelled("Foreign key"), flag("isIndexed"),
              flag("isPartition").labelled("Partition key"), number("partitionOrder"),
              number("order"), number("precision"),
              number("numericScale"), number("maxLength"));

  public static final AssetKind FUNCTION =
      AssetKind.sdk("Function", "Function", "function", SCHEMA)
          .behind("_procedures_")
          .with(
              text("functionReturnType").labelled("Returns"),
              text("functionLanguage").labelled("Language"),
              list("functionArguments").labelled("Arguments"),
              text("functionType").labelled("Result"),
              flag("functionIsExternal").labelled("External"),
              flag("functionIsSecure").labelled("Security definer"),
              flag("functionIsMemoizable").labelled("Memoizable"),
              text("functionDefinition").labelled("Definition"));

  public static final AssetKind PROCEDURE =
      AssetKind.sdk("Procedure", "Procedure", "procedure", SCHEMA)
          .behind("_procedures_")
          .with(
              text("sqlLanguage").labelled("Language"), list("sqlArguments").labelled("Arguments"),
              text("sourceCreatedBy").labelled("Created by"), text("definition"));

  /** Kinds that hold rows and have columns. */
  public static final List<AssetKind> RELATIONS =
      List.of(TABLE, TABLE_PARTITION, VIEW, MATERIALISED_VIEW);

  /** Kinds that are called with arguments, which are part of their paths. */
  public static final List<AssetKind> ROUTINES = List.of(FUNCTION, PROCEDURE);

  static final List<AssetKind> ALL =
      List.of(
          CONNECTION, DATABASE,
          SCHEMA, TABLE,
          TABLE_PARTITION, VIEW,
          MATERIALISED_VIEW, COLUMN,
          FUNCTION, PROCEDURE);

  private Kinds() {}
}
