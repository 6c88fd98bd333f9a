/** Transforms of records on their way from source to target, free of input and output. */
@NullMarked
package dev.keyferry.transforms;

import org.jspecify.annotations.NullMarked;
