package io.gazetteer.asset.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clauses that the SDKs build and that need more than a comparison: stems and patterns. */
@ServiceTest
class SdkClausesResourceTest {

  private static CrawledShop shop;

  @BeforeEach
  void crawl_a_shop_once() {
    if (shop == null) {
      shop = new CrawledShop();
      shop.sql(
          """
          CREATE TABLE public.ordering_rules (id int);
          CREATE TABLE public."a@b" (id int);
          CREATE TABLE public.axb (id int)""");
      shop.crawl();
    }
  }

  /** Names of the tables of the shop that a clause finds, in order. */
  private static List<String> tables(String clause) {
    return Service.search(
            """
            {"size": 50, "sort": [{"name.keyword": {"order": "asc"}}],
             "query": {"bool": {"filter": [%s,
               {"term": {"__typeName.keyword": "Table"}},
               {"prefix": {"qualifiedName": "%s"}}]}}}"""
                .formatted(clause, shop.path("/public/")))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("entities.attributes.name");
  }

  /** The clause that match_stemmed builds. */
  private static String stemmed(String text) {
    return "{\"match\": {\"name.stemmed\": {\"query\": \"" + text + "\"}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "order, ordering_rules orders",
    "ordered, ordering_rules orders",
    "ORDERS, ordering_rules orders",
    "line, lines",
    "ruled, ordering_rules",
    "lines rule, lines ordering_rules"
  })
  void match_stemmed_finds_names_by_the_stems_of_their_words(String text, String expected) {
    assertThat(tables(stemmed(text))).containsExactlyInAnyOrder(expected.split(" ", -1));
  }

  @Test
  void match_stemmed_finds_nothing_by_a_part_of_a_stem_or_by_another_word() {
    assertThat(tables(stemmed("ord"))).isNullOrEmpty();
    assertThat(tables(stemmed("nothingofthekind"))).isNullOrEmpty();
  }

  /** The clause that Regexp of the SDKs builds. */
  private static String pattern(String regexp) {
    return "{\"regexp\": {\"name.keyword\": {\"value\": \"" + regexp + "\"}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "or@, ordering_rules orders",
    "@ers, orders",
    "l@s, lines",
    "a@b, a@b axb",
    "a\\\\@b, a@b",
    "a[@x]b, a@b axb"
  })
  void an_at_sign_in_a_regular_expression_stands_for_any_text_unless_it_is_escaped(
      String regexp, String expected) {
    assertThat(tables(pattern(regexp))).containsExactlyInAnyOrder(expected.split(" ", -1));
  }
}
