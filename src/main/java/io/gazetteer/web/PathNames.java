package io.gazetteer.web;

import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import java.util.List;
import java.util.stream.Collectors;

/** Shows where in a path something stands. */
final class PathNames {

  private PathNames() {}

  /** The names above a path's last, from the database on; empty for a database. */
  static String above(Vocabulary vocabulary, String path) {
    List<String> parts = QualifiedNames.behindConnection(path);
    return parts.stream()
        .limit(Math.max(0, parts.size() - 1))
        .filter(part -> !vocabulary.names().isMarker(part))
        .map(QualifiedNames::unescaped)
        .map(VisibleText::visible)
        .collect(Collectors.joining(" › "));
  }
}
