package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Unread;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresSourceTest {

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("source");
    Postgres.execute(
        database,
        """
        CREATE SCHEMA sales; CREATE SCHEMA hr; CREATE SCHEMA "odd.schema/one";
        CREATE DOMAIN sales.money_amount AS numeric(12,2);
        CREATE TABLE sales.customer (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            dropped text,
            name varchar(40) NOT NULL DEFAULT 'nobody',
            balance sales.money_amount,
            debt numeric(10,-2),
            doubled numeric GENERATED ALWAYS AS (balance * 2) STORED,
            seen_at timestamptz(3),
            code text COLLATE "C",
            tags text[]);
        ALTER TABLE sales.customer DROP COLUMN dropped;
        COMMENT ON TABLE sales.customer IS E'who\\tbuys\\nthings \\\\ here';
        COMMENT ON COLUMN sales.customer.name IS 'full name';
        CREATE TABLE sales.customer_order (
            customer_id bigint REFERENCES sales.customer, placed date NOT NULL, total int)
            PARTITION BY RANGE (placed, (total * 2));
        CREATE TABLE sales.order_2025 PARTITION OF sales.customer_order
            FOR VALUES FROM ('2025-01-01', 0) TO ('2026-01-01', 0) PARTITION BY LIST (total);
        CREATE TABLE sales.order_2025_one PARTITION OF sales.order_2025 FOR VALUES IN (1);
        CREATE VIEW sales.totals AS SELECT placed, sum(total) AS total FROM sales.customer_order GROUP BY placed;
        CREATE MATERIALIZED VIEW sales.old AS SELECT * FROM sales.customer WITH NO DATA;
        CREATE UNLOGGED TABLE hr.tmp_scratch (x int, label name, title name COLLATE "default");
        CREATE TABLE hr.customer (id int);
        CREATE TABLE "odd.schema/one"."say ""hi""\n😀" ("a/b%" int, "UPPER" text);
        CREATE FUNCTION sales.tax(amount numeric, rate numeric DEFAULT 0.2) RETURNS numeric
            LANGUAGE sql IMMUTABLE AS 'SELECT amount * rate';
        CREATE FUNCTION sales.tax(amount integer, OUT net integer, OUT gross integer)
            LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN net := 1; gross := 2; END';
        CREATE FUNCTION sales.standard(a int) RETURNS int LANGUAGE sql RETURN a + 1;
        CREATE PROCEDURE hr.clean(VARIADIC names text[]) LANGUAGE plpgsql AS 'BEGIN END';
        CREATE AGGREGATE sales.product(int) (SFUNC = int4mul, STYPE = int);
        ANALYZE hr.customer;
        """);
  }

  private static CollectedRows read(Selection selection) throws SQLException {
    CollectedRows rows = new CollectedRows();
    try (Connection connection = connect()) {
      new PostgresSource().read(ReadRequest.full(connection, selection), rows);
    }
    return rows;
  }

  private static Connection connect() throws SQLException {
    return Postgres.connect(database);
  }

  @Test
  void system_and_temporary_schemas_are_never_listed() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.schemas)
        .extracting(SchemaRow::name)
        .containsExactlyInAnyOrder("public", "sales", "hr", "odd.schema/one");
  }

  @Test
  void tables_partitions_and_views_are_told_apart() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.relations).hasSize(9);
    assertThat(rows.relation("sales", "customer").kind()).isEqualTo(RelationKind.TABLE);
    assertThat(rows.relation("sales", "old").storage().populated()).isFalse();
    assertThat(rows.relation("hr", "tmp_scratch").storage().unlogged()).isTrue();
    RelationRow orders = rows.relation("sales", "customer_order");
    assertThat(orders.partitioning())
        .isEqualTo(new RelationRow.Partitioning("RANGE", "RANGE (placed, ((total * 2)))", 1));
    RelationRow year = rows.relation("sales", "order_2025");
    assertThat(year.partitionOf().name()).isEqualTo("customer_order");
    assertThat(year.partitionOf().parentIsPartition()).isFalse();
    assertThat(year.partitioning().strategy()).isEqualTo("LIST");
    assertThat(rows.relation("sales", "order_2025_one").partitionOf())
        .isEqualTo(new RelationRow.PartitionOf("sales", "order_2025", true, "FOR VALUES IN (1)"));
  }

  @Test
  void a_dropped_column_does_not_count() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.relation("sales", "customer").columnCount()).isEqualTo(8);
    assertThat(rows.columns)
        .filteredOn(column -> column.relation().name().equals("customer_order"))
        .hasSize(3);
  }

  @Test
  void comments_keep_their_control_characters() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.relation("sales", "customer").comment()).isEqualTo("who\tbuys\nthings \\ here");
    assertThat(rows.relation("hr", "customer").comment()).isNull();
    assertThat(rows.column("sales", "customer", "name").comment()).isEqualTo("full name");
  }

  @Test
  void a_column_knows_its_type_default_and_keys() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    ColumnRow name = rows.column("sales", "customer", "name");
    assertThat(name.type().formatted()).isEqualTo("character varying(40)");
    assertThat(name.type().maxLength()).isEqualTo(40);
    assertThat(name.nullable()).isFalse();
    assertThat(name.defaultValue()).isEqualTo("'nobody'::character varying");
    ColumnRow id = rows.column("sales", "customer", "id");
    assertThat(id.identity()).isEqualTo("ALWAYS");
    assertThat(id.keys()).isEqualTo(new ColumnRow.Keys(true, false, true, 0));
    assertThat(rows.column("sales", "customer_order", "customer_id").keys().foreign()).isTrue();
    assertThat(rows.column("sales", "customer_order", "placed").keys().partitionOrder())
        .isEqualTo(1);
    assertThat(rows.column("sales", "customer", "code").type().collation()).isEqualTo("C");
    assertThat(rows.column("sales", "customer", "tags").type().formatted()).isEqualTo("text[]");
    assertThat(rows.column("sales", "customer", "seen_at").type().precision()).isEqualTo(3);
  }

  @Test
  void a_column_tells_its_collation_where_it_is_not_its_type_s_own() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.column("sales", "customer", "code").type().collation()).isEqualTo("C");
    assertThat(rows.column("hr", "tmp_scratch", "title").type().collation()).isEqualTo("default");
    assertThat(rows.column("hr", "tmp_scratch", "label").type().collation()).isNull();
    assertThat(rows.column("sales", "customer", "name").type().collation()).isNull();
  }

  @Test
  void columns_come_table_by_table_and_in_their_order() throws SQLException {
    List<ColumnRow> columns =
        read(Selection.ALL).columns.stream().filter(column -> column.generated() == null).toList();
    Set<ColumnRow.RelationRef> begun = new HashSet<>();
    ColumnRow last = null;
    for (ColumnRow column : columns) {
      if (last != null && column.relation().equals(last.relation())) {
        assertThat(column.position()).isGreaterThan(last.position());
      } else {
        assertThat(begun.add(column.relation())).as("%s comes once", column.relation()).isTrue();
      }
      last = column;
    }
    assertThat(begun).hasSizeGreaterThan(5);
  }

  @Test
  void a_domain_tells_the_precision_of_its_base() throws SQLException {
    ColumnRow balance = read(Selection.ALL).column("sales", "customer", "balance");
    assertThat(balance.type().formatted()).isEqualTo("sales.money_amount");
    assertThat(balance.type().base()).isEqualTo("numeric(12,2)");
    assertThat(balance.type().precision()).isEqualTo(12);
    assertThat(balance.type().scale()).isEqualTo(2);
  }

  @Test
  void a_scale_may_be_negative() throws SQLException {
    ColumnRow debt = read(Selection.ALL).column("sales", "customer", "debt");
    assertThat(debt.type().precision()).isEqualTo(10);
    assertThat(debt.type().scale()).isEqualTo(-2);
  }

  @Test
  void a_generated_column_comes_with_its_expression() throws SQLException {
    ColumnRow doubled = read(Selection.ALL).column("sales", "customer", "doubled");
    assertThat(doubled.generated()).isEqualTo("STORED");
    assertThat(doubled.defaultValue()).contains("balance").contains("2");
    assertThat(doubled.unread()).isEmpty();
  }

  @Test
  void names_are_kept_as_they_are() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.relation("odd.schema/one", "say \"hi\"\n😀").columnCount()).isEqualTo(2);
    assertThat(rows.column("odd.schema/one", "say \"hi\"\n😀", "a/b%").position()).isEqualTo(1);
  }

  @Test
  void a_view_has_its_whole_statement() throws SQLException {
    RelationRow totals = read(Selection.ALL).relation("sales", "totals");
    assertThat(totals.definition())
        .startsWith("CREATE OR REPLACE VIEW \"sales\".\"totals\" AS\n")
        .contains("sales.customer_order");
  }

  @Test
  void overloads_are_different_routines_and_aggregates_are_none() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.routines)
        .extracting(routine -> routine.schema() + "." + routine.name() + routine.argumentTypes())
        .containsExactlyInAnyOrder(
            "sales.tax[numeric, numeric]",
            "sales.tax[integer]",
            "sales.standard[integer]",
            "hr.clean[text[]]");
    RoutineRow out =
        rows.routines.stream()
            .filter(r -> r.argumentTypes().equals(List.of("integer")))
            .findFirst()
            .orElseThrow();
    assertThat(out.definition()).contains("CREATE OR REPLACE FUNCTION sales.");
    RoutineRow clean =
        rows.routines.stream().filter(RoutineRow::procedure).findFirst().orElseThrow();
    assertThat(clean.arguments())
        .containsExactly(new RoutineRow.Argument("names", "VARIADIC", "text[]"));
    assertThat(clean.returnType()).isNull();
  }

  @Test
  void estimates_are_null_until_analysed() throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    assertThat(rows.relation("sales", "customer").size().rows()).isNull();
    assertThat(rows.relation("sales", "customer").size().bytes()).isPositive();
    assertThat(rows.relation("sales", "totals").size().bytes()).isNull();
  }

  @Test
  void an_exclude_rule_wins_over_an_include_rule() throws SQLException {
    Selection selection =
        new Selection(
            List.of(new Selection.Rule("^(?:" + database + ")$", Optional.empty())),
            List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:hr|public)$"))),
            Optional.empty());
    CollectedRows rows = new CollectedRows();
    try (Connection connection = connect()) {
      Reading reading = new PostgresSource().read(ReadRequest.full(connection, selection), rows);
      assertThat(reading.excludedSchemas()).containsExactlyInAnyOrder("hr", "public");
    }
    assertThat(rows.schemas)
        .extracting(SchemaRow::name)
        .containsExactlyInAnyOrder("sales", "odd.schema/one");
    assertThat(rows.relations).noneMatch(relation -> relation.schema().equals("hr"));
    assertThat(rows.columns).noneMatch(column -> column.relation().schema().equals("hr"));
  }

  @Test
  void relations_left_out_by_name_are_reported_and_their_columns_left_out() throws SQLException {
    Selection selection = new Selection(List.of(), List.of(), Optional.of("(?i)^(?:TMP_.*)$"));
    CollectedRows rows = new CollectedRows();
    try (Connection connection = connect()) {
      Reading reading = new PostgresSource().read(ReadRequest.full(connection, selection), rows);
      assertThat(reading.excludedRelations().get("hr")).containsExactly("tmp_scratch");
    }
    assertThat(rows.columns).noneMatch(column -> column.relation().name().equals("tmp_scratch"));
  }

  private static long droppedColumns(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_attribute WHERE attisdropped AND attrelid >= 16384")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void the_count_is_what_a_read_hands_out_save_the_database_and_with_dropped_columns()
      throws SQLException {
    CollectedRows rows = read(Selection.ALL);
    long handedOut =
        (long) rows.schemas.size()
            + rows.relations.size()
            + rows.columns.size()
            + rows.routines.size()
            + rows.objects.size();
    try (Connection connection = connect()) {
      long dropped = droppedColumns(connection);
      assertThat(dropped).isPositive();
      assertThat(new PostgresSource().count(connection, Selection.ALL))
          .isEqualTo(handedOut + dropped);
    }
  }

  @Test
  void a_view_behind_a_locked_table_is_unknown_and_the_rest_is_read() throws SQLException {
    try (Connection locker = Postgres.connect(database);
        Statement lock = locker.createStatement();
        Connection connection = connect()) {
      locker.setAutoCommit(false);
      lock.execute("LOCK TABLE sales.customer_order IN ACCESS EXCLUSIVE MODE");
      CollectedRows rows = new CollectedRows();
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(rows.relation("sales", "totals").unread()).containsExactly(Unread.DEFINITION);
      assertThat(rows.relation("sales", "old").definition()).isNotNull();
      assertThat(reading.warnings()).anyMatch(warning -> warning.contains("sales.totals"));
      locker.rollback();
    }
  }

  @Test
  void databases_are_listed_with_what_the_rules_say() throws SQLException {
    Selection selection =
        new Selection(
            List.of(new Selection.Rule("^(?:" + database + ")$", Optional.empty())),
            List.of(new Selection.Rule("^(?:postgres)$", Optional.empty())),
            Optional.empty());
    try (Connection connection = connect()) {
      List<DatabaseListing> listings = new PostgresSource().databases(connection, selection);
      assertThat(listings)
          .contains(
              new DatabaseListing(database, true, false, true, false),
              new DatabaseListing("postgres", true, false, false, true),
              new DatabaseListing("template0", false, true, false, false));
    }
  }
}
