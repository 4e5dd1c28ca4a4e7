package io.gazetteer.connection.preflight;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.source.Source;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Says which database to sign in to first, as a crawl does. */
@ApplicationScoped
class SignInDatabases {

  private final Settings settings;

  @Inject
  SignInDatabases(Settings settings) {
    this.settings = settings;
  }

  /** The part of the crawl's own settings by which it lists the databases of a server. */
  @ConfigMapping(prefix = "gazetteer.crawl")
  interface Settings {

    /** As a crawl has it; empty = what the kind of server usually has. */
    Optional<List<String>> maintenanceDatabases();
  }

  /** Databases to try in this order; empty where one has to be named and none is. */
  List<String> of(ConnectionTarget target, Source source) {
    return target
        .database()
        .map(List::of)
        .or(settings::maintenanceDatabases)
        .orElseGet(source::maintenanceDatabases);
  }
}
