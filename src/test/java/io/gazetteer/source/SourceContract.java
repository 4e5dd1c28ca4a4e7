package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.StalledLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every source owes to whoever calls it. Each source's package has a subclass of this. */
public abstract class SourceContract {

  /** Makes what the tests look for in an empty database; the same text for all. */
  protected static final List<String> FIXTURE =
      List.of(
          "CREATE SCHEMA \"sales\"",
          "CREATE TABLE \"sales\".\"customer\" (\"id\" integer PRIMARY KEY,"
              + " \"name\" varchar(40) DEFAULT 'nobody' NOT NULL, \"note\" varchar(100))",
          "COMMENT ON TABLE \"sales\".\"customer\" IS 'who buys'",
          "CREATE TABLE \"sales\".\"invoice\" (\"id\" integer PRIMARY KEY,"
              + " \"customer\" integer REFERENCES \"sales\".\"customer\" (\"id\"))",
          "CREATE VIEW \"sales\".\"names\" AS SELECT \"id\", \"name\" FROM \"sales\".\"customer\"",
          "CREATE SCHEMA \"hr\"",
          "CREATE TABLE \"hr\".\"scratch\" (\"x\" integer)",
          "CREATE TABLE \"hr\".\"a/b%c \"\"d\"\"\" (\"X y\" integer)");

  /** Far less than any time limit of a connection. */
  private static final int PATIENCE_SECONDS = 30;

  private static final ColumnRow.ColumnRef CUSTOMER_ID =
      new ColumnRow.ColumnRef("sales", "customer", "id");
  private static final ColumnRow.ColumnRef INVOICE_CUSTOMER =
      new ColumnRow.ColumnRef("sales", "invoice", "customer");

  /** The source that is looked at. */
  protected abstract Source source();

  /** Name of the database that {@link #FIXTURE} was run in. */
  protected abstract String database();

  /** Where its server listens on this machine. */
  protected abstract int port();

  /**
   * A connection to it as a crawl has one: in autocommit mode, and not able to change anything. The
   * caller closes it.
   *
   * @param port of the server or of a line to it
   */
  protected abstract Connection connect(int port) throws SQLException;

  private Connection connect() throws SQLException {
    return connect(port());
  }

  /** What a read gave. */
  private record Result(CollectedRows rows, Reading reading) {}

  private Result read(Selection selection) throws SQLException {
    try (Connection connection = connect()) {
      return read(connection, selection);
    }
  }

  private Result read(Connection connection, Selection selection) throws SQLException {
    CollectedRows rows = new CollectedRows();
    return new Result(rows, source().read(ReadRequest.full(connection, selection), rows));
  }

  private static Selection.Rule rule(String database, String schema) {
    return new Selection.Rule(anchored(database), Optional.ofNullable(schema));
  }

  private static String anchored(String name) {
    return "^(?:" + name + ")$";
  }

  private static Selection including(Selection.Rule... rules) {
    return new Selection(List.of(rules), List.of(), Optional.empty());
  }

  private static Selection excluding(Selection.Rule... rules) {
    return new Selection(List.of(), List.of(rules), Optional.empty());
  }

  /** Every row by what it is called, so that a row handed out twice stands there twice. */
  private static List<String> names(CollectedRows rows) {
    List<String> names = new ArrayList<>();
    rows.databases.forEach(row -> names.add("database " + row.name()));
    rows.schemas.forEach(row -> names.add("schema " + row.name()));
    rows.relations.forEach(row -> names.add("relation " + List.of(row.schema(), row.name())));
    rows.columns.forEach(row -> names.add("column " + row.relation() + row.name()));
    rows.routines.forEach(
        row -> names.add("routine " + List.of(row.schema(), row.name(), row.argumentTypes())));
    rows.objects.forEach(
        row -> names.add(row.kind() + " " + row.schema() + " " + row.relation() + row.identity()));
    return names;
  }

  @Test
  void its_name_can_be_a_part_of_other_names() {
    assertThat(source().connectorName()).matches(Pattern.compile("[a-z][a-z0-9-]*"));
  }

  @Test
  void the_listing_holds_the_database_once_with_what_the_rules_say() throws SQLException {
    try (Connection connection = connect()) {
      assertThat(source().databases(connection, Selection.ALL))
          .filteredOn(listing -> listing.name().equals(database()))
          .containsExactly(new DatabaseListing(database(), true, false, false, false));
      assertThat(source().databases(connection, including(rule(database(), "^sales$"))))
          .contains(new DatabaseListing(database(), true, false, true, false));
      assertThat(source().databases(connection, excluding(rule(database(), null))))
          .contains(new DatabaseListing(database(), true, false, false, true));
      assertThat(source().databases(connection, excluding(rule(database(), "^sales$"))))
          .contains(new DatabaseListing(database(), true, false, false, false));
      assertThat(source().databases(connection, including(rule("other", null))))
          .contains(new DatabaseListing(database(), true, false, false, false));
    }
  }

