package dev.keyferry.io;

import java.io.Serializable;

/**
 * One server of the source as it was when the copy was planned. Immutable.
 *
 * @param number its place among the source's servers, from 0
 * @param endpoint how to reach it
 * @param kind how its keys are listed
 * @param runId the process' own random name; empty when the service hides it
 * @param slots the slots that it serves in the words of CLUSTER NODES; empty outside a cluster
 * @param exactExpiry whether it knows PEXPIRETIME (Redis 7.0 and later)
 * @param averageBytes bytes of key and payload of an average key, sampled
 */
record SourceNode(
    int number,
    RedisEndpoint endpoint,
    RangeKind kind,
    String runId,
    String slots,
    boolean exactExpiry,
    double averageBytes)
    implements Serializable {}
