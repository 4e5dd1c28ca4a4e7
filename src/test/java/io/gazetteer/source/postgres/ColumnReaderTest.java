package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.ServerEncodings;
import io.gazetteer.testing.CollectedRows;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnReaderTest {

  private final Findings findings = new Findings(Vocabulary.standard());
  private final CatalogSql sql = new CatalogSql(Capabilities.NONE, ReadScope.ALL);
  private final Schemas schemas = new Schemas(Map.of(), Set.of(), Map.of());
  private final ReadContext context =
      new ReadContext(
          Vocabulary.standard(),
          sql,
          schemas,
          null,
          RoleAccess.unknown(),
          ExtensionMembers.UNKNOWN,
          null,
          findings);
  private final Relations relations = new Relations(schemas, findings.damage());
  private final CollectedRows rows = new CollectedRows();
  private final ColumnReader reader =
      new ColumnReader(context, relations, new ColumnTypes(), new Definitions(findings), rows);

  private RelationEntry relation(long oid) {
    RelationEntry entry = new RelationEntry();
    entry.schemaEntry = new SchemaEntry("s", "o", null, null);
    entry.reference = new ColumnRow.RelationRef("s", "t_" + oid, RelationKind.TABLE, false);
    relations.add(oid, entry);
    return entry;
  }

  private void column(long relation, int number) {
    CopyRow<ColumnField> row =
        new CopyRow<>(
            ServerEncodings.shared(), sql.of(ColumnReader.class, "columns"), ColumnField.class);
    String line = "%d\t%d\tc\t23\t-1\tinteger\tint4\t\\N\tf\t\t\t\\N\t\\N\t\\N\t\\N\t\\N\n";
    row.reset(line.formatted(relation, number).getBytes(StandardCharsets.UTF_8));
    reader.column(row);
  }

  private long changes() {
    long changes = 0;
    for (int i = 1; i < rows.columns.size(); i++) {
      if (!rows.columns.get(i).relation().equals(rows.columns.get(i - 1).relation())) {
        changes++;
      }
    }
    return changes;
  }

  @Test
  void columns_of_relations_that_come_in_turns_are_handed_out_relation_by_relation() {
    for (long oid = 1; oid <= 30; oid++) {
      relation(oid);
    }
    // Three workers, each with ten relations of its own, and one whose relation is not read.
    for (int step = 0; step < 10; step++) {
      for (int number = 1; number <= 12; number++) {
        column(1 + step, number);
        column(11 + step, number);
        column(21 + step, number);
        column(99, number);
      }
    }
    reader.end();

    assertThat(rows.columns).hasSize(30 * 12).doesNotHaveDuplicates();
    assertThat(changes()).isEqualTo(29);
    assertThat(relations.get(7).columnCount).isEqualTo(12);
  }

  @Test
  void a_relation_of_any_width_gets_all_of_its_columns_and_keys() {
    RelationEntry wide = relation(5);
    wide.primaryColumns = new int[] {1, 1600};
    wide.foreignColumns = new int[] {63, 64};
    wide.indexedColumns = new int[] {0, 2};
    for (int number = 1; number <= 1600; number++) {
      column(5, number);
    }
    reader.end();

    assertThat(rows.columns).hasSize(1600);
    assertThat(rows.columns)
        .filteredOn(column -> !column.keys().equals(ColumnRow.Keys.NONE))
        .extracting(column -> column.position() + " " + column.keys())
        .containsExactly(
            "1 " + new ColumnRow.Keys(true, false, false, 0),
            "2 " + new ColumnRow.Keys(false, false, true, 0),
            "63 " + new ColumnRow.Keys(false, true, false, 0),
            "64 " + new ColumnRow.Keys(false, true, false, 0),
            "1600 " + new ColumnRow.Keys(true, false, false, 0));
  }
}
