package io.gazetteer.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ServiceTest
class LongNamesResourceTest {

  /**
   * A type's name as long as PostgreSQL allows, and unlike the others, as repetition compresses.
   */
  private static String type(int number) {
    return "t" + number + new BigInteger(290, new Random(number)).toString(36);
  }

  private static String list(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "far_away." + type(i))
        .collect(Collectors.joining(", "));
  }

  private static String database() throws SQLException {
    String name = Postgres.createDatabase("long");
    StringBuilder sql = new StringBuilder("CREATE SCHEMA far_away; CREATE TABLE kept (id int);");
    for (int i = 0; i < 100; i++) {
      sql.append("CREATE DOMAIN far_away.%s AS int;".formatted(type(i)));
    }
    for (int count : new int[] {60, 61, 99, 100}) {
      sql.append(
          "CREATE FUNCTION long_one(%s) RETURNS int LANGUAGE sql AS 'SELECT 1';"
              .formatted(list(count)));
    }
    sql.append(
        "CREATE FUNCTION step(int, %s) RETURNS int LANGUAGE sql AS 'SELECT $1';"
            .formatted(list(98)));
    sql.append(
        "CREATE AGGREGATE long_sum(%s) (SFUNC = step, STYPE = int, INITCOND = 0);"
            .formatted(list(98)));
    sql.append("CREATE PROCEDURE long_way(%s) LANGUAGE sql AS 'SELECT 1';".formatted(list(90)));
    Postgres.execute(name, sql.toString());
    return name;
  }

  @Test
  void routines_and_aggregates_with_a_hundred_long_arguments_are_crawled_searched_and_kept()
      throws SQLException {
    WorkflowBuilder workflow = WorkflowBuilder.aWorkflow().of(database());

    JsonPath run = Service.awaitEnd(workflow.start());

    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(run.getBoolean("run.degraded")).as(run.prettify()).isFalse();
    List<Map<String, Object>> assets = Service.assetsOf(workflow.connection());
    assertThat(names(assets, "Function")).containsOnly("long_one", "step").hasSize(5);
    assertThat(names(assets, "Procedure")).containsExactly("long_way");
    assertThat(names(assets, "PostgresAggregate")).hasSize(1);
    assertThat(names(assets, "Table")).containsExactly("kept");
    JsonPath again = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(again.getLong("run.created")).as(again.prettify()).isZero();
    assertThat(again.getLong("run.changed")).isZero();
    assertThat(again.getLong("run.archived")).isZero();
  }

  private static List<String> names(List<Map<String, Object>> assets, String type) {
    return assets.stream()
        .filter(asset -> asset.get("typeName").equals(type))
        .map(asset -> ((Map<?, ?>) asset.get("attributes")).get("name").toString())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }
}
