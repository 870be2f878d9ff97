// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.Service;

/**
 * Measures how fast a topology works off a topic that was filled before. The first records warm it up and are not
 * counted; the clock runs from the commit after them to the commit of the last record.
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

    Result measure(String name, long warmUp, long records) throws Exception {
        long warm = awaitCommitted(warmUp);
        var stopwatch = Stopwatch.start(cpu);
        awaitCommitted(warmUp + records);
        return stopwatch.stop(name, warmUp + records - warm);
    }

    private long awaitCommitted(long wanted) throws Exception {
        return Progress.await(() -> groups.committed(group, topic), wanted, service);
    }
}
