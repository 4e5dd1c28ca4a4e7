package io.gazetteer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What somebody looks for, as the address of the page holds it. */
public class AssetQuery {

  static final int PAGE_SIZE = 25;

  /** Beyond this many hits pages are not handed out; nobody turns so many. */
  static final int DEEPEST = 10_000;

  private static final int TYPES = 50;

  @QueryParam("q")
  public String text;

  @QueryParam("type")
  public String type;

  @QueryParam("connection")
  public String connection;

  @QueryParam("archived")
  public String archived;

  @QueryParam("page")
  public String page;

  String name() {
    return NewWorkflowForm.text(text).strip();
  }

  /** From 1; whatever is no such number means 1. */
  int pageNumber() {
    String typed = NewWorkflowForm.text(page);
    int number = typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : 1;
    return Math.max(1, Math.min(number, DEEPEST / PAGE_SIZE));
  }

  boolean withArchived() {
    return archived != null;
  }

  /** The same search in the query language that the API speaks. */
  ObjectNode dsl() {
    ObjectNode dsl = JsonNodeFactory.instance.objectNode();
    dsl.put("from", (pageNumber() - 1) * PAGE_SIZE).put("size", PAGE_SIZE);
    dsl.put("track_total_hits", true);
    ArrayNode filter = dsl.putObject("query").putObject("bool").putArray("filter");
    filter.addObject().putObject("match_all");
    if (!name().isEmpty()) {
      filter
          .addObject()
          .putObject("wildcard")
          .putObject("name.keyword")
          .put("value", "*" + escaped(name()) + "*")
          .put("case_insensitive", true);
    }
    if (!NewWorkflowForm.text(connection).isEmpty()) {
      filter.addObject().putObject("term").put("connectionQualifiedName", connection);
    }
    if (!withArchived()) {
      filter.addObject().putObject("term").put("__state", "ACTIVE");
    }
    // After the aggregation, so that the other types keep their counts.
    if (!NewWorkflowForm.text(type).isEmpty()) {
      dsl.putObject("post_filter").putObject("term").put("__typeName.keyword", type);
    }
    dsl.putObject("aggregations")
        .putObject("types")
        .putObject("terms")
        .put("field", "__typeName.keyword")
        .put("size", TYPES);
    ArrayNode sort = dsl.putArray("sort");
    sort.addObject().putObject("name.keyword").put("order", "asc");
    sort.addObject().putObject("qualifiedName").put("order", "asc");
    return dsl;
  }

  /** The address of this search with another type. */
  String withType(String other) {
    return address(other, 1);
  }

  /** The address of another page of this search. */
  String withPage(int other) {
    return address(NewWorkflowForm.text(type), other);
  }

  private String address(String wantedType, int wantedPage) {
    StringJoiner address = new StringJoiner("&", "/ui/assets?", "");
    add(address, "q", name());
    add(address, "type", wantedType);
    add(address, "connection", NewWorkflowForm.text(connection));
    add(address, "archived", withArchived() ? "yes" : "");
    add(address, "page", wantedPage > 1 ? Integer.toString(wantedPage) : "");
    return address.toString();
  }

  private static void add(StringJoiner address, String name, String value) {
    if (!value.isEmpty()) {
      address.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static String escaped(String typed) {
    return typed.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }
}
