package io.gazetteer.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Service;

/** The connector application's calls, for tests that look at what is answered to all of them. */
final class ApplicationCalls {

  private ApplicationCalls() {}

  /** Makes those that take a credential, whether or not it works. */
  static void with(ObjectNode credential) {
    Service.asAdmin().body(credential.toString()).post("/workflows/v1/auth");
    Service.asAdmin()
        .body(credential.deepCopy().put("type", "all").toString())
        .post("/workflows/v1/metadata");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("credentials", credential);
    body.putObject("metadata").put("include-filter", "{\"^postgres$\":[\"^public$\"]}");
    Service.asAdmin().body(body.toString()).post("/workflows/v1/check");
    body.putObject("connection")
        .put("connection_name", "marked")
        .put("connection_qualified_name", "default/postgres/1600000777");
    Service.asAdmin().body(body.toString()).post("/workflows/v1/start");
  }
}
