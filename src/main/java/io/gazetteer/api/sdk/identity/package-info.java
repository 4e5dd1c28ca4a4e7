/**
 * Users, groups, roles and API tokens as the SDKs read them. It knows use cases and no storage.
 * Begin with {@link io.gazetteer.api.sdk.identity.IdentityResource}.
 */
package io.gazetteer.api.sdk.identity;
