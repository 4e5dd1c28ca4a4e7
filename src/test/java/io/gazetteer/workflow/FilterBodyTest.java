package io.gazetteer.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldError;
import io.gazetteer.common.JsonMembers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterBodyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static CrawlFilter read(String body) {
    return FilterBody.read(JsonMembers.parse(body), FilterReader.withoutStore(JSON));
  }

  @Test
  void filters_are_objects_or_texts_that_hold_one() {
    CrawlFilter filter =
        read(
            """
            {"includeFilter": {"^a$": ["^x$"]}, "excludeFilter": "{\\"^b$\\": \\"*\\"}", "tableRegex": "^t$"}\
            """);

    assertThat(filter.include()).isEqualTo(Map.of("^a$", List.of("^x$")));
    assertThat(filter.exclude()).isEqualTo(Map.of("^b$", List.of()));
    assertThat(filter.tableRegex()).contains("^t$");
    assertThat(read("{}")).isEqualTo(CrawlFilter.ALL);
    assertThat(read("{\"includeFilter\": null, \"tableRegex\": null}")).isEqualTo(CrawlFilter.ALL);
  }

  @Test
  void every_error_is_listed_at_once() {
    assertThatThrownBy(
            () ->
                read("{\"includeFilter\": [1], \"excludeFilter\": \"{\", \"filter\": {\"a\": 1}}"))
        .isInstanceOfSatisfying(
            AppException.class,
            fault ->
                assertThat(fault.errors())
                    .extracting(FieldError::field)
                    .containsExactlyInAnyOrder("filter", "includeFilter", "excludeFilter"));
  }
}
