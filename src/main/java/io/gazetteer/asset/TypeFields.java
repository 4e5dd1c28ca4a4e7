package io.gazetteer.asset;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Field;
import io.gazetteer.search.FieldType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Search fields for the type of an asset; requests write types without regard to case. */
record TypeFields(Vocabulary vocabulary) {

  Field type(String column) {
    return new Field(column, FieldType.KEYWORD, true)
        .asRequired()
        .withConditions(conditions(column));
  }

  /** The type of an asset and all that it is a kind of. */
  Field superTypes(String column) {
    Map<String, String> conditions = conditions(column);
    String notConnection = column + " <> '" + Kinds.CONNECTION.typeName() + "'";
    conditions.put("referenceable", "TRUE");
    conditions.put("asset", "TRUE");
    conditions.put("catalog", notConnection);
    conditions.put("sql", notConnection);
    String list =
        "CASE WHEN %1$s = 'Connection' THEN ARRAY['Referenceable', 'Asset', %1$s] ELSE ARRAY['Referenceable', 'Asset', 'Catalog', 'SQL', %1$s] END"
            .formatted(column);
    return new Field(list, FieldType.KEYWORDS, true).withConditions(conditions);
  }

  private Map<String, String> conditions(String column) {
    Map<String, String> conditions = new HashMap<>();
    for (AssetKind kind : vocabulary.kinds()) {
      conditions.put(
          kind.typeName().toLowerCase(Locale.ROOT), column + " = '" + kind.typeName() + "'");
    }
    return conditions;
  }
}
