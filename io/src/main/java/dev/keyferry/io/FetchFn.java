package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys that one SCAN has listed: by many connections, and many workers where there are,
 * since the SCAN itself could not be cut.
 */
final class FetchFn extends DoFn<KeyPage, RecordPage> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FetchFn.class);

  private final List<SourceNode> servers;
  private final ReadPlan plan;
  private final int connections;
  private transient @Nullable InFlight<Fetched> inFlight;

  /**
   * Fetches from these servers.
   *
   * @param connections how many fetch at the same time in one bundle
   */
  FetchFn(List<SourceNode> servers, ReadPlan plan, int connections) {
    this.servers = List.copyOf(servers);
    this.plan = plan;
    this.connections = connections;
  }

  /** Makes ready, without connecting yet. */
  @Setup
  public void open() {
    inFlight = new InFlight<>(connections);
  }

  /** Fetches a page of keys, or begins to. */
  @ProcessElement
  public void process(@Element KeyPage page, OutputReceiver<RecordPage> pages) {
    pending()
        .add(
            () -> fetch(page),
            fetched -> {
              fetched.counts().report();
              fetched.pages().forEach(pages::output);
            });
  }

  /** Waits for all pages. */
  @FinishBundle
  public void finish(FinishBundleContext context) {
    pending()
        .finish(
            fetched -> {
              fetched.counts().report();
              // A bounded read: everything is in the global window.
              fetched
                  .pages()
                  .forEach(
                      page ->
                          context.output(
                              page, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
            });
  }

  /** Ends the threads. */
  @Teardown
  public void close() {
    if (inFlight != null) {
      inFlight.close();
    }
  }

  private InFlight<Fetched> pending() {
    return Objects.requireNonNull(inFlight);
  }

  /** Pages of records, cut where their bytes demand it. */
  private Fetched fetch(KeyPage page) {
    SourceNode source = servers.get(page.server());
    Fetched fetched = new Fetched(new ArrayList<>(), new ReadCounts());
    RedisNode node = IdleNodes.take(source.endpoint());
    try (PageFetcher fetcher = new PageFetcher(node, source.exactExpiry())) {
      double bytesPerKey = source.averageBytes();
      for (int from = 0; from < page.keys().size(); ) {
        int to = Math.min(page.keys().size(), from + plan.keysPerPage(bytesPerKey));
        RecordPage part =
            fetcher.fetchPage(page.database(), page.keys().subList(from, to), fetched.counts());
        bytesPerKey = (double) part.bytes() / (to - from);
        fetched.pages().add(part);
        from = to;
      }

      if (fetched.counts().vanished > 0 && !isSameProcess(node, source)) {
        fetched.counts().rangesInvalid++;
        LOG.warn("{} was started anew: keys that it had are gone", source.endpoint());
      }
    } finally {
      IdleNodes.giveBack(node);
    }

    return fetched;
  }

  private static boolean isSameProcess(RedisNode node, SourceNode planned) {
    Object reply = node.call(0, RedisCommand.INFO, RedisConnection.ascii("server"));
    return ServerInfo.parse(Reply.text(reply)).runId().equals(planned.runId());
  }

  private record Fetched(List<RecordPage> pages, ReadCounts counts) {}
}
