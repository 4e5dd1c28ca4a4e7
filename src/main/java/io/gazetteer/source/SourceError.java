package io.gazetteer.source;

import io.gazetteer.common.ErrorCode;

/** Errors of crawled servers. */
public enum SourceError implements ErrorCode {
  /**
   * This service has no connector of this name.
   *
   * <p>Use one of the connectors in the message.
   */
  SOURCE_KIND_UNKNOWN(false),
  /**
   * The server does not respond: no route, a timeout, or it is starting up or shutting down.
   *
   * <p>Check host, port and firewalls between this service and the server.
   */
  SOURCE_UNREACHABLE(true),
  /**
   * No name server knows the host.
   *
   * <p>Check the spelling, and the name resolution of the machine that runs this service.
   */
  SOURCE_UNKNOWN_HOST(false),
  /**
   * The host is reachable, but nothing listens on the port.
   *
   * <p>Check the port, and whether PostgreSQL is running and listens on this address.
   */
  SOURCE_PORT_CLOSED(true),
  /**
   * What listens on the port does not speak PostgreSQL's protocol.
   *
   * <p>Check host and port.
   */
  SOURCE_NOT_POSTGRESQL(false),
  /**
   * The server is a standby but a primary is required, or the other way round.
   *
   * <p>Correct the host, or the parameter {@code targetServerType}.
   */
  SOURCE_WRONG_SERVER(true),
  /**
   * The settings do not allow connections to this network address.
   *
   * <p>Ask the administrator to change {@code gazetteer.source.denied-networks}, {@code
   * allowed-networks} or {@code deny-own-store}.
   */
  SOURCE_ADDRESS_DENIED(false),
  /**
   * The user name or password is wrong, or {@code pg_hba.conf} does not let this user in from here.
   *
   * <p>Check user and password, then the rules of the server.
   */
  SOURCE_SIGN_IN_REFUSED(false),
  /**
   * The connection requires TLS, but the server does not offer it.
   *
   * <p>Turn on TLS at the server, or choose another {@code sslmode}.
   */
  SOURCE_TLS_NOT_OFFERED(false),
  /**
   * The server's certificate has expired, is for another host, or its CA is not trusted.
   *
   * <p>Add the CA as {@code sslrootcert} or to {@code gazetteer.source.ca-file}, or renew the
   * certificate.
   */
  SOURCE_CERTIFICATE_REJECTED(false),
  /**
   * The TLS handshake failed, often because the server does not accept the client certificate.
   *
   * <p>Check the client certificate and its key, and the log of the server.
   */
  SOURCE_TLS_FAILED(false),
  /**
   * The server asks for the password in clear text over an unencrypted connection.
   *
   * <p>Use TLS, or let the server use SCRAM.
   */
  SOURCE_PASSWORD_UNPROTECTED(false),
  /**
   * The server has no database of this name, or none was named and none of the usual ones exists.
   *
   * <p>Correct the name of the database.
   */
  SOURCE_DATABASE_NOT_FOUND(false),
  /**
   * The database accepts no connections, or was only partly dropped.
   *
   * <p>Allow connections with {@code ALTER DATABASE … ALLOW_CONNECTIONS true}, or exclude the
   * database.
   */
  SOURCE_DATABASE_CLOSED(false),
  /**
   * The server rejects a parameter that the session starts with.
   *
   * <p>Remove the parameter from the connection. A pooler may need {@code
   * ignore_startup_parameters}.
   */
  SOURCE_PARAMETER_REJECTED(false),
  /**
   * The user lacks CONNECT on the database, or a login trigger raised an error.
   *
   * <p>Run the GRANT in the message.
   */
  SOURCE_CONNECT_DENIED(false),
  /**
   * The user lacks a privilege inside the database.
   *
   * <p>Run the GRANT in the message.
   */
  SOURCE_PRIVILEGE_MISSING(false),
  /**
   * The server's catalog lacks what every read needs: it is too old, or not PostgreSQL itself.
   *
   * <p>Crawl PostgreSQL 13 or newer.
   */
  SOURCE_NOT_SUPPORTED(false),
  /**
   * The read exceeds a limit of the server that does not pass by itself.
   *
   * <p>Raise the limit that the message names, or crawl less at once.
   */
  SOURCE_LIMIT_EXCEEDED(false),
  /**
   * The server is short of disk space, memory or locks.
   *
   * <p>Free what the message names. The run is retried.
   */
  SOURCE_OUT_OF_RESOURCES(true),
  /**
   * The server cannot read its own catalog or files.
   *
   * <p>Check the server's log and disks, and repair or restore the database.
   */
  SOURCE_DAMAGED(false),
  /**
   * An internal error of the server, for example because of a concurrent DROP.
   *
   * <p>It is retried. If it lasts, check the server's log.
   */
  SOURCE_INTERNAL_ERROR(true),
  /**
   * The server sent more than the settings allow over one connection.
   *
   * <p>Check that it is a PostgreSQL server you trust, then raise the {@code gazetteer.source}
   * limit in the message.
   */
  SOURCE_SENT_TOO_MUCH(false),
  /**
   * This service, not the server, is short of memory.
   *
   * <p>It is retried. If it lasts, give Java more memory (-Xmx) or run fewer workers.
   */
  SERVICE_SHORT_OF_MEMORY(true),
  /**
   * A statement or a lock took longer than the timeout.
   *
   * <p>Crawl at a quieter time, or raise {@code gazetteer.source.statement-timeout} or {@code
   * lock-timeout}.
   */
  SOURCE_TIMEOUT(true),
  /**
   * The server cancelled the statement before our own timeout.
   *
   * <p>Ask the server's administrator who cancels statements. It is retried.
   */
  SOURCE_CANCELLED(true),
  /**
   * A standby cancelled the read in order to follow its primary.
   *
   * <p>It is retried. If it lasts, raise {@code max_standby_streaming_delay}, or crawl the primary.
   */
  SOURCE_RECOVERY_CONFLICT(true),
  /**
   * No connection is free, at the server or within {@code gazetteer.source.max-connections}.
   *
   * <p>Retry later, or raise the limit that the message names.
   */
  SOURCE_TOO_MANY_CONNECTIONS(true),
  /**
   * The connection broke during the work.
   *
   * <p>It is retried. If it lasts, check the network and the server's log.
   */
  SOURCE_CONNECTION_LOST(true),
  /**
   * The server sent rows of an unexpected form; the message names the object.
   *
   * <p>Check what stands between this service and the server, and report the bug.
   */
  SOURCE_DATA_MALFORMED(false),
  /**
   * Another error of the server; the message contains its SQLSTATE.
   *
   * <p>Look up the SQLSTATE in PostgreSQL's manual, and check the server's log.
   */
  SOURCE_FAILED(false);

  private final boolean retryable;

  SourceError(boolean retryable) {
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
