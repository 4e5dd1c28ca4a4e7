package io.gazetteer.source.postgres;

import io.gazetteer.source.RowSink;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads constraints and indexes, of which there are as many as tables: as raw rows that are joined
 * and written out here, which is 4 to 13 times as fast as asking the server for each definition.
 */
final class KeyReader {

  private final CopyStream stream;
  private final ReadContext context;
  private final Relations relations;
  private final Definitions definitions;

  KeyReader(CopyStream stream, ReadContext context, Relations relations, Definitions definitions) {
    this.stream = stream;
    this.context = context;
    this.relations = relations;
    this.definitions = definitions;
  }

  /** Columns of {@code operator_classes.sql}. */
  private enum OperatorClass {
    OID,
    TYPE
  }

  /**
   * Reads them.
   *
   * @param prefetched their columns, where they were read meanwhile
   */
  void read(Optional<KeyColumns> prefetched, RowSink sink) throws SQLException {
    // Not optional, as other kinds are: without them each column would seem to be in no key, and
    // that would be written over what is known.
    KeyColumns columns =
        prefetched.isPresent() ? prefetched.get() : KeyColumns.read(stream, context.sql());
    Map<Integer, Long> defaultClasses = new HashMap<>();
    stream.forEach(
        sql("operator_classes"),
        OperatorClass.class,
        row ->
            defaultClasses.put(
                (int) row.number(OperatorClass.OID), row.number(OperatorClass.TYPE)));
    IndexRows indexes =
        new IndexRows(context, relations, columns, defaultClasses, definitions, sink);
    stream.forEach(sql("indexes"), IndexRows.Field.class, indexes::row);
    ConstraintRows constraints = new ConstraintRows(context, relations, columns, definitions, sink);
    stream.forEach(sql("constraints"), ConstraintRows.Field.class, constraints::row);
  }

  private String sql(String statement) {
    return context.sql().of(KeyReader.class, statement);
  }
}
