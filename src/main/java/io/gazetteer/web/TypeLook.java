package io.gazetteer.web;

import io.gazetteer.asset.AssetTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A type of asset as a page shows it.
 *
 * @param type the SDKs' name
 * @param icon which symbol of {@code icons.svg}
 * @param word for one of them
 * @param many for several
 */
public record TypeLook(String type, String icon, String word, String many) {

  private static final String OURS = "Postgres";

  private static final List<TypeLook> KNOWN =
      List.of(
          new TypeLook(AssetTypes.CONNECTION, "connection", "Connection", "Connections"),
          new TypeLook(AssetTypes.DATABASE, "database", "Database", "Databases"),
          new TypeLook(AssetTypes.SCHEMA, "schema", "Schema", "Schemas"),
          new TypeLook(AssetTypes.TABLE, "table", "Table", "Tables"),
          new TypeLook(AssetTypes.TABLE_PARTITION, "partition", "Partition", "Partitions"),
          new TypeLook(AssetTypes.VIEW, "view", "View", "Views"),
          new TypeLook(
              AssetTypes.MATERIALISED_VIEW, "matview", "Materialised view", "Materialised views"),
          new TypeLook(AssetTypes.COLUMN, "column", "Column", "Columns"),
          new TypeLook(AssetTypes.FUNCTION, "function", "Function", "Functions"),
          new TypeLook(AssetTypes.PROCEDURE, "procedure", "Procedure", "Procedures"));

  static TypeLook of(String type) {
    return KNOWN.stream()
        .filter(look -> look.type().equals(type))
        .findFirst()
        .orElseGet(() -> other(type));
  }

  /** Types of ours are called by their kind, {@code PostgresEventTrigger} by "Event trigger". */
  private static TypeLook other(String type) {
    if (!type.startsWith(OURS)) {
      return new TypeLook(type, "box", type, type);
    }
    String words = type.substring(OURS.length()).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    String word = words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    String many =
        word.endsWith("y")
            ? word.substring(0, word.length() - 1) + "ies"
            : word.endsWith("x") ? word + "es" : word.endsWith("s") ? word : word + "s";
    return new TypeLook(type, "box", word, many);
  }

  /** The known types in the order in which they contain each other, then the others. */
  static List<TypeLook> ordered(Map<String, Long> found) {
    List<TypeLook> all = new ArrayList<>(KNOWN);
    found.keySet().stream()
        .sorted()
        .map(TypeLook::of)
        .filter(look -> !KNOWN.contains(look))
        .forEach(all::add);
    return all;
  }
}
