package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.connection.ConnectionReport.Step;
import io.gazetteer.connection.ConnectionReport.StepState;
import io.gazetteer.connection.tls.TlsAdvice;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceDriver;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFault;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** One test of one connection, going on. The report may be asked for from another thread. */
final class ConnectionProbe {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(8);
  private static final int REACH_MILLIS = 5_000;
  private static final int OLDEST_SUPPORTED = 13;
  private static final int NAMED = 10;

  private final ConnectionTarget target;
  private final Source source;
  private final PhysicalConnection physical;
  private final SourceConnection bySource;
  private final NetworkRules network;
  private final List<Try> tries;
  private final SourceLimits limits;
  private final String user;
  private final List<Step> steps = new ArrayList<>();
  private Try current = Try.RESOLVE;
  private long startedNanos = System.nanoTime();
  private boolean ended;

  private List<InetAddress> addresses = List.of();
  private Connection connection;
  private SourceTransaction transaction;
  private boolean standby;
  private boolean pooled;
  private Optional<Boolean> encrypted = Optional.empty();

  /** What is tried, in order. */
  private enum Try {
    RESOLVE("Resolve host"),
    REACH("Reach port"),
    SIGN_IN("Sign in"),
    VERSION("Server version"),
    STANDBY("Primary or standby"),
    ENCRYPTION("Encryption"),
    DATABASES("Databases"),
    CATALOG("Read the catalog"),
    SCHEMAS("Use of schemas");

    /** What can be tried through the port alone. */
    private static final List<Try> OF_ANY_SOURCE = List.of(RESOLVE, REACH, SIGN_IN, DATABASES);

    private final String title;

    Try(String title) {
      this.title = title;
    }
  }

  /** What a step has to say. */
  private record Finding(StepState state, String message, Optional<String> remedy) {

    static Finding ok(String message) {
      return new Finding(StepState.OK, message, Optional.empty());
    }

    static Finding warning(String message, String remedy) {
      return new Finding(StepState.WARNING, message, Optional.of(remedy));
    }
  }

  private record SchemaLine(String name, boolean mayUse, long relations) {}

  ConnectionProbe(
      ConnectionTarget target,
      Source source,
      PhysicalConnection physical,
      SourceConnection bySource,
      NetworkRules network,
      SourceLimits limits) {
    this.target = target;
    this.source = source;
    this.physical = physical;
    this.bySource = bySource;
    this.network = network;
    this.tries = source.driver().isEmpty() ? List.of(Try.values()) : Try.OF_ANY_SOURCE;
    this.limits =
        SourceLimits.of(STATEMENT_TIMEOUT, limits.lockTimeout(), limits.idleInTransactionTimeout());
    this.user = target.signIn().username();
  }

  void run() {
    try {
      for (Try step : tries) {
        if (!attempt(step)) {
          return;
        }
      }
    } finally {
      close();
    }
  }

  /** Counts the step that goes on as failed; what it still finds out is not listened to. */
  synchronized void giveUp(String message) {
    if (!ended) {
      note(current, StepState.FAILED, message, Optional.empty());
      ended = true;
    }
  }

  synchronized ConnectionReport report() {
    List<Step> all = new ArrayList<>(steps);
    for (int i = all.size(); i < tries.size(); i++) {
      all.add(new Step(tries.get(i).title, StepState.NOT_TRIED, "", Optional.empty(), 0));
    }
    boolean ok =
        all.stream()
            .allMatch(step -> step.state() == StepState.OK || step.state() == StepState.WARNING);
    return new ConnectionReport(ok, List.copyOf(all));
  }

  private boolean attempt(Try step) {
    begin(step);
    try {
      Finding finding = find(step);
      return end(step, finding.state(), finding.message(), finding.remedy());
    } catch (SQLException failure) {
      AppException fault =
          SourceFault.of(
              failure, target.server(), target.databaseOrDefault(), user, "testing: " + step.title);
      return end(step, StepState.FAILED, fault.getMessage(), Optional.empty());
    } catch (AppException fault) {
      return end(step, StepState.FAILED, fault.getMessage(), remedy(fault));
    }
  }

  private Finding find(Try step) throws SQLException {
    return switch (step) {
      case RESOLVE -> resolve();
      case REACH -> reach();
      case SIGN_IN -> signIn();
      case VERSION -> version();
      case STANDBY ->
          Finding.ok(standby ? "A standby; it can be crawled like a primary" : "A primary");
      case ENCRYPTION -> encryption();
      case DATABASES -> databases();
      case CATALOG -> catalog();
      case SCHEMAS -> schemas();
    };
  }

