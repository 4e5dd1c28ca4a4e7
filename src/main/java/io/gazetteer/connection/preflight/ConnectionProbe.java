package io.gazetteer.connection.preflight;

import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.preflight.ConnectionReport.Topic;
import io.gazetteer.connection.preflight.StepList.Planned;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A running test of one connection. It holds one connection to the server at a time. */
final class ConnectionProbe {

  /**
   * Maximum number of databases to examine, because a server may have hundreds and a person waits.
   */
  private static final int MAX_DATABASES = 10;

  /** Errors that occur after TLS, so that its outcome is known. */
  private static final Set<ErrorCode> AFTER_TLS =
      Set.of(
          SourceError.SOURCE_SIGN_IN_REFUSED, SourceError.SOURCE_PASSWORD_UNPROTECTED,
          SourceError.SOURCE_DATABASE_NOT_FOUND, SourceError.SOURCE_CONNECT_DENIED);

  /** Errors of TLS itself. */
  private static final Set<ErrorCode> OF_TLS =
      Set.of(
          SourceError.SOURCE_TLS_NOT_OFFERED,
          SourceError.SOURCE_TLS_FAILED,
          SourceError.SOURCE_CERTIFICATE_REJECTED,
          ConnectionError.TLS_UNUSABLE,
          ConnectionError.TLS_REQUIRED);

  private final Subject subject;
  private final Selection selection;
  private final OpenConnection opener;
  private final Clock clock;
  private final ProbeConnection connection;
  private final StepList steps = new StepList();
  private final Planned resolve = steps.plan(Topic.RESOLVE, "Resolve host");
  private final Planned reach = steps.plan(Topic.REACH, "Reach port");
  private final Optional<Planned> secrets;
  private final Optional<Planned> tls;
  private final Planned signIn;
  private final Optional<Planned> server;
  private final Optional<Planned> slots;
  private final Planned databases;

  private List<InetAddress> addresses = List.of();
  private String database;

  /**
   * What is tested.
   *
   * @param candidates databases to sign in to; the first that exists is used
   */
  record Subject(
      ConnectionTarget target,
      Source source,
      List<String> candidates,
      SourceLimits limits,
      OpenConnection.Patience patience) {

    boolean isPostgres() {
      return source.driver().isEmpty();
    }
  }

  private interface Work {
    Finding find() throws SQLException;
  }

  ConnectionProbe(Subject subject, Selection selection, OpenConnection opener, Clock clock) {
    this.subject = subject;
    this.selection = selection;
    this.opener = opener;
    this.clock = clock;
    this.connection = new ProbeConnection(opener, subject.target, subject.patience);
    boolean postgres = subject.isPostgres();
    this.secrets =
        subject.target.secretReferences().isPresent()
            ? Optional.of(steps.plan(Topic.SECRETS, "Read secrets"))
            : Optional.empty();
    this.tls = postgres ? Optional.of(steps.plan(Topic.TLS, "TLS")) : Optional.empty();
    this.signIn = steps.plan(Topic.SIGN_IN, "Sign in");
    this.server = postgres ? Optional.of(steps.plan(Topic.SERVER, "Server")) : Optional.empty();
    this.slots =
        postgres ? Optional.of(steps.plan(Topic.SLOTS, "Connection slots")) : Optional.empty();
    this.databases = steps.plan(Topic.DATABASES, "Databases");
  }

  StepList steps() {
    return steps;
  }

  /**
   * Stops the test at once from another thread and closes its connection. Later findings are
   * ignored.
   */
  void giveUp(String message) {
    steps.giveUp(message);
    connection.abort();
  }

  void run() {
    try {
      if (attempt(resolve, this::resolve)
          && attempt(reach, () -> PortCheck.reach(addresses, subject.target))
          && secrets.map(step -> attempt(step, this::readSecrets)).orElse(true)
          && signIn()) {
        checkServerAndDatabases();
      }
    } finally {
      connection.close();
    }
  }

