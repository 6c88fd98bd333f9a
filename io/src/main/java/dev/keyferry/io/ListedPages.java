package dev.keyferry.io;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/** Pages of keys only, to be fetched elsewhere and by many. */
final class ListedPages implements PageOutput<KeyPage> {
  private static final long serialVersionUID = 1L;

  @Override
  public Coder<KeyPage> coder() {
    return KeyPageCoder.of();
  }

  @Override
  public Pages<KeyPage> open(KeyspaceRange range, RedisNode node) {
    return new OfRange(range);
  }

  private record OfRange(KeyspaceRange range) implements Pages<KeyPage> {
    @Override
    public KeyPage page(List<byte[]> keys, ReadCounts counts) {
      return new KeyPage(range.node().number(), range.database(), keys);
    }

    @Override
    public long bytes(KeyPage page) {
      return (long) (page.keys().size() * range.node().averageBytes());
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
