package io.gazetteer.source.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.SqlNames;
import io.gazetteer.source.Unread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Passes on what a snapshot held besides plain columns, which have gone before. */
final class Emitter {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The access method that CREATE uses where none is named. */
  private static final String DEFAULT_ACCESS_METHOD = "heap";

  private final Snapshot snapshot;
  private final ReadContext context;
  private final RowSink sink;

  Emitter(Snapshot snapshot, RowSink sink) {
    this.snapshot = snapshot;
    this.context = snapshot.context();
    this.sink = sink;
  }

  void emit() {
    snapshot.definitions().emit(sink);
    snapshot
        .relations()
        .all()
        .forEach(
            (oid, entry) -> {
              RelationRow row = relation(entry);
              if (row.kind() != RelationKind.VIEW) {
                context.statistics().add(oid, row.size());
              }
              sink.relation(row);
            });
    snapshot.routines().values().forEach(entry -> sink.routine(routine(entry)));
    emitSchemas();
    sink.database(snapshot.database().withSchemaCount(context.schemas().selected().size()));
  }

  /** Tables, without partitions, and views of a schema. */
  private static final class Counts {

    private int tables;
    private int views;

    private void add(ColumnRow.RelationRef relation) {
      if (relation.kind().isView()) {
        views++;
      } else if (!relation.partition()) {
        tables++;
      }
    }
  }

  private void emitSchemas() {
    Map<String, Counts> counts = new HashMap<>();
    Stream.concat(
            snapshot.relations().all().values().stream().map(entry -> entry.reference),
            snapshot.relations().unchanged().values().stream())
        .forEach(
            relation ->
                counts.computeIfAbsent(relation.schema(), key -> new Counts()).add(relation));
    context
        .schemas()
        .selected()
        .forEach(
            (oid, schema) ->
                sink.schema(schema(oid, schema, counts.getOrDefault(schema.name(), new Counts()))));
  }

  private SchemaRow schema(long oid, SchemaEntry schema, Counts counts) {
    return new SchemaRow(
        schema.name(),
        schema.owner(),
        schema.comment(),
        counts.tables,
        counts.views,
        context.members().of("pg_namespace", oid),
        context.access().granted(schema.acl()),
        context.unread(Unread.EXTENSION));
  }

  private RelationRow relation(RelationEntry entry) {
    Long bytes = entry.stored ? entry.pages * context.statistics().blockSizeBytes() : null;
    RelationRow.Storage read = entry.storage;
    RelationRow.Storage storage =
        new RelationRow.Storage(
            read.unlogged(),
            read.accessMethod(),
            read.tablespace(),
            read.foreignServer(),
            read.foreignOptions(),
            read.rowSecurity(),
            read.populated(),
            read.ofType(),
            entry.inheritsFrom,
            read.further());
    return new RelationRow(
        entry.schema,
        entry.name,
        entry.kind,
        entry.owner,
        entry.comment,
        entry.columnCount,
        new RelationRow.Size(entry.rowEstimate, bytes),
        storage,
        partitioning(entry),
        entry.partitionOf,
        definition(entry),
        ReadContext.joined(
            ReadContext.joined(
                context.unread(Unread.ACCESS, Unread.EXTENSION),
                entry.boundKnown,
                Unread.PARTITION_BOUND),
            entry.definitionKnown,
            entry.kind.isView() ? Unread.DEFINITION : Unread.PARTITION_KEY),
        entry.extension,
        context.access().ofRelation(entry.schemaEntry, entry.owner, entry.acl));
  }

  private static RelationRow.Partitioning partitioning(RelationEntry entry) {
    return entry.kind == RelationKind.PARTITIONED_TABLE
        ? new RelationRow.Partitioning(
            entry.partitionStrategy, entry.partitionKey, entry.partitionCount)
        : null;
  }

