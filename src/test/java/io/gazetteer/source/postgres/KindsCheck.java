package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.AttributeType;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Origin;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What has to hold for a read of {@link KindsFixture} on any server. */
final class KindsCheck {

  private final int majorVersion;
  private final CollectedRows rows = new CollectedRows();

  KindsCheck(int majorVersion) {
    this.majorVersion = majorVersion;
  }

  /**
   * Reads as a role without privileges and holds the rows against the server's own answers.
   *
   * @param crawler a connection of that role
   * @param superuser a connection that may ask anything
   */
  void check(Connection crawler, Connection superuser) throws SQLException {
    PostgresSource source = new PostgresSource();
    Reading reading = source.read(ReadRequest.full(crawler, Selection.ALL), rows);
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.kindsNotRead()).isEmpty();
    assertThat(counts()).isEqualTo(KindsFixture.counts(majorVersion));
    theVocabularyIsWhatIsRead();
    long handedOut =
        (long) rows.schemas.size()
            + rows.relations.size()
            + rows.columns.size()
            + rows.routines.size()
            + rows.objects.size();
    // A few more, such as the copies of foreign keys that PostgreSQL makes for partitions.
    assertThat(source.count(crawler, Selection.ALL))
        .isBetween(handedOut, handedOut + handedOut / 50);
    try (Statement statement = superuser.createStatement()) {
      statement.execute("SET search_path = ''");
    }
    definitionsAreTheServers(superuser);
    accessIsTheServers(superuser);
    assertThat(rows.objects.toString() + rows.relations).doesNotContain("hidden");
  }

  CollectedRows rows() {
    return rows;
  }

  private Map<AssetKind, Integer> counts() {
    Map<AssetKind, Integer> counts = new HashMap<>();
    rows.objects.stream()
        .filter(row -> row.extension() == null)
        .forEach(row -> counts.merge(row.kind(), 1, Integer::sum));
    return counts;
  }

  /** Every kind is read, in its place, with no attribute that the vocabulary does not have. */
  private void theVocabularyIsWhatIsRead() {
    assertThat(rows.objects.stream().map(ObjectRow::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(Vocabulary.standard().objectKinds());
    Set<String> unknown = new TreeSet<>();
    for (ObjectRow row : rows.objects) {
      AssetKind parent =
          row.relation() != null
              ? Kinds.TABLE
              : row.schema() != null ? Kinds.SCHEMA : Kinds.DATABASE;
      assertThat(row.kind().parents()).as(row.toString()).contains(parent.typeName());
      row.attributes()
          .forEach(
              (name, value) -> {
                if (row.kind().attributes().stream()
                    .noneMatch(known -> known.name().equals(name) && known.type() == type(value))) {
                  unknown.add("%s of %s is %s".formatted(name, row.kind(), type(value)));
                }
              });
      assertThat(row.kind().attributes())
          .as(row.toString())
          .filteredOn(attribute -> attribute.origin() == Origin.STATISTIC)
          .extracting(Attribute::name)
          .containsAll(row.statistics().keySet());
    }
    assertThat(unknown).isEmpty();
  }

  private static AttributeType type(Object value) {
    return value instanceof List<?>
        ? AttributeType.LIST
        : value instanceof Boolean
            ? AttributeType.BOOLEAN
            : value instanceof Number ? AttributeType.NUMBER : AttributeType.TEXT;
  }

  private void definitionsAreTheServers(Connection superuser) throws SQLException {
    Map<String, String> expected = new HashMap<>();
    try (Statement statement = superuser.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT 'INDEX', n.nspname, t.relname, x.relname, pg_get_indexdef(x.oid) FROM"
                    + " pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid"
                    + " = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname"
                    + " IN ('shop', 'twin') UNION ALL SELECT 'CONSTRAINT', n.nspname, t.relname,"
                    + " k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class t"
                    + " ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE"
                    + " n.nspname IN ('shop', 'twin') AND k.contype <> 't'")) {
      while (found.next()) {
        expected.put(
            found.getString(1)
                + " "
                + found.getString(2)
                + "/"
                + found.getString(3)
                + "/"
                + found.getString(4),
            found.getString(5));
      }
    }
    for (ObjectRow row : rows.objects) {
      if (row.kind().equals(PostgresKinds.INDEX) || row.kind().equals(PostgresKinds.CONSTRAINT)) {
        String key =
            row.kind() + " " + row.schema() + "/" + row.relation().name() + "/" + row.name();
        assertThat(row.definition()).as(key).isEqualTo(expected.get(key));
      }
    }
  }

  private void accessIsTheServers(Connection superuser) throws SQLException {
    List<String> roles = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_'")) {
      while (found.next()) {
        roles.add(found.getString(1));
      }
    }
    for (RelationRow relation : rows.relations) {
      for (String privilege : privileges()) {
        assertThat(expanded(relation.privileges().allowed().get(privilege), roles))
            .as("%s on %s.%s", privilege, relation.schema(), relation.name())
            .isEqualTo(
                asked(
                    superuser,
                    "has_table_privilege(r.rolname, c.oid, '" + privilege + "')",
                    relation.schema(),
                    relation.name()));
      }
    }
    for (ColumnRow column : rows.columns) {
      if (!column.relation().schema().equals("shop")) {
        continue;
      }
      Map<String, List<String>> ofRelation =
          rows.relation("shop", column.relation().name()).privileges().allowed();
      for (String privilege : List.of("SELECT", "INSERT", "UPDATE", "REFERENCES")) {
        List<String> own = column.privileges().allowed().get(privilege);
        assertThat(expanded(own == null ? ofRelation.get(privilege) : own, roles))
            .as("%s on column %s of %s", privilege, column.name(), column.relation().name())
            .isEqualTo(
                asked(
                    superuser,
                    "has_column_privilege(r.rolname, c.oid, "
                        + column.position()
                        + "::smallint, '"
                        + privilege
                        + "')",
                    "shop",
                    column.relation().name()));
      }
    }
  }

  private List<String> privileges() {
    return Privileges.NAMES.stream()
        .filter(privilege -> majorVersion >= 17 || !privilege.equals("MAINTAIN"))
        .toList();
  }

  private static Set<String> expanded(List<String> allowed, List<String> roles) {
    if (allowed == null) {
      return new TreeSet<>();
    }
    return new TreeSet<>(allowed.contains("PUBLIC") ? roles : allowed);
  }

  private static Set<String> asked(
      Connection superuser, String condition, String schema, String relation) throws SQLException {
    try (PreparedStatement statement =
        superuser.prepareStatement(
            "SELECT r.rolname FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' AND n.nspname = ?"
                + " AND c.relname = ? AND has_schema_privilege(r.rolname, n.oid, 'USAGE') AND "
                + condition)) {
      statement.setString(1, schema);
      statement.setString(2, relation);
      Set<String> found = new TreeSet<>();
      try (ResultSet names = statement.executeQuery()) {
        while (names.next()) {
          found.add(names.getString(1));
        }
      }
      return found;
    }
  }
}
