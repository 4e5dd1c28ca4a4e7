package io.gazetteer.source.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads every kind of object of which there are few, one SQL file per kind, and sequences. Each
 * file except theirs returns the same ten columns, in any order: oid; schema and relation that it
 * belongs to, by oid, 0 for none; identity, name, owner, comment, definition; attributes as a JSON
 * object; acl, the access control list. All from the owner on are NULL where there is none; a
 * definition also where it is read apart.
 */
final class ObjectReader {

  /** Columns of each file but that of sequences. */
  private enum Field {
    OID,
    SCHEMA,
    RELATION,
    IDENTITY,
    NAME,
    OWNER,
    COMMENT,
    DEFINITION,
    ATTRIBUTES,
    ACL
  }

  /** Columns of the files that find what is left of an object. */
  private enum Lost {
    OID
  }

  /** Attributes that hold nothing but names, in which our statements show one that is missing. */
  private static final Set<String> NAMES =
      Set.of(
          "accessMethod",
          "adminOf",
          "argumentTypes",
          "defaultPrivileges",
          "family",
          "foreignDataWrapper",
          "function",
          "installedIn",
          "language",
          "mappings",
          "memberOf",
          "members",
          "membershipOptions",
          "onSchema",
          "onTable",
          "operands",
          "operatorClasses",
          "parser",
          "roles",
          "schemas",
          "sourceType",
          "tables",
          "targetType",
          "template");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> ATTRIBUTES =
      new TypeReference<>() {};

  /** Attributes that list {@code name=value}, which may be secrets. */
  private static final List<String> MAYBE_SECRET = List.of("options", "settings");

  /** Kinds whose definitions end with the options that may be shown. */
  private static final Set<AssetKind> WITH_OPTIONS =
      Set.of(PostgresKinds.FOREIGN_DATA_WRAPPER, PostgresKinds.FOREIGN_SERVER);

  /** Kinds that {@link KeyReader} reads. */
  private static final Set<AssetKind> KEYS = Set.of(PostgresKinds.INDEX, PostgresKinds.CONSTRAINT);

  /** Statements of kinds that no single one reads. */
  private static final Map<AssetKind, List<String>> STATEMENTS =
      Map.of(
          PostgresKinds.TYPE,
          List.of("enum_types", "domain_types", "composite_types", "range_types", "base_types"));

  /** By statement: files that find objects of the kind whose own row is gone. */
  private static final Map<String, String> LOST =
      Map.of("aggregates", "lost_aggregates", "range_types", "lost_ranges");

  /** Files that read definitions apart. */
  private static final Map<AssetKind, String> DEFINITIONS =
      Map.of(
          PostgresKinds.TRIGGER, "trigger_definitions",
          PostgresKinds.RULE, "rule_definitions",
          PostgresKinds.POLICY, "policy_definitions",
          PostgresKinds.STATISTICS, "statistics_definitions",
          PostgresKinds.WINDOW_FUNCTION, "window_definitions",
          PostgresKinds.PUBLICATION, "publication_definitions");

  /** Where the oids of a kind are from, as extensions name their members. */
  private static final Map<AssetKind, String> CATALOGS =
      Map.ofEntries(
          Map.entry(PostgresKinds.SEQUENCE, "pg_class"),
          Map.entry(PostgresKinds.TRIGGER, "pg_trigger"),
          Map.entry(PostgresKinds.RULE, "pg_rewrite"),
          Map.entry(PostgresKinds.POLICY, "pg_policy"),
          Map.entry(PostgresKinds.STATISTICS, "pg_statistic_ext"),
          Map.entry(PostgresKinds.TYPE, "pg_type"),
          Map.entry(PostgresKinds.AGGREGATE, "pg_proc"),
          Map.entry(PostgresKinds.WINDOW_FUNCTION, "pg_proc"),
          Map.entry(PostgresKinds.OPERATOR, "pg_operator"),
          Map.entry(PostgresKinds.COLLATION, "pg_collation"),
          Map.entry(PostgresKinds.EVENT_TRIGGER, "pg_event_trigger"),
          Map.entry(PostgresKinds.EXTENSION, "pg_extension"),
          Map.entry(PostgresKinds.FOREIGN_DATA_WRAPPER, "pg_foreign_data_wrapper"),
          Map.entry(PostgresKinds.FOREIGN_SERVER, "pg_foreign_server"),
          Map.entry(PostgresKinds.USER_MAPPING, "pg_user_mapping"),
          Map.entry(PostgresKinds.PUBLICATION, "pg_publication"),
          Map.entry(PostgresKinds.SUBSCRIPTION, "pg_subscription"),
          Map.entry(PostgresKinds.LANGUAGE, "pg_language"),
          Map.entry(PostgresKinds.CAST, "pg_cast"),
          Map.entry(PostgresKinds.TRANSFORM, "pg_transform"),
          Map.entry(PostgresKinds.ACCESS_METHOD, "pg_am"),
          Map.entry(PostgresKinds.OPERATOR_CLASS, "pg_opclass"),
          Map.entry(PostgresKinds.OPERATOR_FAMILY, "pg_opfamily"),
          Map.entry(PostgresKinds.CONVERSION, "pg_conversion"),
          Map.entry(PostgresKinds.TEXT_SEARCH_CONFIGURATION, "pg_ts_config"),
          Map.entry(PostgresKinds.TEXT_SEARCH_DICTIONARY, "pg_ts_dict"),
          Map.entry(PostgresKinds.TEXT_SEARCH_PARSER, "pg_ts_parser"),
          Map.entry(PostgresKinds.TEXT_SEARCH_TEMPLATE, "pg_ts_template"));

