package io.gazetteer.api.app;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The manifest at its older address. */
@Path("/manifest")
@Produces(MediaType.APPLICATION_JSON)
public class ManifestResource {

  @Inject ApplicationResource application;

  @GET
  public ManifestView manifest(@QueryParam("fe_inputs") @DefaultValue("") String frontendInputs) {
    return application.manifest(frontendInputs);
  }
}
