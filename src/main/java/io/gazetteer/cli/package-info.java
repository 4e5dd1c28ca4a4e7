/**
 * The command line: commands in the same program that need no service, and some that ask one over
 * its API. It starts neither Quarkus nor a store, puts together by hand the few objects that it
 * needs ({@link io.gazetteer.cli.Workbench}), and nobody imports it but the assembly. Begin with
 * {@link io.gazetteer.cli.Program}.
 */
package io.gazetteer.cli;
