/**
 * Who may do what: users, API tokens, sign-in, and the check that each use case calls first. It
 * does not know the features that it guards. Begin reading at {@link io.gazetteer.identity.Access}.
 */
package io.gazetteer.identity;
