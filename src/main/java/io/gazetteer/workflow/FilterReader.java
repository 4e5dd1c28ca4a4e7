package io.gazetteer.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.gazetteer.common.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads filters in the form that people and clients write: text that contains JSON. */
@ApplicationScoped
public class FilterReader {

  private final ObjectReader json;
  private final Function<String, Optional<String>> regexFault;

  @Inject
  FilterReader(ObjectMapper json, RegexCheck regexes) {
    this(json, regexes::fault);
  }

  private FilterReader(ObjectMapper json, Function<String, Optional<String>> regexFault) {
    this.json = json.readerFor(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.regexFault = regexFault;
  }

  /**
   * Returns a reader for programs without the catalog database. It does not check whether
   * PostgreSQL accepts an expression.
   */
  public static FilterReader withoutStore(ObjectMapper json) {
    return new FilterReader(json, RegexCheck::plainFault);
  }

  /**
   * Reads a filter: database expression to schema expressions.
   *
   * @param text JSON object; blank = empty filter
   * @param path where it stands in the request, for the errors
   */
  public Map<String, List<String>> filter(String text, String path, FieldErrors errors) {
    if (text.isBlank()) {
      return new LinkedHashMap<>();
    }
    Map<String, List<String>> filter = new LinkedHashMap<>();
    object(text, path, errors)
        .forEach(
            (database, schemas) -> {
              String at = path + "[\"" + database + "\"]";
              check(String.valueOf(database), at, errors);
              filter.put(String.valueOf(database), schemas(schemas, at, errors));
            });
    return filter;
  }

  /** Reads the table expression; empty text = none. */
  public Optional<String> tableRegex(String text, String path, FieldErrors errors) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    check(text, path, errors);
    return Optional.of(text);
  }

  /** Notes each expression of a filter that PostgreSQL does not accept. */
  public void check(Map<String, List<String>> filter, String path, FieldErrors errors) {
    filter.forEach(
        (database, schemas) -> {
          String at = path + "[\"" + database + "\"]";
          check(database, at, errors);
          for (int i = 0; i < schemas.size(); i++) {
            check(schemas.get(i), at + "[" + i + "]", errors);
          }
        });
  }

  private Map<?, ?> object(String text, String path, FieldErrors errors) {
    Object found;
    try {
      found = json.readValue(text);
    } catch (JsonProcessingException notJson) {
      errors.add(path, "is not valid JSON");
      return Map.of();
    }
    if (found instanceof Map<?, ?> members) {
      return members;
    }
    errors.add(path, "must be a JSON object, or text that holds one");
    return Map.of();
  }

  private List<String> schemas(Object value, String at, FieldErrors errors) {
    List<String> schemas = new ArrayList<>();
    if ("*".equals(value)) {
      return schemas;
    }
    if (!(value instanceof List<?> list)) {
      errors.add(at, "must be a list of schema expressions, or \"*\"");
      return schemas;
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String regex) {
        check(regex, at + "[" + i + "]", errors);
        schemas.add(regex);
      } else {
        errors.add(at + "[" + i + "]", "must be text");
      }
    }
    return schemas.contains("*") ? List.of() : schemas;
  }

  private void check(String regex, String at, FieldErrors errors) {
    regexFault.apply(regex).ifPresent(message -> errors.add(at, message));
  }
}
