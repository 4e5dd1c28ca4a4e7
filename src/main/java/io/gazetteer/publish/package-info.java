/**
 * The format of published runs in an object store (keys, manifest, lines), and publishing. It knows
 * neither what was read nor who reads it. Begin with {@link io.gazetteer.publish.Manifest}; the
 * format for readers outside is docs/object-store.md.
 */
package io.gazetteer.publish;
