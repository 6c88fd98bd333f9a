package dev.keyferry.io;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Fetches the keys that one SCAN has listed: by many workers where the SCAN could not be cut. */
final class FetchFn extends DoFn<KeyPage, RecordPage> {
  private static final long serialVersionUID = 1L;

  private final List<SourceNode> servers;
  private final ReadPlan plan;

  FetchFn(List<SourceNode> servers, ReadPlan plan) {
    this.servers = List.copyOf(servers);
    this.plan = plan;
  }

  /** Fetches a page of keys as pages of records, cut where their bytes demand it. */
  @ProcessElement
  public void process(@Element KeyPage page, OutputReceiver<RecordPage> pages) {
    SourceNode source = servers.get(page.server());
    RedisNode node = IdleNodes.take(source.endpoint());
    try (PageFetcher fetcher = new PageFetcher(node, source.exactExpiry())) {
      double bytesPerKey = source.averageBytes();
      for (int from = 0; from < page.keys().size(); ) {
        int fitting = plan.keysPerPage(bytesPerKey);
        int to = Math.min(page.keys().size(), from + fitting);
        RecordPage fetched = fetcher.fetchPage(page.database(), page.keys().subList(from, to));
        bytesPerKey = (double) fetched.bytes() / (to - from);
        pages.output(fetched);
        from = to;
      }
    } finally {
      IdleNodes.giveBack(node);
    }
  }
}
