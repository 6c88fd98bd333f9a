package dev.keyferry.io;

import java.util.List;

/**
 * Keys that were listed and are still to be fetched.
 *
 * @param server number of the server among the source's, see {@link SourceNode#number}
 * @param database number of the database
 * @param keys the keys, not to be changed
 */
record KeyPage(int server, int database, List<byte[]> keys) {}
