package io.gazetteer.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gazetteer.common.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads JSON inside texts, and the filters among it. */
@ApplicationScoped
public class FilterReader {

  private final ObjectReader json;
  private final Function<String, Optional<String>> regexFault;

  @Inject
  FilterReader(ObjectMapper json, RegexCheck regexes) {
    this(json, regexes::fault);
  }

  private FilterReader(ObjectMapper json, Function<String, Optional<String>> regexFault) {
    this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.regexFault = regexFault;
  }

  /** For a program without a store: whether PostgreSQL can read an expression is not asked here. */
  public static FilterReader withoutStore(ObjectMapper json) {
    return new FilterReader(json, RegexCheck::plainFault);
  }

  /** An object that stands in a text, or as it is; missing where neither, with a fault noted. */
  public JsonNode object(JsonNode value, String path, Faults faults) {
    JsonNode found = value;
    if (value.isTextual()) {
      try {
        found = json.readTree(value.textValue());
      } catch (JsonProcessingException notJson) {
        faults.add(path, "is not valid JSON");
        return MissingNode.getInstance();
      }
    }
    if (!found.isObject()) {
      faults.add(path, "must be a JSON object, or text that holds one");
      return MissingNode.getInstance();
    }
    return found;
  }

  /**
   * A whole selection.
   *
   * @param names of the members of {@code body} that hold the include filter, the exclude filter
   *     and the table expression
   * @param path where the body stands in the request, with a dot at its end; may be empty
   */
  public CrawlFilter filters(JsonNode body, Names names, String path, Faults faults) {
    return new CrawlFilter(
        filter(body.path(names.include()), path + names.include(), faults),
        filter(body.path(names.exclude()), path + names.exclude(), faults),
        tableRegex(body.path(names.tables()), path + names.tables(), faults),
        !flag(body, CrawlFilter.EXCLUDE_VIEWS, path, faults),
        !flag(body, CrawlFilter.EXCLUDE_EMPTY_TABLES, path, faults),
        false,
        false);
  }

  /**
   * True or false, as such or as text; absent, null and empty all mean false.
   *
   * @param name with underscores; dashes in their place are as good
   */
  static boolean flag(JsonNode body, String name, String path, Faults faults) {
    String dashed = name.replace('_', '-');
    String found = body.has(dashed) ? dashed : name;
    JsonNode value = body.path(found);
    String word = value.isNull() ? "" : value.asText("?");
    if (value.isMissingNode() || List.of("", "false").contains(word)) {
      return false;
    }
    if (!word.equals("true")) {
      faults.add(path + found, "must be true or false");
    }
    return true;
  }

  /** What the members of a selection are called. */
  public record Names(String include, String exclude, String tables) {}

  /** A filter; absent, null and blank all mean that nothing is chosen. */
  Map<String, List<String>> filter(JsonNode value, String path, Faults faults) {
    Map<String, List<String>> filter = new LinkedHashMap<>();
    boolean blank = value.isTextual() && value.textValue().isBlank();
    if (value.isMissingNode() || value.isNull() || blank) {
      return filter;
    }
    for (Map.Entry<String, JsonNode> entry : object(value, path, faults).properties()) {
      String at = path + "[\"" + entry.getKey() + "\"]";
      check(entry.getKey(), at, faults);
      filter.put(entry.getKey(), schemas(entry.getValue(), at, faults));
    }
    return filter;
  }

  /** The table expression; absent, null and empty all mean none. */
  Optional<String> tableRegex(JsonNode value, String path, Faults faults) {
    boolean empty = value.isTextual() && value.textValue().isEmpty();
    if (value.isMissingNode() || value.isNull() || empty) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      faults.add(path, "must be text");
      return Optional.empty();
    }
    check(value.textValue(), path, faults);
    return Optional.of(value.textValue());
  }

  private List<String> schemas(JsonNode value, String at, Faults faults) {
    List<String> schemas = new ArrayList<>();
    if (value.isTextual() && value.textValue().equals("*")) {
      return schemas;
    }
    if (!value.isArray()) {
      faults.add(at, "must be a list of schema expressions, or \"*\"");
      return schemas;
    }
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i).isTextual()) {
        check(value.get(i).textValue(), at + "[" + i + "]", faults);
        schemas.add(value.get(i).textValue());
      } else {
        faults.add(at + "[" + i + "]", "must be text");
      }
    }
    return schemas.contains("*") ? List.of() : schemas;
  }

  private void check(String regex, String at, Faults faults) {
    regexFault.apply(regex).ifPresent(message -> faults.add(at, message));
  }
}
