/** One class per command, from its options to a Beam pipeline, and the report of a run. */
@NullMarked
package dev.keyferry.pipelines;

import org.jspecify.annotations.NullMarked;
