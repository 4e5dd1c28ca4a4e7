package io.gazetteer.cli;

import io.gazetteer.common.MappedSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.StandaloneConnections;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import java.util.concurrent.ExecutorService;

/** The few objects that commands work with, put together by hand as no container is here. */
final class Workbench {

  private final CommandEnvironment environment;
  private final SourceLimits limits;
  private final Sources sources;
  private final AwsSessions aws;
  private final OpenConnection openConnection;

  Workbench(CommandEnvironment environment) {
    this.environment = environment;
    this.limits = MappedSettings.of(environment.config(), SourceLimits.class);
    this.sources = Sources.withoutContainer(limits);
    this.aws = new AwsSessions(environment.clock());
    this.openConnection =
        StandaloneConnections.of(environment.config(), sources, limits, aws, environment.clock());
  }

  SourceLimits limits() {
    return limits;
  }

  Sources sources() {
    return sources;
  }

  AwsSessions aws() {
    return aws;
  }

  OpenConnection openConnection() {
    return openConnection;
  }

  /** What tests a connection, in a thread of the executor. */
  TestConnection testConnection(ExecutorService executor) {
    return TestConnection.withoutContainer(
        environment.config(), openConnection, sources, limits, executor, environment.clock());
  }
}
