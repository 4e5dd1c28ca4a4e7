package io.gazetteer.source.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectKind;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads every kind of object of which there are few, one SQL file a kind, and sequences. Each file
 * but theirs yields the same ten columns: oid; oid of the schema, 0 for none; oid of the relation
 * it belongs to, 0 for none; identity; name; owner; comment; definition; attributes as a JSON
 * object; access control list. All from the owner on are NULL where there is none; a definition
 * also where it follows apart.
 */
final class ObjectReader {

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
  private static final Set<ObjectKind> WITH_OPTIONS =
      EnumSet.of(ObjectKind.FOREIGN_DATA_WRAPPER, ObjectKind.FOREIGN_SERVER);

  /** In the order of reading. */
  static final List<Kind> KINDS =
      List.of(
          new Kind(ObjectKind.SEQUENCE, "sequences", "pg_class", null),
          new Kind(ObjectKind.TRIGGER, "triggers", "pg_trigger", "trigger_definitions"),
          new Kind(ObjectKind.RULE, "rules", "pg_rewrite", "rule_definitions"),
          new Kind(ObjectKind.POLICY, "policies", "pg_policy", "policy_definitions"),
          new Kind(
              ObjectKind.STATISTICS, "statistics", "pg_statistic_ext", "statistics_definitions"),
          new Kind(ObjectKind.TYPE, "enum_types", "pg_type", null),
          new Kind(ObjectKind.TYPE, "domain_types", "pg_type", null),
          new Kind(ObjectKind.TYPE, "composite_types", "pg_type", null),
          new Kind(ObjectKind.TYPE, "range_types", "pg_type", null),
          new Kind(ObjectKind.TYPE, "base_types", "pg_type", null),
          new Kind(ObjectKind.AGGREGATE, "aggregates", "pg_proc", null),
          new Kind(ObjectKind.WINDOW_FUNCTION, "window_functions", "pg_proc", "window_definitions"),
          new Kind(ObjectKind.OPERATOR, "operators", "pg_operator", null),
          new Kind(ObjectKind.COLLATION, "collations", "pg_collation", null),
          new Kind(ObjectKind.EVENT_TRIGGER, "event_triggers", "pg_event_trigger", null),
          new Kind(ObjectKind.EXTENSION, "extensions", "pg_extension", null),
          new Kind(
              ObjectKind.FOREIGN_DATA_WRAPPER,
              "foreign_data_wrappers",
              "pg_foreign_data_wrapper",
              null),
          new Kind(ObjectKind.FOREIGN_SERVER, "foreign_servers", "pg_foreign_server", null),
          new Kind(ObjectKind.USER_MAPPING, "user_mappings", "pg_user_mapping", null),
          new Kind(
              ObjectKind.PUBLICATION, "publications", "pg_publication", "publication_definitions"),
          new Kind(ObjectKind.SUBSCRIPTION, "subscriptions", "pg_subscription", null),
          new Kind(ObjectKind.TABLESPACE, "tablespaces", "pg_tablespace", null),
          new Kind(ObjectKind.ROLE, "roles", "pg_authid", null),
          new Kind(ObjectKind.LANGUAGE, "languages", "pg_language", null),
          new Kind(ObjectKind.CAST, "casts", "pg_cast", null),
          new Kind(ObjectKind.TRANSFORM, "transforms", "pg_transform", null),
          new Kind(ObjectKind.ACCESS_METHOD, "access_methods", "pg_am", null),
          new Kind(ObjectKind.OPERATOR_CLASS, "operator_classes", "pg_opclass", null),
          new Kind(ObjectKind.OPERATOR_FAMILY, "operator_families", "pg_opfamily", null),
          new Kind(ObjectKind.CONVERSION, "conversions", "pg_conversion", null),
          new Kind(
              ObjectKind.TEXT_SEARCH_CONFIGURATION,
              "text_search_configurations",
              "pg_ts_config",
              null),
          new Kind(
              ObjectKind.TEXT_SEARCH_DICTIONARY, "text_search_dictionaries", "pg_ts_dict", null),
          new Kind(ObjectKind.TEXT_SEARCH_PARSER, "text_search_parsers", "pg_ts_parser", null),
          new Kind(
              ObjectKind.TEXT_SEARCH_TEMPLATE, "text_search_templates", "pg_ts_template", null),
          new Kind(ObjectKind.LARGE_OBJECTS, "large_objects", "pg_largeobject_metadata", null));

  private final CopyStream stream;
  private final OptionalReads optional;
  private final Catalog catalog;
  private final Definitions definitions;

  ObjectReader(
      CopyStream stream, OptionalReads optional, Catalog catalog, Definitions definitions) {
    this.stream = stream;
    this.optional = optional;
    this.catalog = catalog;
    this.definitions = definitions;
  }

  /**
   * A kind and how it is read.
   *
   * @param catalogTable where its oids are from, as extensions name their members
   * @param definitions file that reads definitions apart; null where there are none, or where the
   *     row has them
   */
  record Kind(ObjectKind kind, String statement, String catalogTable, String definitions) {}

  /** Hands complete objects to the sink and keeps those that wait for a definition. */
  void read(RowSink sink) throws SQLException {
    for (Kind kind : KINDS) {
      if (kind.kind == ObjectKind.SEQUENCE) {
        readSequences(kind, sink);
        continue;
      }
      Definitions.Pending pending =
          kind.definitions == null ? null : definitions.pending(words(kind.kind), kind.definitions);
      optional.read(
          kind.kind,
          () ->
              stream.forEach(
                  sql(kind),
                  row -> {
                    ObjectRow object = object(kind, row);
                    if (object == null) {
                      return;
                    }
                    if (pending == null) {
                      sink.object(object);
                    } else {
                      pending.add(row.number(0), object);
                    }
                  }));
    }
    stream.forEach(SqlFiles.of(ObjectReader.class, "lost"), this::lost);
  }

