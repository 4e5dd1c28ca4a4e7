/**
 * Users, groups, roles and API tokens; authentication; and the permission check that each use case
 * makes first. Does not know the features that it protects. Start reading at {@link
 * io.gazetteer.identity.Access}.
 */
package io.gazetteer.identity;
