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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects, while the snapshot is open, which definitions to read outside of it, and afterwards
 * completes the rows that they belong to. Two readers may read the definitions at once; collecting
 * and finishing are for one thread.
 */
final class Definitions {

  private static final int NAMED_AT_MOST = 5;

  private final Findings findings;
  private final DefinitionWork work = new DefinitionWork();
  private final List<Consumer<ReadContext>> conclusions = new ArrayList<>();
  private final List<Feed> feeds = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<Long> routinesWithoutDefinition = new ArrayList<>();
  private Map<Long, RelationEntry> relations = Map.of();
  private Map<Long, RoutineEntry> routines = Map.of();

  private final List<GeneratedColumn> generated = new ArrayList<>();
  private final Set<Long> withGenerated = new HashSet<>();
  private final Map<Long, Map<Integer, String>> expressions = new ConcurrentHashMap<>();
  private final Feed generatedFeed;

  Definitions(Findings findings) {
    this.findings = findings;
    this.generatedFeed =
        new Feed(
            "generation_expressions",
            (oid, expression, column) ->
                expressions.computeIfAbsent(oid, key -> new HashMap<>()).put(column, expression));
  }

  /** A generated column, whose expression is read apart. */
  private record GeneratedColumn(long relation, ColumnRow row) {}

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

