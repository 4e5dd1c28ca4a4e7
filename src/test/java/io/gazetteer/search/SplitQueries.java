package io.gazetteer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries over {@link SplitRows}, as JSON with single quotes. */
final class SplitQueries {

  private static final Map<FieldType, List<String>> VALUES =
      Map.of(
          FieldType.KEYWORD, List.of("a", "AB", "order items", "Column", "~", "none", ""),
          FieldType.KEYWORDS, List.of("x", "Z", "ab", "none"),
          FieldType.TEXT, List.of("order", "ITEM line", "äö", "none", ""),
          FieldType.NUMBER, List.of("1", "2.5", "7", "-1"),
          FieldType.BOOLEAN, List.of("true", "false"),
          FieldType.TIME, List.of("2024-05-15", "now-1d/d", "1715767200000"));

  private SplitQueries() {}

  /** Every clause over every field that it may name, with values that occur and others. */
  static List<String> leaves(SplitRows rows) {
    List<String> guids =
        rows.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT CAST(guid AS text) FROM whole WHERE slot IS NULL AND number = 1"
                            + " UNION ALL SELECT CAST(guid AS text) FROM whole WHERE slot IN (1, 6)"
                            + " ORDER BY 1")
                    .mapTo(String.class)
                    .list());
    List<String> leaves = new ArrayList<>(List.of("{'match_all': {}}", "{'match_none': {}}"));
    SplitRows.FIELDS.forEach(
        (path, type) -> {
          List<String> values =
              type != FieldType.GUID
                  ? VALUES.get(type)
                  : List.of(
                      guids.get(3),
                      guids.get(20).toUpperCase(Locale.ROOT),
                      guids.get(11),
                      "00000000-abcd-7000-8000-000000000000",
                      "ffffffff-abcd-7000-8000-00000000ffff",
                      "0000001",
                      "none");
          leaves.addAll(ofEveryType(path, values));
          if (List.of(FieldType.KEYWORD, FieldType.KEYWORDS, FieldType.TEXT, FieldType.GUID)
              .contains(type)) {
            leaves.addAll(ofTexts(path, values));
          }
        });
    leaves.add(terms("guid", guids));
    leaves.add(terms("guid", guids.subList(0, 1)));
    leaves.add(terms("guid", List.of("none")));
    leaves.add(
        terms("name", IntStream.range(0, 60).mapToObj(i -> i == 30 ? "ab" : "n" + i).toList()));
    leaves.add(
        terms("parent", IntStream.range(0, 60).mapToObj(i -> i == 30 ? "ab" : "n" + i).toList()));
    return List.copyOf(leaves);
  }

  private static List<String> ofEveryType(String path, List<String> values) {
    List<String> clauses = new ArrayList<>();
    clauses.add("{'exists': {'field': '%s'}}".formatted(path));
    clauses.add(terms(path, values));
    clauses.add("{'range': {'%s': {}}}".formatted(path));
    for (String value : values) {
      clauses.add("{'term': {'%s': '%s'}}".formatted(path, value));
      clauses.add("{'match': {'%s': '%s'}}".formatted(path, value));
      clauses.add("{'range': {'%s': {'gte': '%s'}}}".formatted(path, value));
      clauses.add("{'range': {'%s': {'lt': '%s'}}}".formatted(path, value));
      clauses.add(
          "{'range': {'%s': {'gt': '%s', 'lte': '%s'}}}".formatted(path, values.get(0), value));
    }
    return clauses;
  }

  private static List<String> ofTexts(String path, List<String> values) {
    List<String> clauses = new ArrayList<>();
    for (String value : values) {
      clauses.add(
          "{'term': {'%s': {'value': '%s', 'case_insensitive': true}}}".formatted(path, value));
      clauses.add("{'prefix': {'%s': '%s'}}".formatted(path, value));
      clauses.add(
          "{'prefix': {'%s': {'value': '%s', 'case_insensitive': true}}}".formatted(path, value));
      clauses.add("{'wildcard': {'%s': '*%s'}}".formatted(path, value));
      clauses.add("{'match_phrase': {'%s': '%s'}}".formatted(path, value));
    }
    clauses.add(
        "{'wildcard': {'%s': {'value': '*RDE?*', 'case_insensitive': true}}}".formatted(path));
    clauses.add("{'regexp': {'%s': '[a-z].*'}}".formatted(path));
    clauses.add(
        "{'regexp': {'%s': {'value': '[A-B]+', 'case_insensitive': true}}}".formatted(path));
    clauses.add(
        "{'match': {'%s': {'query': 'order none items', 'minimum_should_match': 2}}}"
            .formatted(path));
    clauses.add("{'match': {'%s': {'query': 'items order', 'operator': 'and'}}}".formatted(path));
    clauses.add("{'match': {'%s': {'query': '?', 'zero_terms_query': 'all'}}}".formatted(path));
    return clauses;
  }

  private static String terms(String path, List<String> values) {
    return values.stream()
        .collect(Collectors.joining("', '", "{'terms': {'" + path + "': ['", "']}}"));
  }

  /** A random combination of some clauses. */
  static String bool(List<String> leaves, Random random, int depth) {
    return "{'bool': {'must': %s, 'filter': %s, 'should': %s, 'must_not': %s, 'minimum_should_match': %d}}"
        .formatted(
            some(leaves, random, depth),
            some(leaves, random, depth),
            some(leaves, random, depth),
            some(leaves, random, depth),
            random.nextInt(3));
  }

  private static String some(List<String> leaves, Random random, int depth) {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(
            i ->
                depth > 1 && random.nextBoolean()
                    ? bool(leaves, random, depth - 1)
                    : leaves.get(random.nextInt(leaves.size())))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
