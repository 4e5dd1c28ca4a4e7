/**
 * The benchmark, built and run in profile {@code bench} only. Begin reading at {@link
 * io.gazetteer.bench.Bench}; how to run it is in docs/benchmark.md.
 */
package io.gazetteer.bench;
