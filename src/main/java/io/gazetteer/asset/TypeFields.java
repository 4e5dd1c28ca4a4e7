package io.gazetteer.asset;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.SdkModel;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Field;
import io.gazetteer.search.FieldType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Search fields for the type of an asset; types in requests are case-insensitive. */
record TypeFields(Vocabulary vocabulary) {

  Field type(String column) {
    return new Field(column, FieldType.KEYWORD, true)
        .asRequired()
        .withConditions(conditions(column));
  }

  /** The type of an asset and all its super types. */
  Field superTypes(String column) {
    SdkModel model = vocabulary.sdkModel();
    List<String> common = model.defaultSuperTypes();
    Map<String, List<String>> others = new LinkedHashMap<>();
    for (AssetKind kind : vocabulary.kinds()) {
      List<String> superTypes = model.superTypes(kind.typeName());
      if (!superTypes.equals(common)) {
        others.put(kind.typeName(), superTypes);
      }
    }
    StringBuilder list = new StringBuilder("CASE");
    others.forEach(
        (type, superTypes) ->
            list.append(
                " WHEN %s = '%s' THEN %s".formatted(column, type, array(superTypes, column))));
    list.append(" ELSE ").append(array(common, column)).append(" END");
    Map<String, String> conditions = conditions(column);
    for (String superType : common) {
      String without =
          others.keySet().stream()
              .filter(type -> !others.get(type).contains(superType))
              .map(type -> column + " <> '" + type + "'")
              .collect(Collectors.joining(" AND "));
      conditions.put(superType.toLowerCase(Locale.ROOT), without.isEmpty() ? "TRUE" : without);
    }
    return new Field(list.toString(), FieldType.KEYWORDS, true).withConditions(conditions);
  }

  private static String array(List<String> superTypes, String column) {
    return superTypes.stream()
        .map(superType -> "'" + superType + "'")
        .collect(Collectors.joining(", ", "ARRAY[", ", " + column + "]"));
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