  private Finding resolve() {
    addresses = network.resolve(target.host());
    return Finding.ok(
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  private Finding reach() {
    IOException last = null;
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, target.port()), REACH_MILLIS);
        return Finding.ok("Port " + target.port() + " is open");
      } catch (IOException failure) {
        last = failure;
      }
    }
    if (last instanceof ConnectException) {
      throw new AppException(
          SourceError.SOURCE_PORT_CLOSED,
          "Nothing listens at %s. Check the port, and that the server runs and listens on that address"
              .formatted(target.server()),
          last);
    }
    throw new AppException(
        SourceError.SOURCE_UNREACHABLE,
        "Server %s did not answer. Check host, port and firewalls".formatted(target.server()),
        last);
  }

  private Finding signIn() {
    if (source.driver().isPresent()) {
      return signInBySource(source.driver().get());
    }
    connection = physical.connect(target, target.databaseOrDefault(), STATEMENT_TIMEOUT);
    transaction = new SourceTransaction(connection, limits);
    return Finding.ok("Signed in as %s to database %s".formatted(user, target.databaseOrDefault()));
  }

  private Finding signInBySource(SourceDriver driver) {
    String database =
        Stream.concat(target.database().stream(), source.maintenanceDatabases().stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new AppException(
                        SourceError.SOURCE_DATABASE_NOT_FOUND,
                        "Name a database: this kind of server lists none to who names none"));
    connection = bySource.connect(driver, target, database, STATEMENT_TIMEOUT);
    return Finding.ok("Signed in as %s to database %s".formatted(user, database));
  }

  private Finding version() throws SQLException {
    return transaction.brief(this::readVersion);
  }

  private Finding readVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("server"))) {
      row.next();
      standby = row.getBoolean("standby");
      boolean tls = row.getBoolean("tls");
      encrypted = row.wasNull() ? Optional.empty() : Optional.of(tls);
      // A pooler signs in to the server itself, and gives us a number of its own.
      pooled = row.getInt("process") != connection.unwrap(PGConnection.class).getBackendPID();
      String version = "PostgreSQL " + row.getString("version");
      if (row.getInt("version_number") / 10_000 < OLDEST_SUPPORTED) {
        return Finding.warning(
            version + " is older than what is supported, so parts may be missing",
            "Crawl PostgreSQL " + OLDEST_SUPPORTED + " or newer");
      }
      return Finding.ok(version);
    }
  }

  private Finding encryption() {
    if (pooled) {
      return Finding.ok("A pooler stands in between; the server does not tell about this side");
    }
    if (encrypted.isEmpty()) {
      return Finding.ok("The server does not tell");
    }
    boolean loopback = addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    // The server tells of its own end; where something stands between, ours may differ.
    boolean tls = encrypted.get() || target.tls().mode().encrypts();
    if (loopback) {
      return Finding.ok(tls ? "TLS is used" : "No TLS, on this machine alone");
    }
    return TlsAdvice.of(target.tls().mode(), tls, target.host())
        .map(advice -> Finding.warning(advice.message(), advice.remedy()))
        .orElseGet(() -> Finding.ok("TLS is used, and the server's certificate is checked"));
  }

  private Finding databases() throws SQLException {
    List<String> open = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    if (source.driver().isPresent()) {
      source.databases(connection, Selection.ALL).stream()
          .filter(DatabaseListing::connectable)
          .forEach(listing -> open.add(listing.name()));
      return Finding.ok("%d to be connected to: %s".formatted(open.size(), some(open)));
    }
    transaction.brief(() -> readDatabases(open, closed));
    String message = "%d to be connected to: %s".formatted(open.size(), some(open));
    if (closed.isEmpty() || target.database().isPresent()) {
      return Finding.ok(message);
    }
    return Finding.warning(
        message + "; no CONNECT right on " + some(closed),
        grants("GRANT CONNECT ON DATABASE %s TO %s", closed));
  }

  private int readDatabases(List<String> open, List<String> closed) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql("databases"))) {
      while (rows.next()) {
        (rows.getBoolean("may_connect") ? open : closed).add(rows.getString("name"));
      }
    }
    return open.size() + closed.size();
  }

  private Finding catalog() throws SQLException {
    List<SchemaLine> found = transaction.brief(this::readSchemas);
    long relations = found.stream().mapToLong(SchemaLine::relations).sum();
    return Finding.ok(
        "Database %s has %d schemas with %d tables and views"
            .formatted(target.databaseOrDefault(), found.size(), relations));
  }

  private Finding schemas() throws SQLException {
    List<String> closed =
        transaction.brief(this::readSchemas).stream()
            .filter(line -> !line.mayUse())
            .map(SchemaLine::name)
            .toList();
    if (closed.isEmpty()) {
      return Finding.ok("The user may use every schema");
    }
    return Finding.warning(
        "No USAGE right on %s; parts of what is in there will be missing".formatted(some(closed)),
        grants("GRANT USAGE ON SCHEMA %s TO %s", closed));
  }

  private List<SchemaLine> readSchemas() throws SQLException {
    List<SchemaLine> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql("schemas"))) {
      while (rows.next()) {
        found.add(
            new SchemaLine(
                rows.getString("name"), rows.getBoolean("may_use"), rows.getLong("relations")));
      }
    }
    return found;
  }

  private Optional<String> remedy(AppException fault) {
    if (fault.code() == SourceError.SOURCE_CONNECT_DENIED) {
      return Optional.of(
          grants("GRANT CONNECT ON DATABASE %s TO %s", List.of(target.databaseOrDefault())));
    }
    return Optional.empty();
  }

  private String grants(String statement, List<String> names) {
    return names.stream()
        .map(name -> statement.formatted(SourceFault.quoted(name), SourceFault.quoted(user)))
        .collect(Collectors.joining("; "));
  }

  private static String some(List<String> names) {
    String listed = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? listed + " and " + (names.size() - NAMED) + " more" : listed;
  }

  private synchronized void begin(Try step) {
    current = step;
    startedNanos = System.nanoTime();
  }

  /** True when the next step may be tried. */
  private synchronized boolean end(
      Try step, StepState state, String message, Optional<String> remedy) {
    if (ended) {
      return false;
    }
    note(step, state, message, remedy);
    return state != StepState.FAILED;
  }

  private void note(Try step, StepState state, String message, Optional<String> remedy) {
    long millis = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    steps.add(new Step(step.title, state, message, remedy, millis));
  }

  private void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // The report is what counts.
      }
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(TestConnection.class, statement);
  }
}
