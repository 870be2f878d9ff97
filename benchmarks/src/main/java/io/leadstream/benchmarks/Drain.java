// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.Service;

/**
 * Measures how fast a topology works off a topic that was filled before. The first tenth warms it up and is not
 * counted; the clock runs from the commit after it to the commit of the last record.
 */
final class Drain {

    private final Groups groups;
    private final CpuMeter cpu;
    private final String group;
    private final String topic;
    private final Service service;

    private Drain(Groups groups, CpuMeter cpu, String group, String topic, Service service) {
        this.groups = groups;
        this.cpu = cpu;
        this.group = group;
        this.topic = topic;
        this.service = service;
    }

    static Drain of(Groups groups, CpuMeter cpu, String group, String topic, Service service) {
        return new Drain(groups, cpu, group, topic, service);
    }

    Result measure(String name, long records) throws Exception {
        long warm = awaitCommitted(records / 10);
        var stopwatch = Stopwatch.start(cpu);
        awaitCommitted(records);
        return stopwatch.stop(name, records - warm);
    }

    private long awaitCommitted(long wanted) throws Exception {
        return groups.await(() -> groups.committed(group, topic), wanted, service);
    }
}