  private void checkServerAndDatabases() {
    ServerCheck check = new ServerCheck(connection.get(), transaction());
    server.ifPresent(step -> attempt(step, () -> check.server(subject.target.host(), steps)));
    if (connection.isLost()) {
      return;
    }
    slots.ifPresent(step -> attempt(step, () -> check.slots(opener.mostConnections())));
    if (connection.isLost()) {
      return;
    }
    List<String> wanted = new ArrayList<>();
    if (!attempt(databases, () -> databases(wanted)) && wanted.isEmpty() && !connection.isLost()) {
      // Examining the open database shows why the list cannot be read.
      want(database, wanted);
    }
    for (String name : wanted) {
      if (!steps.ended()) {
        checkDatabase(name);
      }
    }
  }

  private boolean attempt(Planned step, Work work) {
    steps.begin(step);
    return steps.end(found(step, work));
  }

  private Finding found(Planned step, Work work) {
    try {
      return work.find();
    } catch (SQLException failure) {
      return failed(
          SourceFailures.of(
              failure, subject.target.server(), database, user(), "testing: " + step.name()));
    } catch (AppException fault) {
      return failed(fault);
    }
  }

  private Finding failed(AppException fault) {
    if (fault.code() != SourceError.SOURCE_CONNECT_DENIED) {
      return Finding.failed(fault, Optional.empty());
    }
    grantConnect(List.of(database));
    return Finding.failed(fault, Optional.of("Have the owner of the database run the grant"));
  }

