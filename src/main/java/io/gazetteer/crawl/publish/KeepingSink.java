package io.gazetteer.crawl.publish;

import io.gazetteer.model.AssetKind;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.util.Map;
import java.util.function.Consumer;

/** Passes every row on, and then shows it to somebody else; figures alone are only passed on. */
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
  public void relationFigures(ColumnRow.RelationRef relation, RelationRow.Size size) {
    next.relationFigures(relation, size);
  }

  @Override
  public void objectFigures(
      AssetKind kind, ColumnRow.RelationRef relation, String identity, Map<String, Long> figures) {
    next.objectFigures(kind, relation, identity, figures);
  }

  @Override
  public void databaseFigures(Long bytes) {
    next.databaseFigures(bytes);
  }

  @Override
  public void pause() {
    next.pause();
  }
}
