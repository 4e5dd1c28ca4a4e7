package io.gazetteer.connection.preflight;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Says which database to sign in to first, as a crawl does. */
@ApplicationScoped
class SignInDatabases {

  private final MaintenanceSettings settings;

  @Inject
  SignInDatabases(MaintenanceSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the databases to try, in this order; empty if the connection must name one and names
   * none.
   */
  List<String> of(ConnectionTarget target, Source source) {
    return target
        .database()
        .map(List::of)
        .or(settings::maintenanceDatabases)
        .orElseGet(source::maintenanceDatabases);
  }
}
