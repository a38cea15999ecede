/** Benchmarks, run by scripts/benchmark and never as tests. */
package org.vertebrafe.benchmark;