  @Test
  void what_cannot_be_had_is_an_exception_and_never_empty() throws SQLException {
    Connection closed = connect();
    closed.close();
    CollectedRows rows = new CollectedRows();
    assertThatThrownBy(() -> source().databases(closed, Selection.ALL))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> source().count(closed, Selection.ALL))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> source().read(ReadRequest.full(closed, Selection.ALL), rows))
        .isInstanceOf(SQLException.class);
    assertThat(names(rows)).isEmpty();
  }

  @Test
  void the_database_is_handed_out_once_also_where_nothing_is_selected() throws SQLException {
    assertThat(read(Selection.ALL).rows().databases)
        .extracting(DatabaseRow::name)
        .containsExactly(database());
    Result nothing = read(including(rule(database(), "^none$")));
    assertThat(nothing.rows().databases).extracting(DatabaseRow::name).containsExactly(database());
    assertThat(nothing.rows().schemas).isEmpty();
    assertThat(nothing.rows().relations).isEmpty();
    assertThat(nothing.rows().columns).isEmpty();
    assertThat(nothing.reading().excludedSchemas()).contains("sales", "hr");
  }

  @Test
  void tables_views_columns_and_comments_are_handed_out_under_their_own_names()
      throws SQLException {
    CollectedRows rows = read(Selection.ALL).rows();
    assertThat(rows.schemas).extracting(SchemaRow::name).contains("sales", "hr");
    assertThat(rows.relation("sales", "customer").kind()).isEqualTo(RelationKind.TABLE);
    assertThat(rows.relation("sales", "customer").comment()).isEqualTo("who buys");
    assertThat(rows.relation("sales", "invoice").comment()).isNull();
    assertThat(rows.relation("sales", "names").kind()).isEqualTo(RelationKind.VIEW);
    assertThat(rows.relation("sales", "names").definition()).contains("customer");
    assertThat(rows.column("hr", "a/b%c \"d\"", "X y").position()).isEqualTo(1);
    ColumnRow name = rows.column("sales", "customer", "name");
    assertThat(name.nullable()).isFalse();
    assertThat(name.defaultValue()).contains("nobody");
    assertThat(name.type().maxLength()).isEqualTo(40);
    assertThat(name.type().formatted()).containsIgnoringCase("varying(40)");
    assertThat(rows.column("sales", "customer", "note").nullable()).isTrue();
  }

  @Test
  void keys_are_told_on_both_sides() throws SQLException {
    CollectedRows rows = read(Selection.ALL).rows();
    ColumnRow id = rows.column("sales", "customer", "id");
    ColumnRow customer = rows.column("sales", "invoice", "customer");
    assertThat(id.keys().primary()).isTrue();
    assertThat(id.keys().foreign()).isFalse();
    assertThat(id.referredBy()).containsExactly(INVOICE_CUSTOMER);
    assertThat(customer.keys().primary()).isFalse();
    assertThat(customer.keys().foreign()).isTrue();
    assertThat(customer.refersTo()).isEqualTo(CUSTOMER_ID);
  }

  @Test
  void every_parent_is_handed_out_in_the_same_read() throws SQLException {
    CollectedRows rows = read(Selection.ALL).rows();
    List<String> schemas = rows.schemas.stream().map(SchemaRow::name).toList();
    Set<ColumnRow.RelationRef> relations = new HashSet<>();
    rows.relations.forEach(
        row ->
            relations.add(
                new ColumnRow.RelationRef(
                    row.schema(), row.name(), row.kind(), row.isPartition())));
    assertThat(rows.relations).extracting(RelationRow::schema).isSubsetOf(schemas);
    assertThat(rows.routines).extracting(RoutineRow::schema).isSubsetOf(schemas);
    assertThat(rows.columns).extracting(ColumnRow::relation).isSubsetOf(relations);
    assertThat(rows.objects)
        .allSatisfy(
            row -> assertThat(row.schema() == null || schemas.contains(row.schema())).isTrue())
        .filteredOn(row -> row.relation() != null)
        .extracting(ObjectRow::relation)
        .isSubsetOf(relations);
  }

  @Test
  void nothing_is_handed_out_twice_and_two_reads_give_the_same() throws SQLException {
    CollectedRows first = read(Selection.ALL).rows();
    CollectedRows second = read(Selection.ALL).rows();
    assertThat(names(first)).doesNotHaveDuplicates();
    assertThat(names(second)).containsExactlyInAnyOrderElementsOf(names(first));
    assertThat(second.columns).containsExactlyInAnyOrderElementsOf(first.columns);
  }

  @Test
  void what_the_filters_leave_out_is_reported_and_not_handed_out() throws SQLException {
    Result withoutHr = read(excluding(rule(database(), "^hr$")));
    assertThat(withoutHr.reading().excludedSchemas()).containsExactly("hr");
    assertThat(names(withoutHr.rows()))
        .noneMatch(name -> name.contains("scratch"))
        .contains("schema sales");
    Result onlyHr = read(including(rule(database(), "^hr$")));
    assertThat(onlyHr.rows().schemas).extracting(SchemaRow::name).containsExactly("hr");
    assertThat(onlyHr.reading().excludedSchemas()).contains("sales").doesNotContain("hr");
    Result named =
        read(new Selection(List.of(), List.of(), Optional.of("(?i)^(?:SCRATCH|names)$")));
    assertThat(named.reading().excludedRelations().get("hr")).containsExactly("scratch");
    assertThat(named.reading().excludedRelations().get("sales")).containsExactly("names");
    assertThat(names(named.rows())).noneMatch(name -> name.contains("scratch"));
  }

  @Test
  void an_exclude_rule_wins_and_a_rule_for_another_database_says_nothing() throws SQLException {
    Selection both =
        new Selection(
            List.of(rule(database(), null)),
            List.of(rule(database(), "^sales$"), rule("other", "^hr$")),
            Optional.empty());
    Result result = read(both);
    assertThat(result.rows().schemas).extracting(SchemaRow::name).contains("hr");
    assertThat(result.reading().excludedSchemas()).containsExactly("sales");
  }

  @Test
  void a_kind_that_was_not_read_has_no_rows() throws SQLException {
    Result result = read(Selection.ALL);
    assertThat(result.rows().objects)
        .extracting(ObjectRow::kind)
        .noneMatch(result.reading().kindsNotRead()::contains);
  }

  @Test
  void numbers_of_children_are_those_handed_out() throws SQLException {
    CollectedRows rows = read(Selection.ALL).rows();
    assertThat(rows.databases.get(0).schemaCount()).isEqualTo(rows.schemas.size());
    assertThat(rows.relations)
        .allSatisfy(
            relation ->
                assertThat(rows.columns)
                    .filteredOn(
                        column ->
                            column.relation().schema().equals(relation.schema())
                                && column.relation().name().equals(relation.name()))
                    .hasSize(relation.columnCount()));
    SchemaRow sales =
        rows.schemas.stream().filter(s -> s.name().equals("sales")).findFirst().orElseThrow();
    assertThat(sales.tableCount()).isEqualTo(2);
    assertThat(sales.viewCount()).isEqualTo(1);
  }

  @Test
  void the_count_is_about_what_a_read_hands_out() throws SQLException {
    try (Connection connection = connect()) {
      long handedOut = names(read(connection, Selection.ALL).rows()).size();
      assertThat(source().count(connection, Selection.ALL)).isBetween(handedOut / 2, handedOut * 2);
    }
  }

  @Test
  void a_sink_that_throws_ends_the_read_and_leaves_the_connection_usable() throws SQLException {
    CollectedRows stopping =
        new CollectedRows() {
          @Override
          public void column(ColumnRow row) {
            throw new IllegalStateException("enough");
          }
        };
    try (Connection connection = connect()) {
      assertThatThrownBy(() -> source().read(ReadRequest.full(connection, Selection.ALL), stopping))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThat(stopping.columns).isEmpty();
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(names(read(connection, Selection.ALL).rows()))
          .containsExactlyInAnyOrderElementsOf(names(read(Selection.ALL).rows()));
    }
  }

  @Test
  void aborting_the_connection_ends_a_read_that_waits_for_a_frozen_server() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (StalledLine line = StalledLine.open(port(), Long.MAX_VALUE)) {
      Connection connection = connect(line.port());
      line.stall();
      Future<Result> read = reader.submit(() -> read(connection, Selection.ALL));
      line.awaitAsked();

      ConnectionLoss.abort(connection);

      assertThatThrownBy(() -> read.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SQLException.class);
      assertThat(connection.isClosed()).isTrue();
      connection.close();
    } finally {
      reader.shutdownNow();
    }
  }

  @Test
  void a_read_needs_no_connection_that_could_change_anything() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE \"sales\".\"made\" (\"x\" integer)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("DELETE FROM \"sales\".\"invoice\""))
          .isInstanceOf(SQLException.class);
      source().databases(connection, Selection.ALL);
      source().count(connection, Selection.ALL);
      assertThat(read(connection, Selection.ALL).rows().relations).hasSize(5);
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }
}
