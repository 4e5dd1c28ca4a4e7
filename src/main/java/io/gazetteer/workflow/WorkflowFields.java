package io.gazetteer.workflow;

import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields of workflows that searches can name, under the SDKs' paths. */
final class WorkflowFields implements FieldMap {

  /**
   * Allowed keys of labels and annotations. They come from requests, so only harmless characters
   * pass.
   */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/@-]{1,200}");

  private static final Map<String, Field> FIXED =
      Map.of(
          "_id", keyword("w.name"),
          "metadata.name", keyword("w.name"),
          "metadata.uid", keyword("cast(w.uid AS text)"),
          "metadata.namespace", keyword("w.namespace"),
          "metadata.creationTimestamp", new Field("w.created_at", FieldType.TIME),
          "spec.workflowTemplateRef.name", keyword("w.name"));

  @Override
  public Optional<Field> field(String path) {
    String plain = FieldMap.withoutKeyword(path);
    return Optional.ofNullable(FIXED.get(plain))
        .or(() -> entry(plain, "labels"))
        .or(() -> entry(plain, "annotations"));
  }

  private static Optional<Field> entry(String path, String map) {
    String prefix = "metadata." + map + ".";
    if (!path.startsWith(prefix)) {
      return Optional.empty();
    }
    String key = path.substring(prefix.length());
    return KEY.matcher(key).matches()
        ? Optional.of(keyword("(w.definition->'metadata'->'" + map + "'->>'" + key + "')"))
        : Optional.empty();
  }

  private static Field keyword(String sql) {
    return new Field(sql, FieldType.KEYWORD);
  }
}
