package io.gazetteer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.UnchangedSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Keeps every row of a read, to look at. */
public class CollectedRows implements RowSink, UnchangedSink {

  public final List<DatabaseRow> databases = new ArrayList<>();
  public final List<SchemaRow> schemas = new ArrayList<>();
  public final List<RelationRow> relations = new ArrayList<>();
  public final List<ColumnRow> columns = new ArrayList<>();
  public final List<RoutineRow> routines = new ArrayList<>();
  public final List<ObjectRow> objects = new ArrayList<>();

  /** Statistics of what is unchanged, by what they belong to. */
  public final Map<String, Object> figures = new TreeMap<>();

  /** Relations that are unchanged. */
  public final Set<ColumnRow.RelationRef> kept = new HashSet<>();

  /** Objects of schemas that are unchanged. */
  public final Set<String> keptObjects = new HashSet<>();

  @Override
  public void unchanged(ColumnRow.RelationRef relation) {
    assertThat(relations.size() + columns.size() + objects.size() + schemas.size())
        .as("names of what is unchanged come first")
        .isZero();
    assertThat(kept.add(relation)).as(relation.toString()).isTrue();
  }

  @Override
  public void unchanged(AssetKind kind, String schema, String identity) {
    assertThat(relations.size() + columns.size() + objects.size() + schemas.size())
        .as("names of what is unchanged come first")
        .isZero();
    assertThat(keptObjects.add(nameOf(kind, schema, identity))).as(identity).isTrue();
  }

  /** To read what changed into these rows; everything where there is no earlier fingerprint. */
  public ReadMode since(Fingerprint earlier) {
    return earlier == null ? ReadMode.FULL : new ReadMode.Changes(earlier, this);
  }

  /** As it is in {@link #keptObjects}. */
  static String nameOf(AssetKind kind, String schema, String identity) {
    return kind + " " + schema + " " + identity;
  }

  @Override
  public void relationStatistics(ColumnRow.RelationRef relation, RelationRow.Size size) {
    figures.put(relation.toString(), size);
  }

  @Override
  public void objectStatistics(
      AssetKind kind,
      ColumnRow.RelationRef relation,
      String identity,
      Map<String, Long> statistics) {
    figures.put(kind + " " + relation + " " + identity, statistics);
  }

  @Override
  public void databaseStatistics(Long bytes) {
    figures.put("database", String.valueOf(bytes));
  }

  @Override
  public void database(DatabaseRow row) {
    databases.add(row);
  }

  @Override
  public void schema(SchemaRow row) {
    schemas.add(row);
  }

  @Override
  public void relation(RelationRow row) {
    relations.add(row);
  }

  @Override
  public void column(ColumnRow row) {
    columns.add(row);
  }

  @Override
  public void routine(RoutineRow row) {
    routines.add(row);
  }

  @Override
  public void object(ObjectRow row) {
    objects.add(row);
  }

  /** All objects of a kind. */
  public List<ObjectRow> objects(AssetKind kind) {
    return objects.stream().filter(row -> row.kind().equals(kind)).toList();
  }

  /**
   * The one object of a kind with that place and identity.
   *
   * @param schema null for an object of the database
   */
  public ObjectRow object(AssetKind kind, String schema, String identity) {
    List<ObjectRow> found =
        objects(kind).stream()
            .filter(row -> Objects.equals(row.schema(), schema) && row.identity().equals(identity))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " of kind " + kind + " are called " + schema + "." + identity);
    }
    return found.get(0);
  }

  /** The one relation of that schema and name. */
  public RelationRow relation(String schema, String name) {
    return relations.stream()
        .filter(row -> row.schema().equals(schema) && row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no relation " + schema + "." + name));
  }

  /** The one column of that schema, relation and name. */
  public ColumnRow column(String schema, String relation, String name) {
    return columns.stream()
        .filter(row -> row.relation().schema().equals(schema))
        .filter(row -> row.relation().name().equals(relation) && row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no column " + schema + "." + relation + "." + name));
  }
}
