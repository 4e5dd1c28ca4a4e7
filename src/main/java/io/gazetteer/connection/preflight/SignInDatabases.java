package io.gazetteer.connection.preflight;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.source.Source;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Selects the databases to sign in to first, as a crawl does. */
@ApplicationScoped
class SignInDatabases {

  private final Settings settings;

  @Inject
  SignInDatabases(Settings settings) {
    this.settings = settings;
  }

  /** The crawl setting with the databases from which others are listed. */
  @ConfigMapping(prefix = "gazetteer.crawl")
  interface Settings {

    /**
     * Databases to connect to in order to list the others; empty = the defaults of the kind of
     * server.
     */
    Optional<List<String>> maintenanceDatabases();
  }

  /** Returns databases to try in this order; empty if one must be named and is not. */
  List<String> of(ConnectionTarget target, Source source) {
    return target
        .database()
        .map(List::of)
        .or(settings::maintenanceDatabases)
        .orElseGet(source::maintenanceDatabases);
  }
}