  private Finding resolve() {
    addresses = opener.addresses(subject.target);
    return Finding.ok(
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  private Finding readSecrets() {
    opener.readSecrets(subject.target);
    return Finding.ok("Read from " + subject.target.referenceNames());
  }

  /** TLS and sign-in are one call of the driver, as in a crawl, and reported as two steps. */
  private boolean signIn() {
    steps.begin(tls.orElse(signIn));
    if (subject.candidates.isEmpty()) {
      steps.begin(signIn);
      return steps.end(
          Finding.failed(
              "Name a database: this kind of server does not list its databases",
              Optional.empty()));
    }
    try {
      open();
    } catch (AppException fault) {
      if (tls.isPresent() && OF_TLS.contains(fault.code())) {
        return steps.end(failed(fault));
      }
      Optional<TlsSession> session = connection.tls();
      boolean known = session.filter(TlsSession::begun).isPresent();
      if (tls.isPresent() && (known || AFTER_TLS.contains(fault.code()))) {
        tlsEnded(session.orElseThrow(), known);
      } else {
        steps.begin(signIn);
      }
      return steps.end(failed(fault));
    }
    if (tls.isPresent()) {
      TlsSession session = connection.tls().orElseThrow();
      tlsEnded(session, session.encrypted());
    }
    return steps.end(Finding.ok("Signed in as %s to database %s".formatted(user(), database)));
  }

  /** Opens the first candidate that exists and accepts the user. */
  private void open() {
    for (int i = 0; ; i++) {
      database = subject.candidates.get(i);
      try {
        connection.open(database);
        return;
      } catch (AppException fault) {
        boolean another =
            (fault.code() == SourceError.SOURCE_DATABASE_NOT_FOUND
                    || fault.code() == SourceError.SOURCE_CONNECT_DENIED)
                && i + 1 < subject.candidates.size();
        if (!another) {
          throw fault;
        }
      }
    }
  }

  private void tlsEnded(TlsSession session, boolean encrypted) {
    boolean onThisMachine = addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    steps.next(
        signIn,
        TlsFinding.of(subject.target, session, encrypted, onThisMachine, clock.instant()),
        session.judgedAtNanos().orElseGet(System::nanoTime));
  }

  private Finding databases(List<String> wanted) throws SQLException {
    List<DatabaseListing> listed = subject.source.databases(connection.get(), selection);
    Optional<String> named = subject.target.database();
    List<DatabaseListing> chosen =
        listed.stream().filter(listing -> selection.wants(listing, named)).toList();
    List<String> open =
        chosen.stream().filter(DatabaseListing::connectable).map(DatabaseListing::name).toList();
    open.stream().limit(MAX_DATABASES).forEach(name -> want(name, wanted));
    List<DatabaseListing> closed =
        chosen.stream().filter(listing -> !listing.connectable()).toList();
    List<String> unknown = unmatched();
    unknown.forEach(steps::unmatched);
    String words = Finding.count(open.size(), "database") + " to be crawled: " + Finding.some(open);
    if (open.size() > MAX_DATABASES) {
      words +=
          ". Only the first %d are examined; name others in the filter".formatted(MAX_DATABASES);
    }
    if (!unknown.isEmpty()) {
      words += ". No database is named " + Finding.some(unknown);
    }
    if (!closed.isEmpty()) {
      return closed(closed, words);
    }
    if (wanted.isEmpty()) {
      return Finding.failed(
          "The filters select no database. " + words,
          Optional.of("Name a database, or widen the include filter or narrow the exclude filter"));
    }
    return unknown.isEmpty()
        ? Finding.ok(words)
        : Finding.warning(
            words,
            "Check the include filter: names are case-sensitive, and an expression must match the"
                + " whole name");
  }

  private void want(String name, List<String> wanted) {
    wanted.add(name);
    steps.plan(Topic.SCHEMAS, "Schemas of " + name);
    steps.plan(Topic.CONTENTS, "Contents of " + name);
  }

  /** Fails if a closed database was named, by filter or connection; otherwise only warns. */
  private Finding closed(List<DatabaseListing> closed, String words) throws SQLException {
    List<String> names = closed.stream().map(DatabaseListing::name).toList();
    Optional<InspectsDatabases> inspects = subject.source.capability(InspectsDatabases.class);
    Set<String> grants =
        inspects.isPresent() ? inspects.get().grantableDatabases(connection.get()) : Set.of();
    List<String> grantable = names.stream().filter(grants::contains).toList();
    grantConnect(grantable);
    String all = words + ". Cannot connect to: " + Finding.some(names);
    String remedy =
        grantable.isEmpty()
            ? "They accept no connections (ALLOW_CONNECTIONS is false); exclude them"
            : "Have the owner or a superuser run the grants, or exclude these databases";
    boolean asked =
        closed.stream()
            .anyMatch(
                listing ->
                    listing.included()
                        || subject.target.database().filter(listing.name()::equals).isPresent());
    return asked ? Finding.failed(all, Optional.of(remedy)) : Finding.warning(all, remedy);
  }

  /** Returns the database expressions of include rules that match no database. */
  private List<String> unmatched() throws SQLException {
    List<String> unknown = new ArrayList<>();
    for (String expression :
        selection.include().stream().map(Selection.Rule::database).distinct().toList()) {
      Selection alone =
          new Selection(
              List.of(new Selection.Rule(expression, Optional.empty())),
              List.of(),
              Optional.empty());
      if (subject.source.databases(connection.get(), alone).stream()
          .noneMatch(DatabaseListing::included)) {
        unknown.add(Selection.shown(expression));
      }
    }
    return unknown;
  }

  private void checkDatabase(String name) {
    AtomicReference<Readiness> readiness = new AtomicReference<>();
    attempt(new Planned(Topic.SCHEMAS, "Schemas of " + name), () -> schemas(name, readiness));
    if (readiness.get() != null) {
      DatabaseCheck check = new DatabaseCheck(name, readiness.get());
      attempt(new Planned(Topic.CONTENTS, "Contents of " + name), () -> check.parts(steps));
    }
  }

  private Finding schemas(String name, AtomicReference<Readiness> readiness) throws SQLException {
    if (!name.equals(database)) {
      connection.close();
      database = name;
      connection.open(name);
    }
    Optional<InspectsDatabases> inspects = subject.source.capability(InspectsDatabases.class);
    if (inspects.isEmpty()) {
      return Finding.ok("Its contents are not examined with this connector");
    }
    Readiness found = inspects.get().readiness(connection.get(), selection);
    readiness.set(found);
    return new DatabaseCheck(name, found).schemas(steps);
  }

  private void grantConnect(List<String> names) {
    for (String name : names) {
      steps.grant(
          Optional.empty(),
          "GRANT CONNECT ON DATABASE %s TO %s;"
              .formatted(SourceFailures.quoted(name), SourceFailures.quoted(user())));
    }
  }

  private String user() {
    return subject.target.signIn().username();
  }

  private SourceTransaction transaction() {
    return new SourceTransaction(connection.get(), subject.limits);
  }
}
