// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/** What the workers of a sink tell about themselves. */
final class SinkMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final Counter records;
    private final Counter rows;
    private final Counter quarantined;
    private final Counter retries;
    private final Counter fenced;
    private final Timer batches;
    private final Gauge lag;
    private final List<SinkWorker> workers = new CopyOnWriteArrayList<>();

    SinkMeters(MeterRegistry registry, String sink) {
        this.registry = registry;
        this.records = counter("leadstream.sink.records", "Records read and committed", sink);
        this.rows = counter("leadstream.sink.rows", "Rows sent to the database and committed", sink);
        this.quarantined = counter("leadstream.sink.quarantined", "Records set aside in sink_dead_letters", sink);
        this.retries = counter("leadstream.sink.retries", "Batches that will be tried again after a failure", sink);
        this.fenced = counter("leadstream.sink.fenced", "Batches refused because another instance took over", sink);
        this.batches = Timer.builder("leadstream.sink.batch")
                .description("Time of a batch's transaction")
                .tag("sink", sink)
                .register(registry);
        ToDoubleFunction<List<SinkWorker>> sum =
                all -> all.stream().mapToLong(SinkWorker::lag).sum();
        this.lag = Gauge.builder("leadstream.sink.lag", workers, sum)
                .description("Records in the partitions of this instance that are not yet read")
                .tag("sink", sink)
                .register(registry);
    }

    private Counter counter(String name, String description, String sink) {
        return Counter.builder(name).description(description).tag("sink", sink).register(registry);
    }

    void watch(SinkWorker worker) {
        workers.add(worker);
    }

    void committed(int recordCount, int rowCount, int refusedCount, Duration took) {
        records.increment(recordCount);
        rows.increment(rowCount);
        quarantined.increment(refusedCount);
        batches.record(took);
    }

    void retried() {
        retries.increment();
    }

    void fencedOff() {
        fenced.increment();
    }

    @Override
    public void close() {
        registry.remove(lag);
    }
}
