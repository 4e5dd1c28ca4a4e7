package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.SqlNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The attributes of objects that have no row type of their own, and what all kinds share. */
final class ObjectAttributes {

  private ObjectAttributes() {}

  static StagedAsset.Attributes of(AttributesJson json, ObjectRow row) {
    json.start()
        .put("description", row.comment())
        .put("sourceOwners", row.owner())
        .put("definition", row.definition());
    for (Map.Entry<String, Object> attribute : row.attributes().entrySet()) {
      json.putAny(attribute.getKey(), attribute.getValue());
    }
    if (row.extension() != null) {
      json.startCustomAttributes().put("extension", row.extension()).endObject();
    }
    return json.endAttributes();
  }

  /** Statistics, with null for those no longer known; null if there are none. */
  static byte[] statistics(AttributesJson json, Map<String, Long> statistics) {
    if (statistics.isEmpty()) {
      return null;
    }
    json.start();
    List<String> names = new ArrayList<>(statistics.keySet());
    Collections.sort(names);
    for (String name : names) {
      json.putAny(name, statistics.get(name));
    }
    return json.end();
  }

  /**
   * The extension that something is a part of, and who may do what with it, as custom attributes:
   * {@code grants}, and {@code may_select} and so on.
   */
  static AttributesJson putBelongings(
      AttributesJson json, String extension, Privileges privileges) {
    json.put("extension", extension)
        .put(
            "grants",
            privileges.grants().isEmpty() ? null : String.join("; ", privileges.grants()));
    for (Map.Entry<String, List<String>> entry : privileges.allowed().entrySet()) {
      json.put(UnreadPaths.name(entry.getKey()), written(entry.getValue()));
    }
    return json;
  }

  /** Roles in one text, where a name may hold what separates them. */
  private static String written(List<String> roles) {
    return roles.stream().map(ObjectAttributes::written).collect(Collectors.joining(", "));
  }

  private static String written(String role) {
    return role.equals(Privileges.EVERYBODY) || role.equals(Privileges.ROLE_PUBLIC)
        ? role
        : SqlNames.quoted(role);
  }
}
