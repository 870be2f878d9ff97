// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks.micro;

import io.leadstream.benchmarks.ActivityLoad;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One record to and from Confluent's wire format. Budget: under a microsecond each way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SerdeBenchmark {

    private final TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://serde-benchmark"));
    private final Serde<Activity> activities = serdes.valueOf(Topics.ACTIVITIES);
    private final Serde<CapturedLead> captures = serdes.valueOf(Topics.CAPTURED_LEADS);
    private final ActivityLoad load = new ActivityLoad(1);
    private final Activity activity = load.activity(17);
    private final CapturedLead capture = load.capture(0);
    private byte[] activityBytes = {};
    private byte[] captureBytes = {};

    @Setup
    public void encode() {
        activityBytes = writeActivity();
        captureBytes = writeCapture();
    }

    @Benchmark
    public byte[] writeActivity() {
        return activities.serializer().serialize(Topics.ACTIVITIES.name(), activity);
    }

    /** As it goes out: the bytes, and the headers of a CloudEvent. */
    @Benchmark
    public Headers writeActivityAsEvent() {
        Headers headers = new RecordHeaders();
        activities.serializer().serialize(Topics.ACTIVITIES.name(), headers, activity);
        return headers;
    }

    @Benchmark
    public Activity readActivity() {
        return activities.deserializer().deserialize(Topics.ACTIVITIES.name(), activityBytes);
    }

    @Benchmark
    public byte[] writeCapture() {
        return captures.serializer().serialize(Topics.CAPTURED_LEADS.name(), capture);
    }

    @Benchmark
    public CapturedLead readCapture() {
        return captures.deserializer().deserialize(Topics.CAPTURED_LEADS.name(), captureBytes);
    }

    @TearDown
    public void close() {
        serdes.close();
    }
}
