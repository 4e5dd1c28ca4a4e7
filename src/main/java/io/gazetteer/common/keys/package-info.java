/**
 * The keys of this installation, as configured: one that seals, and earlier ones that still open.
 * It keeps and stores nothing. Begin reading at {@link io.gazetteer.common.keys.InstallationKeys}.
 */
package io.gazetteer.common.keys;
