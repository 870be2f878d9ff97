// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * The meter registry of the process: what is counted anywhere in it is told by {@code /metrics}. One per process, as
 * there is one scrape per process, also when it runs several services.
 */
public final class Metrics {

    private static final Metrics PROCESS = new Metrics();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Metrics() {
        // The garbage collector's binder lives as long as the process does, so nobody closes it.
        List<MeterBinder> binders = List.of(
                new JvmMemoryMetrics(),
                new JvmGcMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
    }

    public static Metrics process() {
        return PROCESS;
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** Everything counted so far in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }
}
