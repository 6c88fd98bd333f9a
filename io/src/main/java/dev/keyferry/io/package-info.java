/** Redis input and output, and the only package that knows the Redis client. */
@NullMarked
package dev.keyferry.io;

import org.jspecify.annotations.NullMarked;
