package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlState;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.connection.aws.RdsRegion;
import io.gazetteer.connection.guard.GuardLimits;
import io.gazetteer.connection.guard.StartupChange;
import io.gazetteer.connection.secret.ResolveReferences;
import io.gazetteer.connection.tls.PemException;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.EscapedBytes;
import io.gazetteer.source.SourceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;
import org.postgresql.util.PSQLState;

/**
 * Opens one network connection to a server. Sets nothing on its session, because behind a pooler in
 * transaction mode that would affect other clients.
 */
@ApplicationScoped
class PhysicalConnection {

  private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);

  /** A sign-in needs several answers, and perhaps a cloud token on our side. */
  private static final int SIGN_IN_TIMEOUTS = 3;

  /** A frozen server accepts a cancel request and never answers it. */
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);

  /**
   * From this version on the driver runs no SET of its own after signing in, and sends the
   * application's name with the sign-in, where a pooler looks for it.
   */
  private static final String OLDEST_SUPPORTED_SERVER = "13";

  @Inject SourceSettings settings;
  @Inject NetworkRules network;
  @Inject AwsSessions aws;
  @Inject ResolveReferences references;
  @Inject Clock clock;

  /**
   * Connects and signs in; the session keeps the server's defaults, in autocommit mode. Run
   * statements in a {@link io.gazetteer.source.SourceTransaction}. Tokens are created and
   * references are read for this connection. Connects only to a checked address.
   *
   * @param statementTimeout the longest statement to be run; the socket times out a little later
   * @throws AppException with a SourceError, AwsError or ReferenceError; TLS_UNUSABLE if a
   *     certificate or key cannot be read
   */
  Connection connect(ConnectionTarget target, String database, Duration statementTimeout) {
    return connect(target, database, statementTimeout, new ConnectionAttempt());
  }

  /**
   * Connects in an attempt that can be aborted at any time, and that has the TLS even after a
   * failure.
   */
  Connection connect(
      ConnectionTarget target,
      String database,
      Duration statementTimeout,
      ConnectionAttempt attempt) {
    List<InetAddress> addresses = network.resolve(addressed(target), target.port());
    ConnectionTarget whole = whole(target);
    try {
      return connect(whole, database, statementTimeout, addresses, attempt);
    } catch (AppException fault) {
      if (fault.code() == SourceError.SOURCE_SIGN_IN_REFUSED) {
        // It may have been changed since it was read.
        target
            .secretReferences()
            .ifPresent(secrets -> secrets.references().forEach(references::forget));
      }
      throw fault;
    }
  }

  /**
   * Reads all secrets of a target.
   *
   * @throws AppException with a ReferenceError or AwsError
   */
  ConnectionTarget whole(ConnectionTarget target) {
    // Not references::read, because without a container there is no resolver.
    return target.whole(reference -> references.read(reference));
  }

  /** Returns what to resolve; the certificate is always checked against the host. */
  static String addressed(ConnectionTarget target) {
    return target.parameters().address().orElse(target.host());
  }

  /** Connects to the first address that accepts the connection. */
  private Connection connect(
      ConnectionTarget target,
      String database,
      Duration statementTimeout,
      List<InetAddress> addresses,
      ConnectionAttempt attempt) {
    StartupChange change = new StartupChange(false, EscapedBytes.bytesOf(database));
    for (int i = 0; ; ) {
      TlsSession tls = tlsSession(target);
      Properties properties = properties(target, database);
      PGProperty.ALLOW_ENCODING_CHANGES.set(properties, change.rawText());
      GuardLimits limits = limits(target, statementTimeout);
      CheckedSockets sockets =
          new CheckedSockets(addresses.get(i), target.port(), tls, limits, change);
      attempt.begin(tls, sockets);
      DriverBridge.connect(properties, passwords(target, tls), sockets);
      HostSpec[] hosts = {new HostSpec(target.host(), target.port())};
      try {
        Connection connection =
            new PgConnection(hosts, properties, "jdbc:postgresql://" + target.server() + "/");
        connection.setNetworkTimeout(
            Runnable::run,
            (int)
                target.parameters().socketTimeout(statementTimeout.plus(SOCKET_GRACE)).toMillis());
        ServerTypeCheck.require(connection, target);
        return connection;
      } catch (SQLException failure) {
        String state = failure.getSQLState();
        boolean unreached = PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState().equals(state);
        if (unreached && i + 1 < addresses.size()) {
          i++;
        } else if (SqlState.FEATURE_NOT_SUPPORTED.equals(state) && !change.rawText()) {
          // A server with encoding MULE_INTERNAL answers this to a client that requests UTF-8.
          change = new StartupChange(true, change.database());
        } else {
          throw ConnectFailures.of(failure, target, database, tls);
        }
      }
    }
  }

  /** Returns the driver's properties, which contain no secret. */
  private Properties properties(ConnectionTarget target, String database) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, target.signIn().username());
    PGProperty.PG_DBNAME.set(properties, database);
    PGProperty.APPLICATION_NAME.set(properties, "gazetteer");
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    // During sign-in only; afterwards the statement timeout applies.
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    PGProperty.SCRAM_MAX_ITERATIONS.set(properties, settings.maxScramIterations());
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds(CANCEL_TIMEOUT));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    // No named statements: behind a pooler the next one may use another server connection.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SUPPORTED_SERVER);
    // Every transaction starts with BEGIN READ ONLY.
    PGProperty.READ_ONLY.set(properties, true);
    PGProperty.SSL_MODE.set(properties, target.tls().mode().wire());
    target.parameters().apply(properties);
    return properties;
  }

  GuardLimits limits(ConnectionTarget target, Duration statementTimeout) {
    return new GuardLimits(
        settings.maxConnectionBytes(),
        settings.maxConnectionTime(),
        Math.toIntExact(settings.maxValueBytes()),
        settings.maxScramIterations(),
        target.parameters().signInTimeout(settings.connectTimeout()).multipliedBy(SIGN_IN_TIMEOUTS),
        statementTimeout.plus(SOCKET_GRACE));
  }

  private TlsSession tlsSession(ConnectionTarget target) {
    try {
      return TlsSession.of(target.tls(), trustedCas(), clock);
    } catch (PemException unreadable) {
      throw new AppException(
          ConnectionError.TLS_UNUSABLE,
          "The certificates or the key for TLS cannot be used: one of them "
              + unreadable.getMessage());
    }
  }

  /** Reads the file for each connection, so that a renewed one applies at once. */
  private Optional<String> trustedCas() {
    return settings
        .caFile()
        .map(
            file -> {
              try {
                return Files.readString(file);
              } catch (IOException unreadable) {
                throw new AppException(
                    ConnectionError.TLS_UNUSABLE,
                    "The file of trusted CAs cannot be read (gazetteer.source.ca-file)",
                    unreadable);
              }
            });
  }

  private PasswordSource passwords(ConnectionTarget target, TlsSession tls) {
    if (target.signIn() instanceof SignIn.Basic basic) {
      return PasswordSource.ofPassword(target, basic, tls);
    }
    SignIn.Iam iam = (SignIn.Iam) target.signIn();
    if (!target.tls().mode().encrypts()) {
      throw new AppException(
          ConnectionError.TLS_REQUIRED,
          "Signing in with IAM requires TLS mode require, verify-ca or verify-full");
    }
    if (target.parameters().address().isPresent() && target.tls().mode() != TlsMode.VERIFY_FULL) {
      throw new AppException(
          ConnectionError.TLS_REQUIRED,
          "Signing in with IAM at an address other than the host's (hostaddr) requires TLS mode"
              + " verify-full, which compares the server with the host");
    }
    String region = RdsRegion.of(target.host(), iam.region());
    iam.role()
        .flatMap(AssumedRole::stsEndpoint)
        .ifPresent(endpoint -> network.resolve(endpoint.getHost()));
    return PasswordSource.ofToken(
        target, region, aws.credentials(iam.identity(), iam.role(), region), tls, clock);
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.toSeconds());
  }
}
