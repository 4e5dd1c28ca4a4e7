package io.gazetteer.connection.guard;

import java.time.Duration;

/**
 * What is taken from a server over one connection.
 *
 * @param bytes of everything
 * @param lifetime of the connection
 * @param valueBytes of one value of a row; a larger one is replaced with a stand-in
 * @param scramIterations that the server may ask for
 * @param signIn longest time from the network connection until the first statement may be sent
 * @param statement longest time of one statement
 */
public record GuardLimits(
    long bytes,
    Duration lifetime,
    int valueBytes,
    int scramIterations,
    Duration signIn,
    Duration statement) {}
