package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes sequences of raw rows, of which there may be as many as tables. */
final class SequenceRows {

  private static final char UNLOGGED = 'u';
  private static final char IDENTITY = 'i';

  private final Catalog catalog;

  SequenceRows(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The sequence; empty when it is gone, and its schema too or not selected. */
  Optional<ObjectRow> object(CopyRow row) {
    Catalog.SchemaEntry home = catalog.schemas.get(row.number(1));
    String name = row.text(2);
    if (home == null) {
      if (row.number(1) == 0) {
        catalog.damage.note(PostgresKinds.SEQUENCE, name, name);
      }
      return Optional.empty();
    }
    String schema = home.name;
    String comment = row.text(4);
    catalog.escapes.note(row, "sequence", schema, name);
    catalog.damage.note(PostgresKinds.SEQUENCE, schema + "." + name, name, row.shared(3));
    return Optional.of(
        new ObjectRow(
            PostgresKinds.SEQUENCE,
            schema,
            null,
            name,
            name,
            row.shared(3),
            comment,
            definition(row, catalog.identifiers.quoted(schema, name)),
            catalog.unread(Unread.EXTENSION),
            attributes(row, schema),
            Map.of(),
            catalog.extensionOf("pg_class", row.number(0))));
  }

  private static String definition(CopyRow row, String name) {
    return "CREATE"
        + (row.letter(5) == UNLOGGED ? " UNLOGGED" : "")
        + " SEQUENCE "
        + name
        + " AS "
        + row.text(6)
        + " INCREMENT BY "
        + row.text(10)
        + " MINVALUE "
        + row.text(8)
        + " MAXVALUE "
        + row.text(9)
        + " START WITH "
        + row.text(7)
        + " CACHE "
        + row.text(11)
        + (row.flag(12) ? " CYCLE" : "");
  }

  private Map<String, Object> attributes(CopyRow row, String schema) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("dataType", row.text(6));
    attributes.put("startValue", row.text(7));
    attributes.put("minimumValue", row.text(8));
    attributes.put("maximumValue", row.text(9));
    attributes.put("increment", row.text(10));
    attributes.put("cacheSize", row.number(11));
    attributes.put("isCycle", row.flag(12));
    attributes.put("isIdentity", !row.isNull(13) && row.letter(13) == IDENTITY);
    if (!row.isNull(13)) {
      attributes.put("ownedBySchema", schema);
      attributes.put("ownedByTable", row.text(14));
      attributes.put("ownedByColumn", row.text(15));
    }
    if (!row.isNull(16)) {
      attributes.put("grants", catalog.access.granted(row.shared(16)).grants());
    }
    return attributes;
  }
}
