package io.gazetteer.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionError;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Looks at the server of a stored connection: whether it can be crawled, and what it has. */
@Path("/api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionExamineResource {

  private static final String INCLUDE = "includeFilter";
  private static final String EXCLUDE = "excludeFilter";
  private static final String TABLES = "tableRegex";
  private static final Set<String> KNOWN = Set.of(INCLUDE, EXCLUDE, TABLES);

  @Inject Access access;
  @Inject FindConnection findConnection;
  @Inject FilterReader filters;
  @Inject ExamineSource examine;
  @Inject ObjectMapper json;

  /**
   * Tests a stored connection with its default credential.
   *
   * @param body {@code includeFilter}, {@code excludeFilter} and {@code tableRegex} as in a
   *     workflow, each optional; none at all is the same as an empty object
   */
  @POST
  @Path("/{guid}/test")
  public ConnectionReport test(
      @PathParam("guid") String guid, @RequestBody(required = false) Object body) {
    access.check(Action.TEST_CONNECTION);
    Selection selection = selection(body);
    return examine.test(credential(guid), selection);
  }

  /** Databases and schemas of a stored connection's server, with what is in them. */
  @GET
  @Path("/{guid}/tree")
  public Tree tree(@PathParam("guid") String guid) {
    return filteredTree(guid, null);
  }

  /**
   * The same with what filters choose marked as selected.
   *
   * @param body as for a test
   */
  @POST
  @Path("/{guid}/tree")
  public Tree filteredTree(
      @PathParam("guid") String guid, @RequestBody(required = false) Object body) {
    access.check(Action.TEST_CONNECTION);
    Selection selection = selection(body);
    return new Tree(examine.list(credential(guid), selection, Optional.of(name -> true)));
  }

  private Selection selection(Object body) {
    Faults faults = new Faults();
    Map<?, ?> sent = body instanceof Map<?, ?> members ? members : Map.of();
    if (body != null && !(body instanceof Map)) {
      faults.add("", "must be an object with includeFilter, excludeFilter and tableRegex");
    }
    sent.keySet().stream()
        .map(String::valueOf)
        .filter(name -> !KNOWN.contains(name))
        .forEach(
            name ->
                faults.add(
                    name, "is not known; known are includeFilter, excludeFilter and tableRegex"));
    Object tables = sent.get(TABLES);
    if (tables != null && !(tables instanceof String)) {
      faults.add(TABLES, "must be text");
    }
    CrawlFilter filter =
        CrawlFilter.of(
            filters.filter(text(sent.get(INCLUDE)), INCLUDE, faults),
            filters.filter(text(sent.get(EXCLUDE)), EXCLUDE, faults),
            filters.tableRegex(tables instanceof String regex ? regex : "", TABLES, faults));
    faults.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    return filter.selection();
  }

  /** A filter is sent as an object or as text that holds one. */
  private String text(Object filter) {
    if (filter == null || filter instanceof String) {
      return Objects.requireNonNullElse((String) filter, "");
    }
    try {
      return json.writeValueAsString(filter);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("JSON that cannot be written", failure);
    }
  }

  private UUID credential(String guid) {
    return connection(guid)
        .defaultCredentialGuid()
        .orElseThrow(
            () ->
                new AppException(
                    ServiceError.CONNECTION_WITHOUT_CREDENTIAL,
                    "The connection has no credential to look at its server with"));
  }

  private Connection connection(String guid) {
    try {
      Optional<Connection> found = findConnection.byGuid(UUID.fromString(guid));
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException notGuid) {
      // No connection has such a guid.
    }
    throw new AppException(ConnectionError.CONNECTION_NOT_FOUND, "There is no connection " + guid);
  }

  /** What there is to choose from, by name. */
  @Schema(name = "DatabaseTreeList")
  public record Tree(List<DatabaseTree> databases) {}
}
