/**
 * What a published run looks like in an object store: keys, manifest, lines. It knows neither what
 * was read nor who reads it. Begin with {@link io.gazetteer.publish.Manifest}; the format for
 * readers outside is docs/object-store.md.
 */
package io.gazetteer.publish;
