// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.streams.BackgroundTime;
import io.leadstream.runtime.streams.EveryPartition;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.MergedPart;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The flow of scoring. What an unknown visitor did is held (keyed by visitor) and handed over to the lead; everything
 * about a lead (keyed by lead) changes its one record. Rules reach every task, so that a version takes effect between two
 * records of each. An identified activity takes no hop. Drawing: README.
 */
final class ScoringTopology {

    static final String HOLD_VISITOR = "hold-visitor";
    static final String SCORE_LEAD = "score-lead";
    static final String SCORES_SINK = "lead-scores-sink";
    static final String PROFILES_SINK = "lead-profiles-sink";
    static final String PROGRESS_SINK = "scoring-progress-sink";
    static final String MERGED_SINK = "merged-parts-sink";

    private static final String RULES = "rules-to-leads";
    private static final String MODELS = "models-to-leads";
    private static final String MERGED = "merged-leads";

    private final TopicSerdes serdes;
    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final RecordedActivities history;
    private final BackgroundTime background;

    ScoringTopology(TopicSerdes serdes, ScoringConfig config, ScoringMeters meters, RecordedActivities history) {
        this.serdes = serdes;
        this.config = config;
        this.meters = meters;
        this.history = history;
        this.background = new BackgroundTime(config.sliceTime(), config.sweepInterval());
    }

    /** Every public topic it reads or writes. */
    static List<Topic<?>> topics() {
        return List.of(
                Topics.CAPTURED_LEADS,
                Topics.ACTIVITIES,
                Topics.VISITOR_ACTIVITIES,
                Topics.LEAD_LINKS,
                Topics.LEAD_COMMANDS,
                Topics.COMMAND_OUTCOMES,
                Topics.SCORING_RULE_SETS,
                Topics.PREDICTIVE_MODELS,
                Topics.IDENTIFIED_ACTIVITIES,
                Topics.LEAD_PROFILES,
                Topics.LEAD_SCORES,
                Topics.SCORING_PROGRESS);
    }

    Topology build(StreamsConfig streams) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(streams));

        KStream<String, ScoringRuleSet> rules = read(builder, Topics.SCORING_RULE_SETS)
                .repartition(between(RULES, ScoringRuleSet.class).withStreamPartitioner(new EveryPartition<>()));

        KStream<String, PredictiveModel> models = read(builder, Topics.PREDICTIVE_MODELS)
                .repartition(between(MODELS, PredictiveModel.class).withStreamPartitioner(new EveryPartition<>()));

        Topic<Activity> identified = Topics.IDENTIFIED_ACTIVITIES;
        read(builder, Topics.VISITOR_ACTIVITIES)
                .process(new HoldVisitorSupplier(serdes, config, meters, background), Named.as(HOLD_VISITOR))
                .to(
                        identified.name(),
                        Produced.with(Serdes.String(), serdes.valueOf(identified))
                                .withName(identified.name() + "-sink"));

        // A lead's part goes to the lead that it has become part of: from score-lead to score-lead. A loop has no place
        // in
        // the DSL, so this declares the topic only, and score-lead writes to it by a sink of its own.
        KStream<String, LeadLink> links = read(builder, Topics.LEAD_LINKS);
        KStream<String, MergedPart> merged = links.flatMapValues(
                        link -> List.<MergedPart>of(), Named.as("declare-merged-leads"))
                .repartition(between(MERGED, MergedPart.class));

        // Activities come last, since they are most: each merge is one more call for what came before it.
        any(rules)
                .merge(any(models), Named.as("merge-models"))
                .merge(any(read(builder, identified)), Named.as("merge-identified"))
                .merge(any(links), Named.as("merge-links"))
                .merge(any(merged), Named.as("merge-merged-leads"))
                .merge(any(read(builder, Topics.LEAD_COMMANDS)), Named.as("merge-commands"))
                .merge(any(read(builder, Topics.COMMAND_OUTCOMES)), Named.as("merge-outcomes"))
                .merge(any(read(builder, Topics.CAPTURED_LEADS)), Named.as("merge-captures"))
                .merge(any(read(builder, Topics.ACTIVITIES)), Named.as("merge-activities"))
                .process(new ScoreLeadSupplier(serdes, config, meters, history, background), Named.as(SCORE_LEAD));

        Topology topology = builder.build();
        write(topology, SCORES_SINK, Topics.LEAD_SCORES);
        write(topology, PROFILES_SINK, Topics.LEAD_PROFILES);
        write(topology, PROGRESS_SINK, Topics.SCORING_PROGRESS);
        topology.addSink(
                MERGED_SINK,
                MERGED + "-repartition",
                Serdes.String().serializer(),
                serdes.internal(MergedPart.class).serializer(),
                SCORE_LEAD);
        return topology;
    }

    private <V extends SpecificRecord> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic) {
        return builder.stream(
                topic.name(),
                Consumed.with(Serdes.String(), serdes.valueOf(topic)).withName(topic.name() + "-source"));
    }

    private <V extends SpecificRecord> Repartitioned<String, V> between(String name, Class<V> type) {
        return Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(serdes.internal(type))
                .withNumberOfPartitions(config.partitions());
    }

    private <V extends SpecificRecord> void write(Topology topology, String sink, Topic<V> topic) {
        topology.addSink(
                sink,
                topic.name(),
                Serdes.String().serializer(),
                serdes.valueOf(topic).serializer(),
                SCORE_LEAD);
    }

    @SuppressWarnings("unchecked") // a stream is only read from here on, and what is a V is a SpecificRecord
    private static KStream<String, SpecificRecord> any(KStream<String, ? extends SpecificRecord> stream) {
        return (KStream<String, SpecificRecord>) stream;
    }
}
