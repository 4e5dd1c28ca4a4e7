package io.gazetteer.connection.guard;

import java.time.Duration;

/**
 * Limits of what is accepted from a server over one connection.
 *
 * @param bytes maximum of all bytes
 * @param lifetime maximum duration of the connection
 * @param valueBytes maximum size of one value in a row; a larger one is replaced by a marker
 * @param scramIterations maximum that the server may request
 * @param signIn maximum time from the network connection to the end of the sign-in
 * @param statement maximum time of one statement
 */
public record GuardLimits(
    long bytes,
    Duration lifetime,
    int valueBytes,
    int scramIterations,
    Duration signIn,
    Duration statement) {}
