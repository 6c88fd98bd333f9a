package dev.keyferry.io;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/** What a reader makes of the keys that it lists. */
interface PageOutput<PageT> extends Serializable {
  Coder<PageT> coder();

  /** Begins to make pages of one range's keys, on the connection that lists them. */
  Pages<PageT> open(KeyspaceRange range, RedisNode node);

  /** One range's pages. */
  interface Pages<PageT> extends AutoCloseable {
    /** One page of all these keys; what becomes of them is counted. */
    PageT page(List<byte[]> keys, ReadCounts counts);

    /** Bytes that a page stands for: held by it, or to be held when it is fetched. */
    long bytes(PageT page);

    @Override
    void close();
  }
}
