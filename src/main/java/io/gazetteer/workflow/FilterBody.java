package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.MemberReader;
import java.util.List;

/** The filters of a workflow as a request of our own API contains them. */
final class FilterBody {

  private static final String INCLUDE = "includeFilter";
  private static final String EXCLUDE = "excludeFilter";
  private static final String TABLES = "tableRegex";

  private FilterBody() {}

  /**
   * Reads the filters: two objects, or texts that hold one, and a regular expression. Each may be
   * missing.
   *
   * @throws AppException SERVICE_REQUEST_INVALID with every error
   */
  static CrawlFilter read(JsonMembers body, FilterReader reader) {
    FieldErrors errors = new FieldErrors();
    for (String name : body.names()) {
      if (!List.of(INCLUDE, EXCLUDE, TABLES).contains(name)) {
        errors.add(name, "is not known; known are includeFilter, excludeFilter and tableRegex");
      }
    }
    String tables = new MemberReader(body, "", errors).text(TABLES).orElse("");
    CrawlFilter filter =
        CrawlFilter.of(
            reader.filter(body.written(INCLUDE), INCLUDE, errors),
            reader.filter(body.written(EXCLUDE), EXCLUDE, errors),
            reader.tableRegex(tables, TABLES, errors));
    errors.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    return filter;
  }
}
