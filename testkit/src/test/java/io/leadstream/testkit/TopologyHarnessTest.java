// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopologyHarnessTest {

    private final TopologyHarness harness = TopologyHarness.start("harness-test", TopologyHarnessTest::topology);
    private final TestInputTopic<String, Activity> in = harness.input(Topics.ACTIVITIES);
    private final TestOutputTopic<String, Activity> out = harness.output(Topics.VISITOR_ACTIVITIES);

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldPassRecordsWithTheirEventTimeWhenTyped() {
        Activity activity = Fixtures.activity("e1", "ann@example.com", "page_viewed")
                .setOccurredAt(Fixtures.NOW.minusSeconds(60))
                .build();

        in.pipeInput(activity.getLeadId(), activity);

        TestRecord<String, Activity> found = out.readRecord();
        assertThat(found.value()).isEqualTo(activity);
        assertThat(found.timestamp()).isEqualTo(Fixtures.NOW.minusSeconds(60).toEpochMilli());
    }

    @Test
    void shouldSetRecordsAsideWhenTheProcessorCrashes() {
        Activity activity = Fixtures.activity("e1", "ann@example.com", "crash").build();

        in.pipeInput(activity.getLeadId(), activity);
        in.pipeInput(
                activity.getLeadId(),
                Activity.newBuilder(activity).setType("call").build());

        TestRecord<byte[], byte[]> letter = harness.deadLetters().readRecord();
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(activity.getLeadId());
        assertThat(letter.headers().lastHeader("__streams.errors.topic").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("activities");
        assertThat(out.readValuesToList()).extracting(Activity::getType).containsExactly("call");
    }

    @Test
    void shouldSetRecordsAsideWhenTheyCantBeDecoded() {
        harness.rawInput(Topics.ACTIVITIES).pipeInput("key", "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(harness.deadLetters().readValuesToList())
                .singleElement()
                .isEqualTo("nonsense".getBytes(StandardCharsets.UTF_8));
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void shouldMoveTimersWhenTheClockAdvances() {
        KeyValueStore<String, Long> ticks = harness.store("tick");

        harness.advance(Duration.ofSeconds(1));
        harness.advance(Duration.ofSeconds(3));

        // A timer that became due several times at once fires once, as it does after a stand-still.
        assertThat(ticks.get("ticks")).isEqualTo(2);
    }

    @Test
    void shouldFindNamesWhenTheyWereMadeUp() {
        assertThat(harness.generatedNames()).isEmpty();
        try (TopologyHarness unnamed = TopologyHarness.start("unnamed", (config, serdes) -> {
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                    .to("out");
            return builder.build();
        })) {
            assertThat(unnamed.generatedNames()).isNotEmpty();
        }
    }

    private static Topology topology(StreamsConfig config, TopicSerdes serdes) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("tick"), Serdes.String(), Serdes.Long()));
        builder.stream(
                        Topics.ACTIVITIES.name(),
                        Consumed.with(Serdes.String(), serdes.valueOf(Topics.ACTIVITIES))
                                .withName("activities-source"))
                .process(Ticking::new, Named.as("tick-and-pass"), "tick")
                .to(
                        Topics.VISITOR_ACTIVITIES.name(),
                        Produced.with(Serdes.String(), serdes.valueOf(Topics.VISITOR_ACTIVITIES))
                                .withName("visitor-activities-sink"));
        return builder.build();
    }

    /** Passes everything on, crashes on one type, and counts seconds. */
    private static final class Ticking implements Processor<String, Activity, String, Activity> {

        @SuppressWarnings("NullAway.Init")
        private ProcessorContext<String, Activity> context;

        @Override
        public void init(ProcessorContext<String, Activity> processorContext) {
            context = processorContext;
            KeyValueStore<String, Long> ticks = context.getStateStore("tick");
            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> {
                Long before = ticks.get("ticks");
                ticks.put("ticks", before == null ? 1 : before + 1);
            });
        }

        @Override
        public void process(Record<String, Activity> record) {
            if (record.value().getType().equals("crash")) {
                throw new IllegalStateException("planted");
            }
            context.forward(record);
        }
    }
}
