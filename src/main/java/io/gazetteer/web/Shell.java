package io.gazetteer.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What the frame around every page shows. */
@ApplicationScoped
@Named("shell")
public class Shell {

  @Inject SecurityIdentity identity;

  /** Name of the user who is signed in; empty when nobody is. */
  public String getUser() {
    return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
  }
}
