/**
 * Real redis-server processes on the loopback interface, for the demo command and for tests.
 *
 * <p>Everything here is throwaway: data live in a temporary directory that goes with the server.
 */
@NullMarked
package dev.keyferry.servers;

import org.jspecify.annotations.NullMarked;
