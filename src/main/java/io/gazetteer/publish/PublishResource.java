package io.gazetteer.publish;

import io.gazetteer.run.Run;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Publishing again what a run read. */
@Path("/api/v1/runs/{name}/publish")
@Produces(MediaType.APPLICATION_JSON)
public class PublishResource {

  @Inject RepeatPublication repeatPublication;

  /** The run that will do it. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Run publish(@PathParam("name") String name) {
    return repeatPublication.repeat(name);
  }
}
