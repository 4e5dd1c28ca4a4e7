package io.gazetteer.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.workflow.CreateDirectWorkflow.DirectWorkflow;
import jakarta.ws.rs.BeanParam;
import org.jboss.resteasy.reactive.RestForm;

/** What somebody typed into the form of a new workflow. Never printed: it holds a password. */
public class NewWorkflowForm {

  private static final String DEFAULT_PORT = "5432";

  @RestForm public String connection;
  @RestForm public String host;
  @RestForm public String port;
  @RestForm public String database;
  @RestForm public String include;
  @RestForm public String exclude;
  @RestForm public String tables;

  @BeanParam public SignInForm signIn = new SignInForm();

  /** {@code true} = ticked; absent otherwise. */
  @RestForm public String archive;

  /** {@code run} = start a run at once. */
  @RestForm public String act;

  /** A form in which nothing was typed yet. */
  static NewWorkflowForm empty() {
    NewWorkflowForm form = new NewWorkflowForm();
    form.port = DEFAULT_PORT;
    return form;
  }

  DirectWorkflow workflow() {
    return new DirectWorkflow(
        text(connection).strip(),
        credential(),
        text(include).strip(),
        text(exclude).strip(),
        text(tables).strip(),
        archivesFilteredOut());
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

  boolean archivesFilteredOut() {
    return "true".equals(archive);
  }

  boolean runAtOnce() {
    return "run".equals(act);
  }

  static String text(String typed) {
    return typed == null ? "" : typed;
  }
}
