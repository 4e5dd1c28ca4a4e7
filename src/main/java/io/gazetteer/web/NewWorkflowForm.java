package io.gazetteer.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.workflow.CreateDirectWorkflow.DirectWorkflow;
import io.gazetteer.workflow.CreateDirectWorkflow.Server;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What somebody typed into the form of a new workflow. Never printed: it holds a password. */
public class NewWorkflowForm {

  private static final String DEFAULT_PORT = "5432";

  @RestForm public String connection;
  @RestForm public String host;
  @RestForm public String port;
  @RestForm public String database;
  @RestForm public String username;
  @RestForm public String password;
  @RestForm public String include;
  @RestForm public String exclude;
  @RestForm public String tables;

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
        new Server(text(host).strip(), text(port).strip(), text(username), text(password)),
        Optional.of(text(database)).filter(name -> !name.isBlank()),
        text(include).strip(),
        text(exclude).strip(),
        text(tables).strip(),
        archivesFilteredOut());
  }

  /** The part that says where to connect to, in the form that credentials are read from. */
  ObjectNode credential() {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("host", text(host).strip())
            .put("port", text(port).strip())
            .put("authType", "basic")
            .put("username", text(username))
            .put("password", text(password));
    if (!text(database).isBlank()) {
      body.putObject("extra").put("database", database);
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
