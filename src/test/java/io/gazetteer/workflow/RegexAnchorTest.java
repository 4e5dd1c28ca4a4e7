package io.gazetteer.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexAnchorTest {

  @ParameterizedTest
  @CsvSource({
    "sales, sales, true",
    "sales, sales2, false",
    "^sales$, sales, true",
    "a|b, b, true",
    "a|b, ab, false",
    "(?i)^TMP_.*, tmp_x, true",
    "(?i)tmp, xtmp, false",
    "*, anything, true",
    "sa.*, sales, true",
    "ale, sales, false"
  })
  void an_anchored_expression_matches_whole_names(String regex, String name, boolean matches)
      throws SQLException {
    try (Connection connection = Postgres.connect("postgres");
        PreparedStatement statement = connection.prepareStatement("SELECT ? ~ ?")) {
      statement.setString(1, name);
      statement.setString(2, RegexAnchor.anchored(regex));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getBoolean(1)).isEqualTo(matches);
      }
    }
  }
}
