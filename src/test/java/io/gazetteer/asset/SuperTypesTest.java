package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.SdkModel;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Field;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Super types are stated once, in {@link SdkModel}; searches and answers must say the same. */
class SuperTypesTest {

  private static final SdkModel MODEL = Vocabulary.standard().sdkModel();
  private static final Field FIELD = new TypeFields(Vocabulary.standard()).superTypes("t.name");

  /** All kinds, and a type of another source. */
  static Stream<String> types() {
    return Stream.concat(
        Vocabulary.standard().kinds().stream().map(AssetKind::typeName), Stream.of("H2Trigger"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_search_field_has_the_type_and_its_super_types(String type) throws SQLException {
    List<String> all = new ArrayList<>(MODEL.superTypes(type));
    all.add(type);

    assertThat(evaluate("array_to_string(" + FIELD.sql() + ", ',')", type))
        .isEqualTo(String.join(",", all));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_search_for_a_super_type_finds_exactly_the_types_below_it(String type) throws SQLException {
    Map<String, String> conditions = FIELD.conditions();
    assertThat(conditions.keySet())
        .containsAll(MODEL.superTypes(type).stream().map(SuperTypesTest::lower).toList());

    TreeSet<String> found = new TreeSet<>();
    for (Map.Entry<String, String> condition : conditions.entrySet()) {
      if (evaluate("(" + condition.getValue() + ")::text", type).equals("true")) {
        found.add(condition.getKey());
      }
    }
    TreeSet<String> expected = new TreeSet<>();
    MODEL.superTypes(type).forEach(superType -> expected.add(lower(superType)));
    if (Vocabulary.standard().kind(type).isPresent()) {
      expected.add(lower(type));
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_answer_names_the_super_types_of_an_asset(String type) {
    Asset asset =
        new Asset(
            new UUID(0, 1),
            type,
            "default/postgres/1/x",
            "x",
            "default/postgres/1",
            Optional.empty(),
            Optional.empty(),
            new Asset.Place(null, null, null),
            false,
            1,
            JsonNodeFactory.instance.objectNode(),
            Instant.EPOCH,
            "admin",
            Instant.EPOCH,
            "admin",
            Optional.empty());

    assertThat(AssetWire.header(asset).path("superTypeNames"))
        .extracting(JsonNode::asText)
        .isEqualTo(MODEL.superTypes(type));
  }

  private static String evaluate(String expression, String type) throws SQLException {
    try (Connection connection = Postgres.connect("postgres");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT " + expression + " FROM (VALUES (CAST(? AS text))) AS t(name)")) {
      statement.setString(1, type);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static String lower(String type) {
    return type.toLowerCase(Locale.ROOT);
  }
}
