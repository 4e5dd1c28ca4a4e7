package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  /** Relations with generated columns. */
  private final Set<Long> generated = new HashSet<>();

  private final Feed generatedFeed;
  private final Map<Long, Map<Integer, String>> expressions = new ConcurrentHashMap<>();
  private final List<Feed> feeds = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  Definitions(Catalog catalog) {
    this.catalog = catalog;
    this.generatedFeed =
        new Feed(
            "generation_expressions",
            (oid, expression, column) ->
                expressions.computeIfAbsent(oid, key -> new HashMap<>()).put(column, expression));
  }

  /** Work of one kind that is added bit by bit, in batches. */
  private final class Feed {

    private final String statement;
    private final DefinitionReader.Found found;
    private final Set<Long> unread = ConcurrentHashMap.newKeySet();
    private List<Long> batch = new ArrayList<>();

    Feed(String statement, DefinitionReader.Found found) {
      this.statement = statement;
      this.found = found;
      feeds.add(this);
    }

    void add(long oid) {
      batch.add(oid);
      if (batch.size() == DefinitionReader.BATCH) {
        flush();
      }
    }

    void flush() {
      work.add(statement, batch, found, unread);
      batch = new ArrayList<>();
    }
  }

  /** Objects whose definitions are still to be read. */
  final class Pending {

    private final String what;
    private final Map<Long, ObjectRow> rows = new LinkedHashMap<>();
    private final Map<Long, Map<Integer, Optional<String>>> parts = new ConcurrentHashMap<>();
    private final Feed feed;

    private Pending(String what, String statement) {
      this.what = what;
      this.feed =
          new Feed(
              statement,
              (oid, text, part) ->
                  parts
                      .computeIfAbsent(oid, key -> new HashMap<>())
                      .put(part, Optional.ofNullable(text)));
    }

    /** Adds one; its definition may be read at once, and is in the row when all is finished. */
    void add(long oid, ObjectRow row) {
      rows.put(oid, row);
      feed.add(oid);
    }

    private void complete() {
      rows.replaceAll(
          (oid, row) ->
              feed.unread.contains(oid)
                  ? withoutUnread(row)
                  : completed(row, parts.getOrDefault(oid, Map.of())));
      warn("definition of " + what, feed.unread.stream().map(oid -> named(rows.get(oid))).toList());
    }

    /** Without a list of which some elements are unknown. */
    private static ObjectRow withoutUnread(ObjectRow row) {
      if (row.unread().contains(Unread.COLUMNS)) {
        row.attributes().remove("columns");
      }
      return row;
    }

    private static ObjectRow completed(ObjectRow row, Map<Integer, Optional<String>> parts) {
      // In order, so that each expression finds its place among the columns before it.
      new TreeMap<>(parts)
          .forEach(
              (part, text) -> {
                if (part != 0) {
                  putPart(row, part, text.orElse(null));
                }
              });
      return row.withDefinition(parts.getOrDefault(0, Optional.empty()).orElse(null));
    }
  }

  /**
   * The place for objects whose definitions follow.
   *
   * @param what the kind in words, for warnings
   * @param statement file that reads the definitions
   */
  Pending pending(String what, String statement) {
    Pending added = new Pending(what, statement);
    pending.add(added);
    return added;
  }

  /** What there is to read, as far as it was added. */
  DefinitionWork work() {
    return work;
  }

  /** Finds out what there is to read of relations, when those are in the catalog. */
  void addRelations() {
    addViews();
    addPartitionKeys();
  }

  /** Adds a relation that has a generated column; once more does nothing. */
  void addGenerated(long relation) {
    if (generated.add(relation)) {
      generatedFeed.add(relation);
    }
  }

  /** Adds what waits for its batch to be full. */
  void flush() {
    feeds.forEach(Feed::flush);
  }

  /**
   * Takes in what was read, and reads the parts of routines that the server did not tell. Called
   * when all work is done.
   *
   * @return one warning for each kind of definition of which some could not be read
   */
  List<String> finish(DefinitionReader reader) throws SQLException {
    conclusions.forEach(Runnable::run);
    pending.forEach(Pending::complete);
    readRefusedRoutines(reader);
    completeGeneratedColumns();
    noteEscapes();
    return warnings;
  }

  private void noteEscapes() {
    for (Catalog.RelationEntry entry : catalog.relations.values()) {
      catalog.escapes.noteText(entry.definition, "relation", entry.schema, entry.name);
      catalog.escapes.noteText(entry.partitionKey, "relation", entry.schema, entry.name);
    }
    for (Catalog.RoutineEntry entry : catalog.routines.values()) {
      catalog.escapes.noteText(entry.definition, "routine", entry.schema, entry.name);
    }
    for (Pending kind : pending) {
      kind.rows
          .values()
          .forEach(
              row ->
                  catalog.escapes.noteText(
                      row.definition(),
                      kind.what,
                      ObjectReader.named(row.schema(), row.relation(), row.identity())));
    }
    for (Catalog.PendingColumn column : catalog.generatedColumns) {
      ColumnRow row = column.row();
      catalog.escapes.noteText(
          row.defaultValue(), "column", row.relation().schema(), row.relation().name(), row.name());
    }
  }

  /** Hands over what had to wait for its definition, when it is finished. */
  void emitObjects(RowSink sink) {
    pending.forEach(kind -> kind.rows.values().forEach(sink::object));
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

  /** Likewise of routines. */
  void addRoutines() {
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
              + "; it was put together from its parts."
              + " A test of the connection names what is closed to the user.");
    }
  }

  private List<String> named(Collection<Long> routines) {
    return routines.stream()
        .map(catalog.routines::get)
        .map(routine -> catalog.identifiers.quoted(routine.schema, routine.name))
        .sorted()
        .toList();
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
                  !generatedFeed.unread.contains(pending.relation())));
        });
    warnRelations("generation expression in table", generatedFeed.unread);
  }

  /**
   * Adds an expression, which is the key of that number, or, below 0, the predicate. The keys of an
   * index are one list; all else lists columns alone.
   */
  private static void putPart(ObjectRow row, int part, String text) {
    if (part < 0) {
      row.attributes().put("predicate", text);
      return;
    }
    add(row.attributes(), "expressions", Integer.MAX_VALUE, text);
    if (row.kind().equals(PostgresKinds.INDEX)) {
      add(row.attributes(), "columns", part - 1, text);
    }
  }

  private static void add(Map<String, Object> attributes, String name, int place, String text) {
    List<Object> list = new ArrayList<>((List<?>) attributes.getOrDefault(name, List.of()));
    list.add(Math.min(place, list.size()), text);
    attributes.put(name, list);
  }

  private String named(ObjectRow row) {
    return row.schema() == null
        ? catalog.identifiers.quoted(row.name())
        : catalog.identifiers.quoted(row.schema(), row.name());
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
            .map(relation -> catalog.identifiers.quoted(relation.schema, relation.name))
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