  /**
   * The whole statement: what reads lineage from it needs the header that PostgreSQL does not keep.
   */
  private static String definition(RelationEntry entry) {
    if (entry.definition == null) {
      return null;
    }
    boolean stored = entry.kind == RelationKind.MATERIALIZED_VIEW;
    RelationRow.Storage storage = entry.storage;
    String accessMethod = stored ? storage.accessMethod() : null;
    String query = entry.definition;
    if (stored && !storage.populated()) {
      query = query.replaceFirst(";$", "") + "\n  WITH NO DATA;";
    }
    return (stored ? "CREATE MATERIALIZED VIEW " : "CREATE OR REPLACE VIEW ")
        + quoted(entry.schema)
        + "."
        + quoted(entry.name)
        + (accessMethod == null || accessMethod.equals(DEFAULT_ACCESS_METHOD)
            ? ""
            : " USING " + quoted(accessMethod))
        + options(storage.further())
        + (storage.tablespace() == null ? "" : " TABLESPACE " + quoted(storage.tablespace()))
        + " AS\n"
        + query;
  }

  /** The WITH clause of a view; empty where it has no options. */
  private static String options(Map<String, String> further) {
    List<String> options = new ArrayList<>();
    if (further.get("storage_options") != null) {
      options.add(further.get("storage_options"));
    }
    if (further.get("toast_options") != null) {
      // No value of such an option contains a comma.
      for (String option : further.get("toast_options").split(", ", -1)) {
        options.add("toast." + option);
      }
    }
    return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private RoutineRow routine(RoutineEntry entry) {
    List<String> inputTypes = new ArrayList<>();
    json(entry.argumentTypesJson).forEach(type -> inputTypes.add(type.asText()));
    List<RoutineRow.Argument> arguments = new ArrayList<>();
    json(entry.argumentsJson).forEach(argument -> arguments.add(argument(argument)));
    return new RoutineRow(
        entry.schema,
        entry.name,
        entry.procedure,
        inputTypes,
        arguments,
        entry.procedure ? null : entry.result,
        entry.returnsSet,
        entry.language,
        entry.owner,
        entry.comment,
        entry.definition,
        ReadContext.joined(
            ReadContext.joined(
                context.unread(Unread.EXTENSION),
                entry.argumentDefaultsKnown,
                Unread.ARGUMENT_DEFAULTS),
            entry.definitionKnown,
            Unread.DEFINITION),
        new RoutineRow.Traits(
            switch (entry.volatility) {
              case 'i' -> "IMMUTABLE";
              case 's' -> "STABLE";
              default -> "VOLATILE";
            },
            entry.securityDefiner,
            entry.strict,
            switch (entry.parallel) {
              case 's' -> "SAFE";
              case 'r' -> "RESTRICTED";
              default -> "UNSAFE";
            },
            further(entry)),
        entry.extension,
        entry.privileges);
  }

  private static Map<String, String> further(RoutineEntry entry) {
    Map<String, String> further = new LinkedHashMap<>();
    if (entry.leakproof) {
      further.put("is_leakproof", "YES");
    }
    if (!entry.settings.isEmpty()) {
      further.put("settings", String.join(", ", entry.settings));
    }
    return further;
  }

  private RoutineRow.Argument argument(JsonNode node) {
    String name =
        node.get(0).isNull() || node.get(0).asText().isEmpty() ? null : node.get(0).asText();
    String mode =
        switch (node.get(1).asText()) {
          case "o" -> "OUT";
          case "b" -> "INOUT";
          case "v" -> "VARIADIC";
          case "t" -> "TABLE";
          default -> "IN";
        };
    String defaultValue = node.get(3).isNull() ? null : node.get(3).asText();
    return new RoutineRow.Argument(
        name, mode, node.get(2).asText(), defaultValue, unusuallyQuoted(name));
  }

  /** A word may be reserved in some versions alone; null where this server quotes as usual. */
  private String unusuallyQuoted(String name) {
    if (name == null) {
      return null;
    }
    String quoted = context.identifiers().quoted(name);
    return quoted.equals(SqlNames.quoted(name)) ? null : quoted;
  }

  private static JsonNode json(String text) {
    if (OversizedValue.isIn(text)) {
      // In the place of all arguments, one whose type says so.
      ArrayNode one = JSON.createArrayNode().addNull().add("i").add(text).addNull();
      return JSON.createArrayNode().add(one);
    }
    try {
      return text == null ? JSON.createArrayNode() : JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("PostgreSQL wrote JSON that cannot be read", failure);
    }
  }
}
