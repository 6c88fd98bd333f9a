package dev.keyferry.io;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/** Pages of records, fetched by the reader that lists their keys. */
final class FetchedPages implements PageOutput<RecordPage> {
  private static final long serialVersionUID = 1L;

  @Override
  public Coder<RecordPage> coder() {
    return RecordPageCoder.of();
  }

  @Override
  public Pages<RecordPage> open(KeyspaceRange range, RedisNode node) {
    return new OfRange(range, new PageFetcher(node, range.node().exactExpiry()));
  }

  private record OfRange(KeyspaceRange range, PageFetcher fetcher) implements Pages<RecordPage> {
    @Override
    public RecordPage page(List<byte[]> keys, ReadCounts counts) {
      return fetcher.fetchPage(range.database(), keys, counts);
    }

    @Override
    public long bytes(RecordPage page) {
      return page.bytes();
    }

    @Override
    public void close() {
      fetcher.close();
    }
  }
}
