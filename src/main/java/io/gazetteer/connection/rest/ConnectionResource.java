package io.gazetteer.connection.rest;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.MemberReader;
import io.gazetteer.common.page.Listing;
import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageQuery;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.ExamineSource;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.source.Selection;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections in our own API: reading them, and testing one before it is stored. */
@Path("/api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionResource {

  private static final Listing<Connection> CONNECTIONS =
      new Listing<>(
          Map.of(
              "createdAt",
              connection -> Listing.sortable(connection.createdAt()),
              "name",
              Connection::name),
          Connection::qualifiedName);

  @Inject Access access;
  @Inject FindConnection findConnection;
  @Inject ExamineSource examineSource;

  @GET
  public Page<Connection> list(@BeanParam PageQuery query, @QueryParam("name") String name) {
    access.check(Action.READ_CONNECTION);
    Optional<String> wanted = query.text("name", name);
    PageRequest page =
        query.read(Listing.POSITION_SIZE, "-createdAt", "createdAt", "name", "-name");
    List<Connection> found =
        findConnection.all().stream()
            .filter(connection -> wanted.isEmpty() || wanted.get().equals(connection.name()))
            .toList();
    return CONNECTIONS.page(found, page);
  }

  @GET
  @Path("/{guid}")
  public Connection get(@PathParam("guid") String guid) {
    access.check(Action.READ_CONNECTION);
    return findConnection.require(guid);
  }

  /**
   * Tries a credential and stores nothing.
   *
   * @param body a credential; its member {@code database} wins over the one in {@code extra}
   */
  @POST
  @Path("/test")
  public ConnectionReport test(@NotNull JsonMembers body) {
    FieldErrors errors = new FieldErrors();
    CredentialInput sent = CredentialInput.read(body, "", errors);
    if (body.isText("port")) {
      errors.add("port", "must be a number, not text");
    }
    CredentialInput input =
        new MemberReader(body, "", errors).text("database").map(sent::inDatabase).orElse(sent);
    CredentialRequest request = CredentialRequest.read(input, "", true, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return examineSource.test(request, Selection.ALL);
  }
}
