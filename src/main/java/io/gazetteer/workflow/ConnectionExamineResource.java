package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.ExamineSource;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.DatabaseTree;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.source.Selection;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Examines the server of a stored connection: whether it can be crawled, and what it contains. */
@Path("/api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionExamineResource {

  @Inject Access access;
  @Inject FindConnection findConnection;
  @Inject FilterReader filters;
  @Inject ExamineSource examine;

  /**
   * Tests a stored connection with its default credential.
   *
   * @param body filters as in a workflow; null = no filters
   */
  @POST
  @Path("/{guid}/test")
  public ConnectionReport test(
      @PathParam("guid") String guid, @RequestBody(required = false) JsonMembers body) {
    access.check(Action.TEST_CONNECTION);
    Selection selection = selection(body);
    return examine.test(credential(guid), selection);
  }

  /** Lists the databases and schemas of a stored connection's server, with their table counts. */
  @GET
  @Path("/{guid}/tree")
  public Tree tree(@PathParam("guid") String guid) {
    return filteredTree(guid, null);
  }

  /** Lists the same and marks what the filters select. */
  @POST
  @Path("/{guid}/tree")
  public Tree filteredTree(
      @PathParam("guid") String guid, @RequestBody(required = false) JsonMembers body) {
    access.check(Action.TEST_CONNECTION);
    Selection selection = selection(body);
    return new Tree(examine.list(credential(guid), selection, Optional.of(name -> true)));
  }

  private Selection selection(JsonMembers body) {
    return body == null ? Selection.ALL : FilterBody.read(body, filters).selection();
  }

  private UUID credential(String guid) {
    return findConnection
        .require(guid)
        .defaultCredentialGuid()
        .orElseThrow(
            () ->
                new AppException(
                    ServiceError.CONNECTION_WITHOUT_CREDENTIAL,
                    "The connection has no credential to connect to its server"));
  }

  /** Databases of a server, by name. */
  @Schema(name = "DatabaseTreeList")
  public record Tree(List<DatabaseTree> databases) {}
}
