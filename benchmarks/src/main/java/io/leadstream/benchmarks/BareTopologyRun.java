// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.streams.StreamsRunner;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The bare limit of a stateful exactly-once stream on this machine, with the same runner and settings as ours. */
final class BareTopologyRun {

    private static final String APPLICATION = "bare-limit";
    private static final int RECORD_BYTES = 200;
    private static final int PORT = 0;

    private final Machine machine;
    private final int keys;
    private final int threads;

    BareTopologyRun(Machine machine, int keys, int threads) {
        this.machine = machine;
        this.keys = keys;
        this.threads = threads;
    }

    Result run(int warmUp, int records) throws Exception {
        try (var groups = new Groups(machine.brokers())) {
            groups.create(BareTopology.INPUT, Machine.PARTITIONS);
            fill(warmUp + records);
            var def = CommonSettings.defineStreams(CommonSettings.define("bare", PORT), "bare");
            var settings = Settings.of(def, machine.streamsSettings("bare", threads));
            try (var runner =
                    StreamsRunner.create(APPLICATION, "bare", APPLICATION, settings, List.of(), BareTopology::build)) {
                runner.start();
                return Drain.of(groups, machine.cpu(), APPLICATION, BareTopology.INPUT, runner)
                        .measure("bare exactly-once topology: RocksDB get and put", warmUp, records);
            }
        }
    }

    private void fill(int records) {
        var random = new Random(17);
        try (var filler = new Filler<>(machine.brokers(), BareTopology.INPUT, new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                var value = new byte[RECORD_BYTES];
                random.nextBytes(value);
                filler.add("key-" + random.nextInt(keys), value);
            }
        }
    }
}
