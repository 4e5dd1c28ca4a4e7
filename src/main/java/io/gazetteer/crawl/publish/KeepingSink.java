package io.gazetteer.crawl.publish;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.util.function.Consumer;

/** Passes each row on, and then to a second receiver. */
final class KeepingSink implements RowSink {

  private final RowSink next;
  private final Consumer<Record> keeper;

  KeepingSink(RowSink next, Consumer<Record> keeper) {
    this.next = next;
    this.keeper = keeper;
  }

  @Override
  public void database(DatabaseRow row) {
    next.database(row);
    keeper.accept(row);
  }

  @Override
  public void schema(SchemaRow row) {
    next.schema(row);
    keeper.accept(row);
  }

  @Override
  public void relation(RelationRow row) {
    next.relation(row);
    keeper.accept(row);
  }

  @Override
  public void column(ColumnRow row) {
    next.column(row);
    keeper.accept(row);
  }

  @Override
  public void routine(RoutineRow row) {
    next.routine(row);
    keeper.accept(row);
  }

  @Override
  public void object(ObjectRow row) {
    next.object(row);
    keeper.accept(row);
  }

  @Override
  public void pause() {
    next.pause();
  }
}
