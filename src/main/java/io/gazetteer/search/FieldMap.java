package io.gazetteer.search;

import java.util.Optional;

/** The fields of one index, by the path that requests use. */
@FunctionalInterface
public interface FieldMap {

  /**
   * The field at a path such as {@code metadata.labels.workflows.argoproj.io/phase.keyword},
   * suffixes included; empty for a path that the index does not have, which no row then matches.
   */
  Optional<Field> field(String path);

  /** Returns a path without the suffix for its exact form. */
  static String withoutKeyword(String path) {
    return path.endsWith(".keyword")
        ? path.substring(0, path.length() - ".keyword".length())
        : path;
  }
}
