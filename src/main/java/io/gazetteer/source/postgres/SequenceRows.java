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

  /** Columns of {@code sequences.sql}. */
  enum Field {
    OID,
    SCHEMA,
    NAME,
    OWNER,
    COMMENT,
    PERSISTENCE,
    DATA_TYPE,
    START_VALUE,
    MINIMUM,
    MAXIMUM,
    INCREMENT,
    CACHE_SIZE,
    CYCLE,
    DEPENDENCY,
    OWNED_BY_TABLE,
    OWNED_BY_COLUMN,
    ACL
  }

  private static final char UNLOGGED = 'u';
  private static final char IDENTITY = 'i';

  private final ReadContext context;

  SequenceRows(ReadContext context) {
    this.context = context;
  }

  /** The sequence; empty when it is gone, and its schema too or not selected. */
  Optional<ObjectRow> object(CopyRow<Field> row) {
    SchemaEntry home = context.schemas().get(row.number(Field.SCHEMA));
    String name = row.text(Field.NAME);
    if (home == null) {
      if (row.number(Field.SCHEMA) == 0) {
        context.damage().note(PostgresKinds.SEQUENCE, name, name);
      }
      return Optional.empty();
    }
    String schema = home.name();
    String comment = row.text(Field.COMMENT);
    context.escapes().note(row, "sequence", schema, name);
    context
        .damage()
        .note(PostgresKinds.SEQUENCE, schema + "." + name, name, row.shared(Field.OWNER));
    return Optional.of(
        new ObjectRow(
            PostgresKinds.SEQUENCE,
            schema,
            null,
            name,
            name,
            row.shared(Field.OWNER),
            comment,
            definition(row, context.identifiers().quoted(schema, name)),
            context.unread(Unread.EXTENSION),
            attributes(row, schema),
            Map.of(),
            context.members().of("pg_class", row.number(Field.OID))));
  }

  private static String definition(CopyRow<Field> row, String name) {
    return "CREATE"
        + (row.letter(Field.PERSISTENCE) == UNLOGGED ? " UNLOGGED" : "")
        + " SEQUENCE "
        + name
        + " AS "
        + row.text(Field.DATA_TYPE)
        + " INCREMENT BY "
        + row.text(Field.INCREMENT)
        + " MINVALUE "
        + row.text(Field.MINIMUM)
        + " MAXVALUE "
        + row.text(Field.MAXIMUM)
        + " START WITH "
        + row.text(Field.START_VALUE)
        + " CACHE "
        + row.text(Field.CACHE_SIZE)
        + (row.flag(Field.CYCLE) ? " CYCLE" : "");
  }

  private Map<String, Object> attributes(CopyRow<Field> row, String schema) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("dataType", row.text(Field.DATA_TYPE));
    attributes.put("startValue", row.text(Field.START_VALUE));
    attributes.put("minimumValue", row.text(Field.MINIMUM));
    attributes.put("maximumValue", row.text(Field.MAXIMUM));
    attributes.put("increment", row.text(Field.INCREMENT));
    attributes.put("cacheSize", row.number(Field.CACHE_SIZE));
    attributes.put("isCycle", row.flag(Field.CYCLE));
    attributes.put(
        "isIdentity", !row.isNull(Field.DEPENDENCY) && row.letter(Field.DEPENDENCY) == IDENTITY);
    if (!row.isNull(Field.DEPENDENCY)) {
      attributes.put("ownedBySchema", schema);
      attributes.put("ownedByTable", row.text(Field.OWNED_BY_TABLE));
      attributes.put("ownedByColumn", row.text(Field.OWNED_BY_COLUMN));
    }
    if (!row.isNull(Field.ACL)) {
      attributes.put("grants", context.access().granted(row.shared(Field.ACL)).grants());
    }
    return attributes;
  }
}
