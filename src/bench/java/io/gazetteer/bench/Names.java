package io.gazetteer.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up names and comments as they are in real schemas. The same source gives the same ones. */
final class Names {

  private static final List<String> NOUNS =
      words(
          "customer purchase invoice ledger payment address product supplier shipment return audit"
              + " session event metric report budget account contract vendor ticket agent region"
              + " country currency price discount stock warehouse batch delivery route driver"
              + " vehicle device sensor reading alert channel message thread comment review"
              + " rating profile preference campaign segment lead opportunity quote policy claim"
              + " premium benefit employee department payroll shift schedule milestone");
  private static final List<String> TABLE_ENDS =
      words("item line entry history log detail type status link snapshot note rule");
  private static final List<String> PREFIXES =
      words("billing shipping default primary parent previous external internal source target");
  private static final List<String> MEANINGS =
      List.of(
          "as the customer sees it",
          "in the currency of the account",
          "copied from the upstream system every night",
          "null until the first review",
          "kept for the auditors",
          "not shown in the portal",
          "unique within one region",
          "set by a trigger",
          "deprecated since the last migration");

  private final Random random;
  private final Set<String> tables = new HashSet<>();

  Names(Random random) {
    this.random = random;
  }

  /** Name of a schema; each number has its own. */
  static String schema(int number) {
    String noun = NOUNS.get(number % NOUNS.size());
    int round = number / NOUNS.size();
    return round == 0 ? noun : noun + "_" + TABLE_ENDS.get(round - 1);
  }

  String noun() {
    return of(NOUNS);
  }

  /** A name that no other table of the schema has. */
  String table() {
    StringBuilder name = new StringBuilder(noun());
    if (random.nextInt(100) < 70) {
      name.append('_').append(noun());
    }
    if (random.nextInt(100) < 40) {
      name.append('_').append(of(TABLE_ENDS));
    }
    while (!tables.add(name.toString())) {
      name.append('_').append(noun());
    }
    return name.toString();
  }

  /** A longer or shorter name that ends in a word which suits the type, such as shipping_city. */
  String column(String end) {
    int sort = random.nextInt(100);
    if (sort < 30) {
      return end;
    }
    if (sort < 75) {
      return noun() + "_" + end;
    }
    return sort < 90
        ? of(PREFIXES) + "_" + noun() + "_" + end
        : noun() + "_" + noun() + "_" + noun() + "_" + end;
  }

  String comment(String name) {
    return "The %s of the %s, %s"
        .formatted(name.replace('_', ' '), noun(), of(MEANINGS))
        .concat(random.nextInt(100) < 30 ? "; see also " + noun() + " " + noun() : "");
  }

  String of(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }
}
