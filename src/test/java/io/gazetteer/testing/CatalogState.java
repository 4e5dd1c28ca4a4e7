package io.gazetteer.testing;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that reads of a database told, figures left out, one text for each thing; a read in part is
 * laid over what was told before.
 */
public final class CatalogState {

  private static final Comparator<ColumnRow.RelationRef> ORDER =
      Comparator.comparing(ColumnRow.RelationRef::toString);

  /** By the relation that they belong to. */
  private final Map<ColumnRow.RelationRef, Set<String>> relations = new TreeMap<>(ORDER);

  /** Objects that can be kept on their own, by what they are called. */
  private final Map<String, String> sequences = new TreeMap<>();

  private final Set<String> others = new TreeSet<>();

  /** What a full read told. */
  public static CatalogState of(CollectedRows rows) {
    CatalogState state = new CatalogState();
    state.take(rows);
    return state;
  }

  private void take(CollectedRows rows) {
    for (RelationRow row : rows.relations) {
      ColumnRow.RelationRef relation =
          new ColumnRow.RelationRef(row.schema(), row.name(), row.kind(), row.isPartition());
      at(relation).add(withoutFigures(row).toString());
    }
    rows.columns.forEach(row -> at(row.relation()).add(row.toString()));
    for (ObjectRow row : rows.objects) {
      String text = withoutFigures(row).toString();
      if (row.kind().equals(PostgresKinds.SEQUENCE)) {
        sequences.put(CollectedRows.nameOf(row.kind(), row.schema(), row.identity()), text);
      } else {
        (row.relation() == null ? others : at(row.relation())).add(text);
      }
    }
    rows.routines.forEach(row -> others.add(row.toString()));
    rows.schemas.forEach(row -> others.add(row.toString()));
    rows.databases.forEach(row -> others.add(row.toString()));
  }

  private Set<String> at(ColumnRow.RelationRef relation) {
    return relations.computeIfAbsent(relation, key -> new TreeSet<>());
  }

  private static RelationRow withoutFigures(RelationRow row) {
    return new RelationRow(
        row.schema(),
        row.name(),
        row.kind(),
        row.owner(),
        row.comment(),
        row.columnCount(),
        new RelationRow.Size(null, null),
        row.storage(),
        row.partitioning(),
        row.partitionOf(),
        row.definition(),
        row.unread(),
        row.extension(),
        row.privileges());
  }

  private static ObjectRow withoutFigures(ObjectRow row) {
    return new ObjectRow(
        row.kind(),
        row.schema(),
        row.relation(),
        row.name(),
        row.identity(),
        row.owner(),
        row.comment(),
        row.definition(),
        row.unread(),
        row.attributes(),
        Map.of(),
        row.extension());
  }

  /** What is known after another read. */
  public CatalogState after(Reading reading, CollectedRows rows) {
    return switch (reading.recognition().extent()) {
      case STATISTICS -> this;
      case ALL -> of(rows);
      case PART -> {
        CatalogState state = new CatalogState();
        for (ColumnRow.RelationRef kept : rows.kept) {
          state.relations.put(kept, relations.getOrDefault(kept, Set.of()));
        }
        for (String kept : rows.keptObjects) {
          state.sequences.put(kept, sequences.getOrDefault(kept, "nothing"));
        }
        state.take(rows);
        yield state;
      }
    };
  }

  /** One line for each thing, in an order. */
  public Set<String> lines() {
    Set<String> lines = new TreeSet<>(others);
    sequences.forEach((name, text) -> lines.add(name + " is " + text));
    relations.forEach(
        (relation, parts) -> {
          lines.add(relation + " is there");
          parts.forEach(part -> lines.add(relation + " " + part));
        });
    return lines;
  }
}
