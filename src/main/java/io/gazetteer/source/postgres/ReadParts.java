package io.gazetteer.source.postgres;

import io.gazetteer.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every statement of a read, grouped by what is missing where the server rejects it. The statements
 * are those of the read itself, so that what is reported about privileges is never about others.
 */
final class ReadParts {

  /**
   * Catalogs that functions read with the caller's privileges, which explaining a call does not
   * show.
   */
  private static final Map<String, String> BEHIND =
      Map.of(
          "shobj_description(", "SELECT d.description FROM pg_catalog.pg_shdescription d",
          " obj_description(", "SELECT d.description FROM pg_catalog.pg_description d",
          "pg_get_viewdef(", "SELECT r.ev_action FROM pg_catalog.pg_rewrite r",
          "pg_get_ruledef(", "SELECT r.ev_action FROM pg_catalog.pg_rewrite r");

  private ReadParts() {}

  /**
   * A part of a read.
   *
   * @param what what is missing without it, in words
   * @param essential true = nothing can be read without it
   * @param statements each to be explained, but not run
   */
  record Part(String what, boolean essential, List<String> statements) {}

  /** All parts as this server understands them. */
  static List<Part> of(Vocabulary vocabulary, Capabilities capabilities) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        part(
            "schemas, tables, views, columns, keys and routines",
            true,
            capabilities,
            of(SnapshotReader.class, "database", "database_further"),
            of(RelationReader.class, "names", "relations", "inheritance", "partitioned"),
            of(ColumnTypes.class, "domains"),
            of(RoutineReader.class, "routines"),
            of(ColumnReader.class, "columns"),
            of(SchemaReader.class, "schemas", "selected", "missing"),
            of(KeyColumns.class, "columns"),
            of(KeyReader.class, "operator_classes", "indexes", "constraints"),
            of(StatisticsReader.class, "relations", "indexes"),
            of(CountEstimate.class, "count"),
            of(IncrementalRead.class, "is_thin", "relations"),
            of(Capabilities.class, "columns"),
            of(Identifiers.class, "keywords")));
    parts.add(
        part(
            "who may do what (may_select and its like)",
            false,
            capabilities,
            of(RoleAccess.class, "roles", "memberships", "privileges")));
    parts.add(
        part(
            "which extension made what",
            false,
            capabilities,
            of(ExtensionMembers.class, "extension_members"),
            of(ExtensionSchemas.class, "extension_schemas", "count_relations")));
    parts.add(definitions("definitions of views", capabilities, "view_definitions"));
    parts.add(definitions("partition keys", capabilities, "partition_keys"));
    parts.add(
        definitions(
            "definitions of functions and procedures", capabilities, "routine_definitions"));
    parts.add(
        definitions("expressions of generated columns", capabilities, "generation_expressions"));
    parts.add(
        definitions(
            "definitions of indexes with expressions or predicates",
            capabilities,
            "index_definitions"));
    parts.add(
        definitions(
            "definitions of checks and exclusions", capabilities, "constraint_definitions"));
    addKinds(parts, vocabulary, capabilities);
    return parts;
  }

  private static void addKinds(List<Part> parts, Vocabulary vocabulary, Capabilities capabilities) {
    for (ObjectReader.Kind kind : ObjectReader.kinds(vocabulary)) {
      String words = kind.kind().words();
      parts.add(
          part(
              "objects of kind " + words,
              false,
              capabilities,
              of(ObjectReader.class, ObjectReader.statements(kind))));
      if (kind.definitions() != null) {
        parts.add(definitions("definitions of kind " + words, capabilities, kind.definitions()));
      }
    }
  }

  private static Part definitions(String what, Capabilities capabilities, String statement) {
    return part(what, false, capabilities, of(DefinitionReader.class, statement));
  }

  private static List<String> of(Class<?> reader, String... files) {
    List<String> statements = new ArrayList<>();
    for (String file : files) {
      statements.add(CatalogSql.text(reader, file));
    }
    return statements;
  }

  @SafeVarargs
  private static Part part(
      String what, boolean essential, Capabilities capabilities, List<String>... statements) {
    List<String> all = new ArrayList<>();
    for (List<String> some : statements) {
      for (String statement : some) {
        all.add(filled(ReadScope.ALL.fit(capabilities.fit(statement))));
        BEHIND.forEach(
            (call, reads) -> {
              if (statement.contains(call)) {
                all.add(reads);
              }
            });
      }
    }
    return new Part(what, essential, all);
  }

  /** Values in place of parameters, which a statement that is only explained does not look at. */
  private static String filled(String statement) {
    return statement
        .replace("CAST(? AS oid[])", "CAST('{0}' AS oid[])")
        .replace("CAST(? AS text[])", "CAST('{}' AS text[])");
  }
}