  private void lost(CopyRow row) {
    ObjectKind kind = row.letter(0) == 'a' ? ObjectKind.AGGREGATE : ObjectKind.TYPE;
    String name = CatalogDamage.unknown(row.number(1));
    catalog.damage.note(kind, name, name);
  }

  private void readSequences(Kind kind, RowSink sink) throws SQLException {
    SequenceRows sequences = new SequenceRows(catalog);
    optional.read(
        kind.kind,
        () ->
            stream.forEach(sql(kind), row -> sequences.object(row).ifPresent(sink::object)));
  }

  /**
   * How many objects {@link #read} would find, without sequences; the server leaves out the work on
   * each row.
   */
  long count() throws SQLException {
    long[] total = new long[1];
    for (Kind kind : KINDS) {
      if (kind.kind == ObjectKind.SEQUENCE) {
        continue;
      }
      optional.read(
          kind.kind,
          () ->
              stream.forEach(
                  "SELECT count(*) FROM (" + sql(kind) + ") AS counted",
                  row -> total[0] += row.number(0)));
    }
    return total[0];
  }

  private String sql(Kind kind) {
    return catalog.fit(SqlFiles.of(ObjectReader.class, kind.statement));
  }

  static String words(ObjectKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The object; null when the relation that it belongs to is left out. */
  private ObjectRow object(Kind kind, CopyRow row) {
    long schemaOid = row.number(1);
    long relationOid = row.number(2);
    Catalog.RelationEntry relation =
        relationOid == 0
            ? null
            : catalog.missing.find(relationOid, schemaOid, kind.kind, row.text(4));
    // A type comes with a relation for no other purpose than to name one that is gone.
    if (relationOid != 0 && (relation == null || kind.kind == ObjectKind.TYPE)) {
      return null;
    }
    ColumnRow.RelationRef reference = relation == null ? null : relation.reference;
    Texts texts = Texts.of(kind.kind);
    String json = texts.of(row, 8);
    Map<String, Object> attributes = attributes(row, json, row.shared(9));
    String schema = schemaOid == 0 ? null : catalog.schemas.get(schemaOid).name;
    String identity = texts.of(row, 3);
    String definition = texts.of(row, 7);
    String owner = row.shared(5);
    String comment = texts.hasSharedComment ? row.shared(6) : row.text(6);
    catalog.escapes.note(row, words(kind.kind), named(schema, reference, identity));
    if (texts.hasSharedComment) {
      catalog.escapes.noteShared(words(kind.kind), identity, comment);
    }
    catalog.damage.note(
        kind.kind,
        String.join(".", named(schema, reference, identity)),
        identity,
        owner,
        String.valueOf(attributes.entrySet().stream().filter(ObjectReader::isOfNames).toList()));
    return new ObjectRow(
        kind.kind,
        schema,
        reference,
        texts.of(row, 4),
        identity,
        owner,
        comment,
        definition == null ? null : definition + optionsClause(kind, attributes),
        unread(kind, attributes),
        attributes,
        figures(kind.kind, row.number(0)),
        catalog.extensionOf(kind.catalogTable, row.number(0)));
  }

  /** What is still to be read when the definition follows apart. */
  private Set<Unread> unread(Kind kind, Map<String, Object> attributes) {
    Set<Unread> unread =
        Catalog.joined(
            catalog.unread(Unread.EXTENSION), kind.definitions == null, Unread.DEFINITION);
    boolean expressions =
        kind.kind == ObjectKind.STATISTICS
            && attributes.get("kinds") instanceof List<?> kinds
            && kinds.contains("expressions");
    return Catalog.joined(unread, !expressions, Unread.COLUMNS);
  }

  private Map<String, Long> figures(ObjectKind kind, long oid) {
    return switch (kind) {
      case TABLESPACE -> catalog.sizes.ofTablespace(oid);
      case LARGE_OBJECTS -> catalog.sizes.ofLargeObjects();
      default -> Map.of();
    };
  }

  /** What stands behind a definition whose options may be secrets; empty where there is nothing. */
  private String optionsClause(Kind kind, Map<String, Object> attributes) {
    return WITH_OPTIONS.contains(kind.kind) && attributes.get("options") instanceof List<?> options
        ? ForeignOptions.clause(options, catalog.identifiers)
        : "";
  }

  private static boolean isOfNames(Map.Entry<String, Object> attribute) {
    return NAMES.contains(attribute.getKey());
  }

  static String[] named(String schema, ColumnRow.RelationRef relation, String identity) {
    return schema == null
        ? new String[] {identity}
        : relation == null
            ? new String[] {schema, identity}
            : new String[] {schema, relation.name(), identity};
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

    private final boolean hasSharedComment;

    Texts(boolean hasSharedComment) {
      this.hasSharedComment = hasSharedComment;
    }

    private static Texts of(ObjectKind kind) {
      return switch (kind) {
        case ROLE, TABLESPACE -> SHARED;
        case SUBSCRIPTION -> SHARED_BUT_COMMENT;
        case POLICY, USER_MAPPING -> WITH_SHARED;
        default -> OF_DATABASE;
      };
    }

    private String of(CopyRow row, int field) {
      return switch (this) {
        case OF_DATABASE -> row.text(field);
        case WITH_SHARED -> row.withShared(field);
        default -> row.sharedWithText(field);
      };
    }
  }

  private Map<String, Object> attributes(CopyRow row, String json, String acl) {
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
        attributes.put("grants", catalog.access.granted(acl).grants());
      }
      return attributes;
    } catch (JsonProcessingException failure) {
      throw row.malformed("its attributes are not the JSON that was asked for");
    }
  }
}