  private final CopyStream stream;
  private final OptionalReads optional;
  private final ReadContext context;
  private final Relations relations;
  private final Definitions definitions;

  ObjectReader(
      CopyStream stream,
      OptionalReads optional,
      ReadContext context,
      Relations relations,
      Definitions definitions) {
    this.stream = stream;
    this.optional = optional;
    this.context = context;
    this.relations = relations;
    this.definitions = definitions;
  }

  /**
   * A kind and how it is read.
   *
   * @param definitions file that reads definitions apart; null where there are none, or where the
   *     row has them
   */
  record Kind(AssetKind kind, String statement, String definitions) {}

  /**
   * How each kind is read, in the order of reading. A kind without an entry above is read by the
   * statement of its name.
   */
  static List<Kind> kinds(Vocabulary vocabulary) {
    return vocabulary.objectKinds().stream()
        .filter(kind -> !KEYS.contains(kind))
        .flatMap(
            kind ->
                STATEMENTS.getOrDefault(kind, List.of(kind.fileName())).stream()
                    .map(statement -> new Kind(kind, statement, DEFINITIONS.get(kind))))
        .toList();
  }

  /** All statements that read a kind. */
  static String[] statements(Kind kind) {
    return Stream.of(kind.statement, LOST.get(kind.statement))
        .filter(Objects::nonNull)
        .toArray(String[]::new);
  }

  /** Hands complete objects to the sink and keeps those that wait for a definition. */
  void read(RowSink sink) throws SQLException {
    for (Kind kind : kinds(context.vocabulary())) {
      if (kind.kind.equals(PostgresKinds.SEQUENCE)) {
        readSequences(kind, sink);
        continue;
      }
      Definitions.Pending pending =
          kind.definitions == null
              ? null
              : definitions.pending(kind.kind.words(), kind.definitions);
      optional.read(
          kind.kind,
          () -> {
            stream.forEach(
                sql(kind),
                Field.class,
                row -> {
                  ObjectRow object = object(kind, row);
                  if (object == null) {
                    return;
                  }
                  if (pending == null) {
                    sink.object(object);
                  } else {
                    pending.add(row.number(Field.OID), object);
                  }
                });
            readLost(kind);
          });
    }
  }

  /** Notes objects of which the catalog lacks even the row with their name. */
  private void readLost(Kind kind) throws SQLException {
    String statement = LOST.get(kind.statement);
    if (statement != null) {
      stream.forEach(
          SqlFiles.of(ObjectReader.class, statement),
          Lost.class,
          row -> {
            String name = CatalogDamage.unknown(row.number(Lost.OID));
            context.damage().note(kind.kind, name, name);
          });
    }
  }

  private void readSequences(Kind kind, RowSink sink) throws SQLException {
    SequenceRows sequences = new SequenceRows(context);
    optional.read(
        kind.kind,
        () ->
            stream.forEach(
                sql(kind),
                SequenceRows.Field.class,
                row -> sequences.object(row).ifPresent(sink::object)));
  }

  private String sql(Kind kind) {
    return context.sql().of(ObjectReader.class, kind.statement);
  }

