package io.gazetteer.web;

import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.workflow.WorkflowForm;
import io.gazetteer.workflow.WorkflowForm.Origin;
import jakarta.ws.rs.BeanParam;
import java.util.LinkedHashMap;
import java.util.Map;
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

  WorkflowForm workflow() {
    return new WorkflowForm(
        text(connection).strip(),
        isOffline() ? location() : new Origin.Direct(credential()),
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

  /** Where to connect to, and as whom. */
  CredentialInput credential() {
    return signIn.credential(text(host).strip(), text(port).strip(), text(database));
  }

  boolean isOffline() {
    return OFFLINE.equals(extraction);
  }

  private Origin.Offline location() {
    return new Origin.Offline(text(bucket).strip(), text(prefix).strip(), text(region).strip());
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

  private static String text(String typed) {
    return typed == null ? "" : typed;
  }
}
