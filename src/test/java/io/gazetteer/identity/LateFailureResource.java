package io.gazetteer.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;

/** Changes entities in ways that fail only as the transaction commits; exists in tests only. */
@Path("/api/v1/late-failure")
public class LateFailureResource {

  /** The user that is changed; the test adds and deletes it. */
  static final String USER = "dora.of.late.failures";

  @Inject UserRepository users;
  @Inject Jdbi jdbi;

  /** Changes a user whom somebody else changes between the load and the commit. */
  @Operation(hidden = true)
  @POST
  @Path("/overtaken")
  @Transactional
  public void overtaken() {
    UserAccount user = users.account(USER).orElseThrow();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                jdbi.useHandle(
                    handle ->
                        handle.execute(
                            "UPDATE app_user SET version = version + 1 WHERE username = ?", USER)));
    user.setPasswordHash("mine");
  }

  /** Stores a user that breaks a rule of the entity. */
  @Operation(hidden = true)
  @POST
  @Path("/invalid")
  @Transactional
  public void invalid() {
    users.persist(new UserAccount(" ", Instant.EPOCH));
  }

  /** Stores a user whose name is taken. */
  @Operation(hidden = true)
  @POST
  @Path("/duplicate")
  @Transactional
  public void duplicate() {
    users.persist(new UserAccount(USER, Instant.EPOCH));
  }
}