    private void complete(ReadContext context) {
      rows.replaceAll(
          (oid, row) ->
              feed.unread.contains(oid)
                  ? withoutUnread(row)
                  : completed(row, parts.getOrDefault(oid, Map.of())));
      warn(
          "definition of " + what,
          feed.unread.stream().map(oid -> quoted(rows.get(oid), context)).toList());
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

  /** Returns the definitions to read that were added so far. */
  DefinitionWork work() {
    return work;
  }

  /** Adds the definitions of views and the partition keys of tables. */
  void addRelations(Map<Long, RelationEntry> all) {
    relations = all;
    add(
        "view_definitions",
        oids(entry -> entry.kind.isView()),
        (oid, definition, column) -> relations.get(oid).definition = definition,
        (context, unread) -> {
          unread.forEach(oid -> relations.get(oid).definitionKnown = false);
          warnRelations(context, "definition of view", unread);
        });
    add(
        "partition_keys",
        oids(entry -> entry.kind == RelationKind.PARTITIONED_TABLE),
        (oid, definition, column) -> relations.get(oid).partitionKey = definition,
        (context, unread) -> {
          unread.forEach(oid -> relations.get(oid).definitionKnown = false);
          warnRelations(context, "partition key of table", unread);
        });
  }

  private List<Long> oids(Predicate<RelationEntry> wanted) {
    return relations.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Adds the definitions of routines. */
  void addRoutines(Map<Long, RoutineEntry> all) {
    routines = all;
    add(
        "routine_definitions",
        List.copyOf(routines.keySet()),
        (oid, definition, column) -> routines.get(oid).definition = definition,
        (context, unread) -> routinesWithoutDefinition.addAll(unread));
  }

  /** Adds a generated column. */
  void addGenerated(long relation, ColumnRow column) {
    generated.add(new GeneratedColumn(relation, column));
    if (withGenerated.add(relation)) {
      generatedFeed.add(relation);
    }
  }

  /** Adds what waits for its batch to be full. */
  void flush() {
    feeds.forEach(Feed::flush);
  }

  /**
   * Takes in what was read, and puts together routines whose definition the server did not return.
   * Called when all work is done.
   */
  void finish(DefinitionReader reader, ReadContext context) throws SQLException {
    conclusions.forEach(conclusion -> conclusion.accept(context));
    pending.forEach(kind -> kind.complete(context));
    readRefusedRoutines(reader, context);
    completeGeneratedColumns(context);
    noteEscapes();
  }

  private void noteEscapes() {
    EscapedTexts escapes = findings.escapes();
    for (RelationEntry entry : relations.values()) {
      escapes.noteText(entry.definition, "relation", entry.schema, entry.name);
      escapes.noteText(entry.partitionKey, "relation", entry.schema, entry.name);
    }
    for (RoutineEntry entry : routines.values()) {
      escapes.noteText(entry.definition, "routine", entry.schema, entry.name);
    }
    for (Pending kind : pending) {
      for (ObjectRow row : kind.rows.values()) {
        escapes.noteText(
            row.definition(), kind.what, named(row.schema(), row.relation(), row.identity()));
      }
    }
    for (GeneratedColumn column : generated) {
      ColumnRow row = column.row;
      escapes.noteText(
          row.defaultValue(), "column", row.relation().schema(), row.relation().name(), row.name());
    }
  }

  /** Passes on the rows that waited for their definitions, once these are finished. */
  void emit(RowSink sink) {
    pending.forEach(kind -> kind.rows.values().forEach(sink::object));
    generated.forEach(column -> sink.column(column.row));
  }

  /** The names by which an object is found in messages, outermost first. */
  static String[] named(String schema, ColumnRow.RelationRef relation, String identity) {
    return Stream.of(schema, relation == null ? null : relation.name(), identity)
        .filter(Objects::nonNull)
        .toArray(String[]::new);
  }

  private void add(
      String statement,
      List<Long> oids,
      DefinitionReader.Found found,
      BiConsumer<ReadContext, Set<Long>> conclusion) {
    Set<Long> unread = ConcurrentHashMap.newKeySet();
    work.add(statement, oids, found, unread);
    conclusions.add(context -> conclusion.accept(context, unread));
  }

  /** Reads the parts of routines whose definition the server did not return. */
  private void readRefusedRoutines(DefinitionReader reader, ReadContext context)
      throws SQLException {
    if (routinesWithoutDefinition.isEmpty()) {
      return;
    }
    Set<Long> unread =
        reader.read(
            "routine_bodies",
            routinesWithoutDefinition,
            (oid, definition, column) -> routines.get(oid).definition = definition);
    unread.forEach(oid -> routines.get(oid).definitionKnown = false);
    warn("definition of routine", named(unread, context));
    List<String> put =
        named(
            routinesWithoutDefinition.stream().filter(oid -> !unread.contains(oid)).toList(),
            context);
    if (!put.isEmpty()) {
      findings
          .warnings()
          .add(
              "The server did not return the definition of routine "
                  + few(put)
                  + "; it was assembled from its parts."
                  + " Test the connection to see which privileges are missing.");
    }
  }

  private List<String> named(Collection<Long> oids, ReadContext context) {
    return oids.stream()
        .map(routines::get)
        .map(routine -> context.identifiers().quoted(routine.schema, routine.name))
        .sorted()
        .toList();
  }

  private void completeGeneratedColumns(ReadContext context) {
    generated.replaceAll(
        column -> {
          String expression =
              expressions.getOrDefault(column.relation, Map.of()).get(column.row.position());
          boolean known = !generatedFeed.unread.contains(column.relation);
          return new GeneratedColumn(column.relation, completed(column.row, expression, known));
        });
    warnRelations(context, "generation expression in table", generatedFeed.unread);
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

  private static String quoted(ObjectRow row, ReadContext context) {
    return row.schema() == null
        ? context.identifiers().quoted(row.name())
        : context.identifiers().quoted(row.schema(), row.name());
  }

  private static ColumnRow completed(ColumnRow row, String expression, boolean known) {
    return new ColumnRow(
        row.relation(),
        row.name(),
        row.position(),
        row.type(),
        row.nullable(),
        expression,
        ReadContext.joined(row.unread(), known, Unread.DEFAULT_VALUE),
        row.identity(),
        row.generated(),
        row.comment(),
        row.foreignOptions(),
        row.keys(),
        row.refersTo(),
        row.referredBy(),
        row.privileges(),
        row.further());
  }

  private void warnRelations(ReadContext context, String what, Set<Long> unread) {
    warn(
        what,
        unread.stream()
            .map(relations::get)
            .map(relation -> context.identifiers().quoted(relation.schema, relation.name))
            .toList());
  }

  private void warn(String what, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String named = few(names.stream().sorted().toList());
    findings
        .warnings()
        .add(
            "The "
                + what
                + " "
                + named
                + " could not be read, because it was locked, dropped meanwhile, denied, or cancelled by a standby; the last known definition is kept."
                + " Run the crawl again when nothing alters it.");
  }

  /** The first of some names, and how many more there are. */
  private static String few(List<String> sorted) {
    return String.join(", ", sorted.subList(0, Math.min(NAMED_AT_MOST, sorted.size())))
        + (sorted.size() > NAMED_AT_MOST
            ? " and " + (sorted.size() - NAMED_AT_MOST) + " more"
            : "");
  }
}
