package io.gazetteer.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;

/** Health in the form of the connector application, beside Quarkus' own below {@code /q/health}. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ServerResource {

  @Inject SmallRyeHealthReporter reporter;

  @GET
  @Path("/server/health")
  public Health health() {
    return new Health("healthy");
  }

  @GET
  @Path("/health")
  public Health healthOfNewerClients() {
    return health();
  }

  @GET
  @Path("/server/ready")
  public Response ready() {
    SmallRyeHealth readiness = reporter.getReadiness();
    Map<String, String> checks = new TreeMap<>();
    for (JsonObject check :
        readiness.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class)) {
      checks.put(check.getString("name"), check.getString("status"));
    }
    return readiness.isDown()
        ? Response.status(503).entity(new Ready("unavailable", checks)).build()
        : Response.ok(new Ready("ok", checks)).build();
  }

  @GET
  @Path("/ready")
  public Response readyOfNewerClients() {
    return ready();
  }

  /** Always healthy: a service that is not gives no answer. */
  public record Health(String status) {}

  /**
   * Whether the service can work.
   *
   * @param status ok or unavailable
   * @param checks UP or DOWN by name
   */
  public record Ready(String status, Map<String, String> checks) {}
}
