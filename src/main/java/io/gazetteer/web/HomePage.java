package io.gazetteer.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads from the bare address to the first page. */
@Path("/")
public class HomePage {

  @GET
  public Response home() {
    return Response.seeOther(URI.create("/ui/workflows")).build();
  }
}
