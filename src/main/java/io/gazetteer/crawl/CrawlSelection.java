package io.gazetteer.crawl;

import io.gazetteer.source.Selection;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.RegexAnchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow's filters as a source understands them: one rule a pair, every expression anchored.
 */
final class CrawlSelection {

  private CrawlSelection() {}

  static Selection of(CrawlFilter filter) {
    return new Selection(
        rules(filter.include()),
        rules(filter.exclude()),
        filter.tableRegex().map(RegexAnchor::anchored));
  }

  private static List<Selection.Rule> rules(Map<String, List<String>> filter) {
    List<Selection.Rule> rules = new ArrayList<>();
    filter.forEach(
        (database, schemas) -> {
          String anchored = RegexAnchor.anchored(database);
          if (schemas.isEmpty()) {
            rules.add(new Selection.Rule(anchored, Optional.empty()));
          }
          for (String schema : schemas) {
            rules.add(new Selection.Rule(anchored, Optional.of(RegexAnchor.anchored(schema))));
          }
        });
    return rules;
  }
}
