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
 * Makes one network connection to a server. Nothing is set on its session, because behind a pooler
 * in transaction mode that would stay on a connection that others use after us.
 */
@ApplicationScoped
class PhysicalConnection {

  private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);

  /** A sign-in takes several answers, and on our side perhaps a token of a cloud. */
  private static final int SIGN_IN_TIMEOUTS = 3;

  /** A server that is frozen accepts a cancel request and never answers it. */
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
   * Connects and signs in; the session is as the server makes it, in autocommit mode. Statements
   * belong in a {@link io.gazetteer.source.SourceTransaction}. Tokens are made and secrets that are
   * kept elsewhere are read for this one connection. The network connection leads to an address
   * that was checked.
   *
   * @param statementTimeout the longest statement that will be run; the socket is given up a little
   *     later
   * @throws AppException SourceError, AwsError or ReferenceError in words, TLS_UNUSABLE when a
   *     certificate or key cannot be read
   */
  Connection connect(ConnectionTarget target, String database, Duration statementTimeout) {
    return connect(target, database, statementTimeout, new ConnectionAttempt());
  }

  /** The same, which may be aborted at any time, and whose TLS is known also when it failed. */
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
        target.late().ifPresent(late -> late.references().forEach(references::forget));
      }
      throw fault;
    }
  }

  /**
   * A target with all its secrets, read now.
   *
   * @throws AppException ReferenceError or AwsError in words
   */
  ConnectionTarget whole(ConnectionTarget target) {
    // Not references::read, as nothing resolves any where no container is.
    return target.whole(reference -> references.read(reference));
  }

  /** What names the address; the host alone names the certificate. */
  static String addressed(ConnectionTarget target) {
    return target.parameters().address().orElse(target.host());
  }

  /** To the first address that lets itself be connected to. */
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
        WantedServer.require(connection, target);
        return connection;
      } catch (SQLException failure) {
        String state = failure.getSQLState();
        boolean unreached = PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState().equals(state);
        if (unreached && i + 1 < addresses.size()) {
          i++;
        } else if (SqlState.FEATURE_NOT_SUPPORTED.equals(state) && !change.rawText()) {
          // What a server in MULE_INTERNAL answers to a client that wants UTF-8.
          change = new StartupChange(true, change.database());
        } else {
          throw ConnectFault.of(failure, target, database, tls);
        }
      }
    }
  }

  /** What the driver may know: nothing of it is secret. */
  private Properties properties(ConnectionTarget target, String database) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, target.signIn().username());
    PGProperty.PG_DBNAME.set(properties, database);
    PGProperty.APPLICATION_NAME.set(properties, "gazetteer");
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    // While signing in; once that is done, the time that a statement may take counts.
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    PGProperty.SCRAM_MAX_ITERATIONS.set(properties, settings.maxScramIterations());
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds(CANCEL_TIMEOUT));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    // No named statements: behind a pooler the next one may run on another server connection.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SUPPORTED_SERVER);
    // Transactions begin as BEGIN READ ONLY, even one that somebody opens by hand.
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

  /** Read on each use, so that a renewed file counts from the next connection on. */
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
