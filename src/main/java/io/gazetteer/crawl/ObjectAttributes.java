package io.gazetteer.crawl;

import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Rights;
import io.gazetteer.source.SqlNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The attributes of objects that have no row type of their own, and what all kinds share. */
final class ObjectAttributes {

  private ObjectAttributes() {}

  static byte[] of(AttributesJson json, ObjectRow row) {
    json.start()
        .put("description", row.comment())
        .put("sourceOwners", row.owner())
        .put("definition", row.definition());
    for (Map.Entry<String, Object> attribute : row.attributes().entrySet()) {
      json.putAny(attribute.getKey(), attribute.getValue());
    }
    if (row.extension() != null) {
      json.startObject("customAttributes").put("extension", row.extension()).endObject();
    }
    return json.end();
  }

  /** Figures, those that are not known any more as null; null when there are none. */
  static byte[] figures(AttributesJson json, Map<String, Long> figures) {
    if (figures.isEmpty()) {
      return null;
    }
    json.start();
    List<String> names = new ArrayList<>(figures.keySet());
    Collections.sort(names);
    for (String name : names) {
      json.putAny(name, figures.get(name));
    }
    return json.end();
  }

  /**
   * The extension that something is a part of, and who may do what with it, as custom attributes:
   * {@code grants}, and {@code may_select} and so on.
   */
  static AttributesJson putBelongings(AttributesJson json, String extension, Rights rights) {
    json.put("extension", extension)
        .put("grants", rights.grants().isEmpty() ? null : String.join("; ", rights.grants()));
    for (Map.Entry<String, List<String>> entry : rights.allowed().entrySet()) {
      json.put(UnreadPaths.name(entry.getKey()), written(entry.getValue()));
    }
    return json;
  }

  /** Roles in one text, where a name may hold what separates them. */
  private static String written(List<String> roles) {
    return roles.stream().map(ObjectAttributes::written).collect(Collectors.joining(", "));
  }

  private static String written(String role) {
    return role.equals(Rights.EVERYBODY) || role.equals(Rights.ROLE_PUBLIC)
        ? role
        : SqlNames.quoted(role);
  }
}
