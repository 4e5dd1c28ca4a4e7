/**
 * What PostgreSQL's own clients read, under the rules of their library: connection URIs, files of
 * passwords and of services. Knows no command. Begin with {@link
 * io.gazetteer.cli.libpq.ConnectionUri}.
 */
package io.gazetteer.cli.libpq;
