/**
 * What {@code bin/bench} runs. A scenario fills an instance of its own and loads it from outside as visitors would, or gives
 * the library of fair draws its pools, and writes what it found into docs/benchmarks.md beside the target.
 */
@NullMarked
package org.parvis.benchmarks;

import org.jspecify.annotations.NullMarked;
