package io.gazetteer.web;

import io.gazetteer.common.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The form of a new workflow as it is shown, without passwords and keys.
 *
 * @param offline whether the metadata comes from files
 * @param archive whether runs are to archive what the filters omit
 * @param publishing what is to become of published runs
 * @param summary every error, with the field to go to
 * @param test what a test found; null when none was made
 */
public record FormView(
    Field connection,
    boolean offline,
    Field bucket,
    Field prefix,
    Field region,
    Field host,
    Field port,
    Field database,
    SignIn signIn,
    Field include,
    Field exclude,
    Field tables,
    boolean archive,
    Publishing publishing,
    List<Entry> summary,
    TestView test) {

  private static final String STORE = "publish-store";
  private static final String KEEP_RUNS = "publish-keep-runs";
  private static final String KEEP_DAYS = "publish-keep-days";

  /** Fields by the path under which the use cases know them; the last part decides. */
  private static final Map<String, String> LABELS = labels();

  /**
   * One field.
   *
   * @param fault what is wrong with it; empty when nothing is
   */
  public record Field(String id, String label, String value, String fault) {}

  /**
   * How to sign in.
   *
   * @param way the authType chosen
   * @param fields by the names that credentials have them under
   * @param openTls whether to show the certificates, as something is there or wrong with them
   * @param references what references to secrets may begin with; empty = none may be used
   */
  public record SignIn(
      String way, Map<String, Field> fields, boolean openTls, List<String> references) {

    /** One field; every name of {@link SignInForm} is there. */
    public Field field(String id) {
      return fields.get(id);
    }

    public boolean hasMode(String mode) {
      return fields.get("sslmode").value().equals(mode);
    }
  }

  /**
   * Publishing.
   *
   * @param stores the object stores to choose from
   * @param store the one chosen; empty = the default
   * @param keepRuns how many runs are kept
   * @param keepDays for how many days, save the newest
   */
  public record Publishing(
      boolean on, List<String> stores, Field store, Field keepRuns, Field keepDays) {}

  public record Entry(String id, String text) {}

  /**
   * What was typed, with what is wrong with it.
   *
   * @param stores names of the catalog databases that a workflow may publish to
   * @param references what references to secrets may begin with
   */
  static FormView of(
      NewWorkflowForm form,
      List<String> stores,
      List<FieldError> errors,
      TestView test,
      List<String> references) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    List<Entry> summary = new ArrayList<>();
    for (FieldError fault : errors) {
      String id = fieldOf(fault.field());
      String message = place(fault.field()) + fault.message();
      byField.computeIfAbsent(id, key -> new ArrayList<>()).add(message);
      summary.add(new Entry(id, LABELS.getOrDefault(id, "The form") + ": " + message));
    }
    return new FormView(
        field("connection", form.connection, byField),
        form.isOffline(),
        field("metadata-s3-bucket", form.bucket, byField),
        field("metadata-s3-prefix", form.prefix, byField),
        field("metadata-s3-region", form.region, byField),
        field("host", form.host, byField),
        field("port", form.port, byField),
        field("database", form.database, byField),
        signIn(form.signIn, byField, references),
        field("include", form.include, byField),
        field("exclude", form.exclude, byField),
        field("tables", form.tables, byField),
        form.archivesFilteredOut(),
        new Publishing(
            form.publishes(),
            stores,
            field(STORE, form.publishStore, byField),
            field(KEEP_RUNS, form.publishKeepRuns, byField),
            field(KEEP_DAYS, form.publishKeepDays, byField)),
        summary,
        test);
  }

  /** An error in a sentence that begins with the field's label. */
  static String sentence(FieldError fault) {
    String label = LABELS.get(fieldOf(fault.field()));
    return label == null ? fault.message() : label + ": " + fault.message();
  }

  private static SignIn signIn(
      SignInForm form, Map<String, List<String>> errors, List<String> references) {
    Map<String, Field> fields = new LinkedHashMap<>();
    form.shown().forEach((id, typed) -> fields.put(id, field(id, typed, errors)));
    boolean openTls =
        Stream.of("sslrootcert", "sslcert", "sslkey", "sslpassword")
            .map(fields::get)
            .anyMatch(field -> !field.value().isEmpty() || !field.fault().isEmpty());
    return new SignIn(form.way(), fields, openTls, references);
  }

  private static Field field(String id, String typed, Map<String, List<String>> errors) {
    return new Field(
        id,
        LABELS.get(id),
        Objects.requireNonNullElse(typed, ""),
        String.join("; ", errors.getOrDefault(id, List.of())));
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

  /** Where in a filter the error is, for example {@code ["shop"][0] }; empty elsewhere. */
  private static String place(String path) {
    int bracket = path.startsWith("parameters.") ? path.indexOf('[') : -1;
    return bracket < 0 ? "" : path.substring(bracket) + " ";
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("connection", "Connection name");
    labels.put("metadata-s3-bucket", "Bucket or store");
    labels.put("metadata-s3-prefix", "Prefix");
    labels.put("metadata-s3-region", "Region of the bucket");
    labels.put("host", "Host");
    labels.put("port", "Port");
    labels.put("database", "Database");
    labels.put("username", "User");
    labels.put("password", "Password");
    labels.put("authType", "Authentication");
    labels.put("aws_access_key_id", "Access key");
    labels.put("aws_secret_access_key", "Secret key");
    labels.put("aws_session_token", "Session token");
    labels.put("aws_profile", "Profile");
    labels.put("aws_region", "Region");
    labels.put("aws_role_arn", "Role ARN");
    labels.put("aws_external_id", "External id");
    labels.put("aws_role_session_name", "Session name");
    labels.put("aws_source_identity", "Source identity");
    labels.put("aws_sts_endpoint", "STS endpoint");
    labels.put("sslmode", "TLS mode");
    labels.put("sslrootcert", "CA certificates");
    labels.put("sslcert", "Client certificate");
    labels.put("sslkey", "Client key");
    labels.put("sslpassword", "Password of the client key");
    labels.put("driver_parameters", "Driver parameters");
    labels.put("include", "Databases and schemas to crawl");
    labels.put("exclude", "Databases and schemas to exclude");
    labels.put("tables", "Tables to exclude");
    labels.put(STORE, "Object store");
    labels.put(KEEP_RUNS, "Published runs to keep");
    labels.put(KEEP_DAYS, "Days to keep them");
    return labels;
  }
}
