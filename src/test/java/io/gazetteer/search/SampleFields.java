package io.gazetteer.search;

import io.gazetteer.search.SampleTable.Row;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The fields of {@link SampleTable#INDEX} in plain Java. */
final class SampleFields implements MemoryEvaluator.Fields<Row> {

  private static final Map<String, FieldType> TYPES =
      Map.ofEntries(
          Map.entry("id", FieldType.KEYWORD),
          Map.entry("key", FieldType.KEYWORD),
          Map.entry("kind", FieldType.KEYWORD),
          Map.entry("sure", FieldType.KEYWORD),
          Map.entry("listed", FieldType.KEYWORD),
          Map.entry("text", FieldType.TEXT),
          Map.entry("listedText", FieldType.TEXT),
          Map.entry("guid", FieldType.GUID),
          Map.entry("number", FieldType.NUMBER),
          Map.entry("flag", FieldType.BOOLEAN),
          Map.entry("time", FieldType.TIME),
          Map.entry("tags", FieldType.KEYWORDS));

  @Override
  public Optional<FieldType> type(String field) {
    return Optional.ofNullable(TYPES.get(field));
  }

  @Override
  public boolean ignoresCase(String field) {
    return field.equals("kind");
  }

  @Override
  public Object value(Row row, String field) {
    return switch (field) {
      case "id" -> row.id();
      case "key", "kind" -> row.key();
      case "sure", "listed" -> row.sure();
      case "text", "listedText" -> row.text();
      case "guid" -> row.guid();
      case "number" -> row.number() == null ? null : BigDecimal.valueOf(row.number());
      case "flag" -> row.flag();
      case "time" -> row.time();
      case "tags" -> row.tags();
      default -> throw new IllegalArgumentException(field);
    };
  }
}
