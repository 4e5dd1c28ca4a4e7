/**
 * Signing in to databases on AWS: whose keys are used, roles taken on, and the short-lived tokens
 * that stand in for a password. Knows nothing of how a connection is made. Begin with {@link
 * io.gazetteer.connection.aws.AwsSessions}.
 */
package io.gazetteer.connection.aws;
