package io.gazetteer.source.postgres;

import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Which extension each object is a part of. */
final class ExtensionMembers {

  /** Where the server does not say. */
  static final ExtensionMembers UNKNOWN = new ExtensionMembers(false);

  private final Map<String, Map<Long, String>> byCatalog = new HashMap<>();
  private final boolean known;

  private ExtensionMembers(boolean known) {
    this.known = known;
  }

  /** Columns of {@code extension_members.sql}. */
  private enum Field {
    CATALOG,
    OID,
    EXTENSION
  }

  static ExtensionMembers read(CopyStream stream) throws SQLException {
    ExtensionMembers members = new ExtensionMembers(true);
    stream.forEach(
        CatalogSql.text(ExtensionMembers.class, "extension_members"),
        Field.class,
        row ->
            members
                .byCatalog
                .computeIfAbsent(row.text(Field.CATALOG), key -> new HashMap<>())
                .put(row.number(Field.OID), row.text(Field.EXTENSION)));
    return members;
  }

  boolean isKnown() {
    return known;
  }

  /** The extension that an object of a catalog is a part of; null for none. */
  String of(String catalog, long oid) {
    return byCatalog.getOrDefault(catalog, Map.of()).get(oid);
  }
}
