package io.gazetteer.connection.rest;

import io.gazetteer.connection.credential.RotateSecrets;
import io.gazetteer.connection.credential.SecretRotation;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Operations on stored secrets, for administrators. */
@Path("/api/v1/secrets")
@Produces(MediaType.APPLICATION_JSON)
public class SecretResource {

  @Inject RotateSecrets rotateSecrets;

  /** Encrypts every stored secret with the current key. Needs no body, and may be called again. */
  @POST
  @Path("/rotation")
  @Consumes(MediaType.WILDCARD)
  public SecretRotation rotate() {
    return rotateSecrets.rotate();
  }
}
