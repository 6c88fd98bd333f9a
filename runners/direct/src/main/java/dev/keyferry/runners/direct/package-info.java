/** The command line: runs the pipelines on Beam's Direct runner. */
@NullMarked
package dev.keyferry.runners.direct;

import org.jspecify.annotations.NullMarked;
