package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.Unread;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Completes a catalog with what has to be read apart, and tells what could not be had. The work may
 * be done by two readers at once; beginning and finishing are for one thread.
 */
final class Definitions {

  private static final int NAMED_AT_MOST = 5;

  private final Catalog catalog;
  private final DefinitionWork work = new DefinitionWork();
  private final List<Runnable> conclusions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Long> refusedRoutines = new ArrayList<>();

  /** Relations with generated columns, and the last of them, which wait for their batch. */
  private final Set<Long> generated = new HashSet<>();

  private List<Long> generatedBatch = new ArrayList<>();
  private final Set<Long> unreadGenerated = ConcurrentHashMap.newKeySet();
  private final Map<Long, Map<Integer, String>> expressions = new ConcurrentHashMap<>();

  Definitions(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Finds out what there is to read, once all but the columns is in the catalog.
   *
   * @return the work, to which the columns may add more
   */
  DefinitionWork begin() {
    addViews();
    addPartitionKeys();
    addRoutines();
    catalog.pendingObjects.forEach(this::addObjects);
    return work;
  }

  /** Adds a relation that has a generated column; once more does nothing. */
  void addGenerated(long relation) {
    if (generated.add(relation)) {
      generatedBatch.add(relation);
      if (generatedBatch.size() == DefinitionReader.BATCH) {
        addGeneratedBatch();
      }
    }
  }

  /** All of it, when the catalog is read. */
  DefinitionWork work() {
    addGeneratedBatch();
    return work;
  }

  /**
   * Takes in what was read. Called when all work is done.
   *
   * @return one warning for each kind of definition of which some could not be read
   */
  List<String> finish(DefinitionReader reader) throws SQLException {
    conclusions.forEach(Runnable::run);
    readRefusedRoutines(reader);
    completeGeneratedColumns();
    return warnings;
  }

  private void add(
      String statement,
      List<Long> oids,
      DefinitionReader.Found found,
      Consumer<Set<Long>> conclusion) {
    Set<Long> unread = ConcurrentHashMap.newKeySet();
    work.add(statement, oids, found, unread);
    conclusions.add(() -> conclusion.accept(unread));
  }

  private void addViews() {
    add(
        "view_definitions",
        relations(entry -> entry.kind.isView()),
        (oid, definition, column) -> catalog.relations.get(oid).definition = definition,
        unread -> {
          unread.forEach(oid -> catalog.relations.get(oid).definitionKnown = false);
          warnRelations("definition of view", unread);
        });
  }

  private void addPartitionKeys() {
    add(
        "partition_keys",
        relations(entry -> entry.kind == RelationKind.PARTITIONED_TABLE),
        (oid, definition, column) -> catalog.relations.get(oid).partitionKey = definition,
        unread -> {
          unread.forEach(oid -> catalog.relations.get(oid).definitionKnown = false);
          warnRelations("partition key of table", unread);
        });
  }

  private List<Long> relations(Predicate<Catalog.RelationEntry> wanted) {
    return catalog.relations.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void addRoutines() {
    add(
        "routine_definitions",
        List.copyOf(catalog.routines.keySet()),
        (oid, definition, column) -> catalog.routines.get(oid).definition = definition,
        refusedRoutines::addAll);
  }

  /** Of which the server does not tell the statement: what can be had without its help. */
  private void readRefusedRoutines(DefinitionReader reader) throws SQLException {
    if (refusedRoutines.isEmpty()) {
      return;
    }
    Set<Long> unread =
        reader.read(
            "routine_bodies",
            refusedRoutines,
            (oid, definition, column) -> catalog.routines.get(oid).definition = definition);
    unread.forEach(oid -> catalog.routines.get(oid).definitionKnown = false);
    warn("definition of routine", named(unread));
    List<String> put =
        named(refusedRoutines.stream().filter(oid -> !unread.contains(oid)).toList());
    if (!put.isEmpty()) {
      warnings.add(
          "The server did not tell the statement of routine "
              + few(put)
              + "; it was put together from its parts and may lack costs and the like."
              + " A test of the connection names what is closed to the user.");
    }
  }

  private List<String> named(Collection<Long> routines) {
    return routines.stream()
        .map(catalog.routines::get)
        .map(routine -> routine.schema + "." + routine.name)
        .sorted()
        .toList();
  }

  private void addGeneratedBatch() {
    work.add(
        "generation_expressions",
        generatedBatch,
        (oid, expression, column) ->
            expressions.computeIfAbsent(oid, key -> new HashMap<>()).put(column, expression),
        unreadGenerated);
    generatedBatch = new ArrayList<>();
  }

  private void completeGeneratedColumns() {
    catalog.generatedColumns.replaceAll(
        pending -> {
          Map<Integer, String> found = expressions.getOrDefault(pending.relation(), Map.of());
          return new Catalog.PendingColumn(
              pending.relation(),
              completed(
                  pending.row(),
                  found.get(pending.row().position()),
                  !unreadGenerated.contains(pending.relation())));
        });
    warnRelations("generation expression in table", unreadGenerated);
  }

  private void addObjects(Catalog.Pending pending) {
    Map<Long, Optional<String>> definitions = new ConcurrentHashMap<>();
    add(
        pending.statement(),
        List.copyOf(pending.rows().keySet()),
        (oid, text, part) -> {
          if (part == 0) {
            definitions.put(oid, Optional.ofNullable(text));
          } else {
            putIndexPart(pending.rows().get(oid).attributes(), part, text);
          }
        },
        unread -> {
          pending
              .rows()
              .replaceAll(
                  (oid, row) ->
                      unread.contains(oid)
                          ? row
                          : row.withDefinition(
                              definitions.getOrDefault(oid, Optional.empty()).orElse(null)));
          warn(
              "definition of " + pending.what(),
              unread.stream().map(oid -> named(pending.rows().get(oid))).toList());
        });
  }

  /** An expression in place of a key's column, or, below 0, the predicate. */
  private static void putIndexPart(Map<String, Object> attributes, int part, String text) {
    if (part < 0) {
      attributes.put("predicate", text);
    } else {
      List<Object> keys = new ArrayList<>((List<?>) attributes.get("columns"));
      keys.set(part - 1, text);
      attributes.put("columns", keys);
    }
  }

  private static String named(ObjectRow row) {
    return row.schema() == null ? row.name() : row.schema() + "." + row.name();
  }

  private static ColumnRow completed(ColumnRow row, String expression, boolean known) {
    return new ColumnRow(
        row.relation(),
        row.name(),
        row.position(),
        row.type(),
        row.nullable(),
        expression,
        Catalog.joined(row.unread(), known, Unread.DEFAULT_VALUE),
        row.identity(),
        row.generated(),
        row.comment(),
        row.foreignOptions(),
        row.keys(),
        row.refersTo(),
        row.referredBy(),
        row.rights(),
        row.further());
  }

  private void warnRelations(String what, Set<Long> unread) {
    warn(
        what,
        unread.stream()
            .map(catalog.relations::get)
            .map(relation -> relation.schema + "." + relation.name)
            .toList());
  }

  private void warn(String what, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String named = few(names.stream().sorted().toList());
    warnings.add(
        "The "
            + what
            + " "
            + named
            + " could not be read, because it was locked, dropped meanwhile, refused, or in the way of a standby; what was known before is kept."
            + " Run again when nothing alters it.");
  }

  /** The first of some names, and how many more there are. */
  private static String few(List<String> sorted) {
    return String.join(", ", sorted.subList(0, Math.min(NAMED_AT_MOST, sorted.size())))
        + (sorted.size() > NAMED_AT_MOST
            ? " and " + (sorted.size() - NAMED_AT_MOST) + " more"
            : "");
  }
}
