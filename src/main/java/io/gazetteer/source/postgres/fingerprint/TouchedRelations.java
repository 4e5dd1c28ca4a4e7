package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.postgres.copy.ArrayText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the relations of which a read may return something else than before, when nodes of the
 * catalog have changed: the relations among them, and those that show a name of one of them. What a
 * relation shows of another one is that one's own names, never a text in which further names stand,
 * so that it ends there. A type shows another type's name, and so it goes on from types. In the
 * open transaction; opens no relation.
 */
public final class TouchedRelations {

  private final Connection connection;

  /** Looks into the catalog that the connection's open transaction sees. */
  public TouchedRelations(Connection connection) {
    this.connection = connection;
  }

  /**
   * Returns the oids of all relations that must be read.
   *
   * @param changed nodes that changed, including new ones and those that are gone
   */
  public Set<Long> of(Set<Long> changed) throws SQLException {
    Set<Long> touched = new HashSet<>(changed);
    Set<Long> fresh = changed;
    while (!fresh.isEmpty()) {
      Set<Long> next = new HashSet<>();
      for (long node : dependents(fresh)) {
        if (touched.add(node) && CatalogNodes.kind(node) != CatalogNodes.Kind.RELATION) {
          next.add(node);
        }
      }
      fresh = next;
    }
    return oids(touched, CatalogNodes.Kind.RELATION);
  }

  private Set<Long> dependents(Set<Long> nodes) throws SQLException {
    Set<Long> found = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(TouchedRelations.class, "dependents"))) {
      int parameter = 1;
      for (CatalogNodes.Kind kind :
          List.of(CatalogNodes.Kind.RELATION, CatalogNodes.Kind.TYPE, CatalogNodes.Kind.ROUTINE)) {
        statement.setString(parameter++, ArrayText.of(oids(nodes, kind)));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long node = rows.getLong("node");
          // Part of something that is not shown with a relation, as a default of a dropped column.
          if (!rows.wasNull()) {
            found.add(node);
          }
        }
      }
    }
    return found;
  }

  private static Set<Long> oids(Set<Long> nodes, CatalogNodes.Kind kind) {
    Set<Long> oids = new HashSet<>();
    for (long node : nodes) {
      if (CatalogNodes.kind(node) == kind) {
        oids.add(CatalogNodes.oid(node));
      }
    }
    return oids;
  }
}
