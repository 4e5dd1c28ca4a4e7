package io.gazetteer.web;

import io.gazetteer.common.FieldFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of a new workflow as it is shown, without the password.
 *
 * @param archive whether runs are to archive what the filters leave out
 * @param summary every fault, with the field to go to
 * @param test what a test found; null when none was made
 */
public record FormView(
    Field connection,
    Field host,
    Field port,
    Field database,
    Field username,
    Field password,
    Field include,
    Field exclude,
    Field tables,
    boolean archive,
    List<Entry> summary,
    TestView test) {

  /** Fields by the path under which the use cases know them; the last part decides. */
  private static final Map<String, String> LABELS = labels();

  /**
   * One field.
   *
   * @param fault what is wrong with it; empty when nothing is
   */
  public record Field(String id, String label, String value, String fault) {}

  /** A line of the summary. */
  public record Entry(String id, String text) {}

  static FormView of(NewWorkflowForm form, List<FieldFault> faults, TestView test) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    List<Entry> summary = new ArrayList<>();
    for (FieldFault fault : faults) {
      String id = fieldOf(fault.field());
      String message = place(fault.field()) + fault.message();
      byField.computeIfAbsent(id, key -> new ArrayList<>()).add(message);
      summary.add(new Entry(id, LABELS.getOrDefault(id, "The form") + ": " + message));
    }
    return new FormView(
        field("connection", form.connection, byField),
        field("host", form.host, byField),
        field("port", form.port, byField),
        field("database", form.database, byField),
        field("username", form.username, byField),
        field("password", "", byField),
        field("include", form.include, byField),
        field("exclude", form.exclude, byField),
        field("tables", form.tables, byField),
        form.archivesFilteredOut(),
        summary,
        test);
  }

  /** A fault in a sentence that begins with the field's label. */
  static String sentence(FieldFault fault) {
    String label = LABELS.get(fieldOf(fault.field()));
    return label == null ? fault.message() : label + ": " + fault.message();
  }

  private static Field field(String id, String typed, Map<String, List<String>> faults) {
    return new Field(
        id,
        LABELS.get(id),
        NewWorkflowForm.text(typed),
        String.join("; ", faults.getOrDefault(id, List.of())));
  }

  private static String fieldOf(String path) {
    if (path.startsWith("parameters.include-filter")) {
      return "include";
    }
    if (path.startsWith("parameters.exclude-filter")) {
      return "exclude";
    }
    if (path.startsWith("parameters.temp-table-regex")) {
      return "tables";
    }
    if (path.startsWith("parameters.connection")) {
      return "connection";
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    return LABELS.containsKey(last) ? last : "";
  }

  /** Where in a filter the fault is, for example {@code ["shop"][0] }; empty elsewhere. */
  private static String place(String path) {
    int bracket = path.startsWith("parameters.") ? path.indexOf('[') : -1;
    return bracket < 0 ? "" : path.substring(bracket) + " ";
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("connection", "Connection name");
    labels.put("host", "Host");
    labels.put("port", "Port");
    labels.put("database", "Database");
    labels.put("username", "User");
    labels.put("password", "Password");
    labels.put("include", "Crawl only");
    labels.put("exclude", "Leave out");
    labels.put("tables", "Tables to leave out");
    return labels;
  }
}
