package io.gazetteer.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.workflow.CreateWorkflow.Extraction;
import io.gazetteer.workflow.CreateWorkflow.NewWorkflow;
import io.gazetteer.workflow.OfflineLocation;
import jakarta.ws.rs.BeanParam;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What somebody typed into the form of a new workflow. Never printed: it holds a password. */
public class NewWorkflowForm {

  private static final String DEFAULT_PORT = "5432";

  private static final String OFFLINE = "s3";

  @RestForm public String connection;

  /** {@code s3} = from files; else from the server. */
  @RestForm("extraction-method")
  public String extraction;

  @RestForm("metadata-s3-bucket")
  public String bucket;

  @RestForm("metadata-s3-prefix")
  public String prefix;

  @RestForm("metadata-s3-region")
  public String region;

  @RestForm public String host;
  @RestForm public String port;
  @RestForm public String database;
  @RestForm public String include;
  @RestForm public String exclude;
  @RestForm public String tables;

  @BeanParam public SignInForm signIn = new SignInForm();

  /** {@code true} = ticked; absent otherwise. */
  @RestForm public String archive;

  /** {@code true} = ticked; absent otherwise. */
  @RestForm public String publish;

  @RestForm("publish-store")
  public String publishStore;

  @RestForm("publish-keep-runs")
  public String publishKeepRuns;

  @RestForm("publish-keep-days")
  public String publishKeepDays;

  /** {@code run} = start a run at once. */
  @RestForm public String act;

  /**
   * A form in which nothing was typed yet.
   *
   * @param publishes whether workflows publish that say nothing about it
   */
  static NewWorkflowForm empty(boolean publishes) {
    NewWorkflowForm form = new NewWorkflowForm();
    form.port = DEFAULT_PORT;
    form.publish = Boolean.toString(publishes);
    return form;
  }

  NewWorkflow workflow() {
    return new NewWorkflow(
        text(connection).strip(),
        isOffline() ? new Extraction.Offline(location()) : new Extraction.Direct(credential()),
        text(include).strip(),
        text(exclude).strip(),
        text(tables).strip(),
        archivesFilteredOut(),
        publishing());
  }

  private Map<String, String> publishing() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("publish", Boolean.toString(publishes()));
    if (publishes()) {
      putTyped(parameters, "publish-store", publishStore);
      putTyped(parameters, "publish-keep-runs", publishKeepRuns);
      putTyped(parameters, "publish-keep-days", publishKeepDays);
    }
    return parameters;
  }

  private static void putTyped(Map<String, String> parameters, String name, String typed) {
    if (!text(typed).isBlank()) {
      parameters.put(name, typed.strip());
    }
  }

  /** The part that says where to connect to, in the form that credentials are read from. */
  ObjectNode credential() {
    ObjectNode body =
        signIn.credential().put("host", text(host).strip()).put("port", text(port).strip());
    if (!text(database).isBlank()) {
      body.withObject("/extra").put("database", database);
    }
    return body;
  }

  /** The filters, under the names that packages have them by. */
  ObjectNode filters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("include-filter", text(include).strip())
        .put("exclude-filter", text(exclude).strip())
        .put("temp-table-regex", text(tables).strip());
  }

  boolean isOffline() {
    return OFFLINE.equals(extraction);
  }

  private OfflineLocation location() {
    return new OfflineLocation(
        text(bucket).strip(),
        text(prefix).strip(),
        Optional.of(text(region).strip()).filter(name -> !name.isEmpty()));
  }

  boolean archivesFilteredOut() {
    return "true".equals(archive);
  }

  boolean publishes() {
    return "true".equals(publish);
  }

  boolean runAtOnce() {
    return "run".equals(act);
  }

  static String text(String typed) {
    return typed == null ? "" : typed;
  }
}