  /** The object; null when the relation that it belongs to is not read. */
  private ObjectRow object(Kind kind, CopyRow<Field> row) {
    long schemaOid = row.number(Field.SCHEMA);
    long relationOid = row.number(Field.RELATION);
    RelationEntry relation =
        relationOid == 0
            ? null
            : relations.getOrAddMissing(relationOid, schemaOid, kind.kind, row.text(Field.NAME));
    // A type comes with a relation for no other purpose than to name one that is gone.
    if (relationOid != 0 && (relation == null || kind.kind.equals(PostgresKinds.TYPE))) {
      return null;
    }
    ColumnRow.RelationRef reference = relation == null ? null : relation.reference;
    Texts texts = Texts.of(kind.kind);
    String json = texts.of(row, Field.ATTRIBUTES);
    Map<String, Object> attributes = attributes(row, json, row.shared(Field.ACL));
    String schema = schemaOid == 0 ? null : context.schemas().get(schemaOid).name();
    String identity = texts.of(row, Field.IDENTITY);
    String definition = texts.of(row, Field.DEFINITION);
    String owner = row.shared(Field.OWNER);
    String comment = texts.hasSharedComment ? row.shared(Field.COMMENT) : row.text(Field.COMMENT);
    context.escapes().note(row, kind.kind.words(), Definitions.named(schema, reference, identity));
    if (texts.hasSharedComment) {
      context.escapes().noteShared(kind.kind.words(), identity, comment);
    }
    context
        .damage()
        .note(
            kind.kind,
            String.join(".", Definitions.named(schema, reference, identity)),
            identity,
            owner,
            attributes.keySet().stream()
                .filter(NAMES::contains)
                .map(name -> String.valueOf(attributes.get(name)))
                .collect(Collectors.joining()));
    return new ObjectRow(
        kind.kind,
        schema,
        reference,
        texts.of(row, Field.NAME),
        identity,
        owner,
        comment,
        definition == null ? null : definition + optionsClause(kind, attributes),
        unread(kind, attributes),
        attributes,
        statistics(kind.kind, row.number(Field.OID)),
        context.members().of(CATALOGS.get(kind.kind), row.number(Field.OID)));
  }

  /** What is still to be read when the definition follows apart. */
  private Set<Unread> unread(Kind kind, Map<String, Object> attributes) {
    Set<Unread> unread =
        ReadContext.joined(
            context.unread(Unread.EXTENSION), kind.definitions == null, Unread.DEFINITION);
    boolean expressions =
        kind.kind.equals(PostgresKinds.STATISTICS)
            && attributes.get("kinds") instanceof List<?> kinds
            && kinds.contains("expressions");
    return ReadContext.joined(unread, !expressions, Unread.COLUMNS);
  }

  private Map<String, Long> statistics(AssetKind kind, long oid) {
    if (kind.equals(PostgresKinds.TABLESPACE)) {
      return context.statistics().sizes().ofTablespace(oid);
    }
    return kind.equals(PostgresKinds.LARGE_OBJECTS)
        ? context.statistics().sizes().ofLargeObjects()
        : Map.of();
  }

  /** What stands behind a definition whose options may be secrets; empty where there is nothing. */
  private String optionsClause(Kind kind, Map<String, Object> attributes) {
    return WITH_OPTIONS.contains(kind.kind) && attributes.get("options") instanceof List<?> options
        ? ForeignOptions.clause(options, context.identifiers())
        : "";
  }

  /** In which encoding the texts of a kind are. */
  private enum Texts {
    OF_DATABASE(false),
    /** Names of roles stand between marks. */
    WITH_SHARED(false),
    /** All databases of the server share the objects; what is the database's is between marks. */
    SHARED(true),
    /** Likewise, and comments are the database's. */
    SHARED_BUT_COMMENT(false);

    private static final Map<AssetKind, Texts> BY_KIND =
        Map.of(
            PostgresKinds.ROLE, SHARED,
            PostgresKinds.TABLESPACE, SHARED,
            PostgresKinds.SUBSCRIPTION, SHARED_BUT_COMMENT,
            PostgresKinds.POLICY, WITH_SHARED,
            PostgresKinds.USER_MAPPING, WITH_SHARED);

    private final boolean hasSharedComment;

    Texts(boolean hasSharedComment) {
      this.hasSharedComment = hasSharedComment;
    }

    private static Texts of(AssetKind kind) {
      return BY_KIND.getOrDefault(kind, OF_DATABASE);
    }

    private String of(CopyRow<Field> row, Field field) {
      return switch (this) {
        case OF_DATABASE -> row.text(field);
        case WITH_SHARED -> row.withShared(field);
        default -> row.sharedWithText(field);
      };
    }
  }

  private Map<String, Object> attributes(CopyRow<Field> row, String json, String acl) {
    try {
      LinkedHashMap<String, Object> attributes =
          OversizedValue.isIn(json)
              ? new LinkedHashMap<>(Map.of(OversizedValue.NOT_READ, json))
              : JSON.readValue(row.checkedJson(json), ATTRIBUTES);
      attributes.values().removeIf(Objects::isNull);
      for (String name : MAYBE_SECRET) {
        if (attributes.get(name) instanceof List<?> options) {
          attributes.put(
              name, ForeignOptions.shown(options.stream().map(String::valueOf).toList()));
        }
      }
      if (acl != null) {
        attributes.put("grants", context.access().granted(acl).grants());
      }
      return attributes;
    } catch (JsonProcessingException failure) {
      throw row.malformed("its attributes are not the JSON that was asked for");
    }
  }
}
