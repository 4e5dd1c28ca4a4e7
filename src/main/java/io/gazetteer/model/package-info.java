/**
 * The vocabulary: every kind of asset and every attribute, once. Qualified names, search fields,
 * type definitions, page labels and {@code docs/kinds.md} are derived from it. Knows neither
 * storage nor HTTP, and imports no other package of the house. Begin with {@link
 * io.gazetteer.model.Vocabulary}.
 */
package io.gazetteer.model;
