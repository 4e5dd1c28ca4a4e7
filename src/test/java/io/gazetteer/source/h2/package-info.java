/**
 * A tiny second source, in tests alone: H2 databases behind H2's own server. It shows what a source
 * has to bring, and that nothing outside its package knows of it; see {@code
 * docs/adding-a-source.md}. Knows the port and nothing of crawls or assets. Begin with {@link
 * io.gazetteer.source.h2.H2Source}.
 */
package io.gazetteer.source.h2;
