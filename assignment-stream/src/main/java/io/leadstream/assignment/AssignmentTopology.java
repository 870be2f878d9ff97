// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.runtime.streams.EveryPartition;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.PoolOrder;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The flow of assignment. The pipeline (keyed by lead) asks, the pool (keyed by team, so that one writer decides)
 * answers on {@code lead-assignments}, and the pipeline reads the answer back. A lead that no rule claims asks by way of
 * its company's account (keyed by company), which may know of an owner in another team. Commands about people are decided
 * beside them, and reach every task of the pool. Rules and roster reach every task that needs them. Drawing: README.
 */
final class AssignmentTopology {

    static final String PIPELINE = "advance-lead";
    static final String POOL = "choose-owner";
    static final String STAFF = "decide-staff-command";
    static final String TO_POOL = "address-team";
    static final String DECISIONS_SINK = "lead-assignments-sink";
    static final String MERGED_SINK = "merged-parts-sink";
    static final String ACCOUNT = "find-company-owner";
    static final String ACCOUNT_SINK = "company-orders-sink";

    private static final String MERGED = "merged-leads";
    private static final String ACCOUNT_ORDERS = "account-orders";

    private final TopicSerdes serdes;
    private final AssignmentConfig config;
    private final CommitPace pace;

    AssignmentTopology(TopicSerdes serdes, AssignmentConfig config) {
        this.serdes = serdes;
        this.config = config;
        this.pace = new CommitPace(config.commitPace());
    }

    /** Every public topic it reads or writes. */
    static List<Topic<?>> topics() {
        return List.of(
                Topics.LEAD_PROFILES,
                Topics.LEAD_COMMANDS,
                Topics.STAFF_COMMANDS,
                Topics.ASSIGNMENT_RULE_SETS,
                Topics.ROSTERS,
                Topics.LEAD_ASSIGNMENTS,
                Topics.ASSIGNMENT_ALERTS,
                Topics.STAFF_CHANGES,
                Topics.LEAD_TRANSITIONS,
                Topics.LEAD_TASKS,
                Topics.LEAD_ASSESSMENTS,
                Topics.LEAD_CONVERSIONS,
                Topics.COMMAND_OUTCOMES);
    }

    Topology build(StreamsConfig streams) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(streams));

        KStream<String, AssignmentRuleSet> rules = read(builder, Topics.ASSIGNMENT_RULE_SETS);
        KStream<String, Roster> rosters = read(builder, Topics.ROSTERS);

        KStream<String, Roster> pipelineRoster = everywhere(rosters, "roster-to-pipeline", Roster.class);

        // A lead that has become part of another hands on to it: from the pipeline to the pipeline. And its orders
        // to the account come back to the stream in which the pipeline is. A loop has no place in the DSL, so this
        // declares the topics only, and the pipeline writes to them by sinks of its own.
        KStream<String, MergedLead> merged = looped(rules, MERGED, MergedLead.class);
        KStream<String, AccountOrder> accountOrders = looped(rules, ACCOUNT_ORDERS, AccountOrder.class);

        KStream<String, PoolOrder> orders = any(read(builder, Topics.LEAD_PROFILES))
                .merge(any(read(builder, Topics.LEAD_COMMANDS)), Named.as("merge-commands"))
                .merge(any(read(builder, Topics.LEAD_ASSIGNMENTS)), Named.as("merge-decisions"))
                .merge(any(merged), Named.as("merge-merged-leads"))
                .merge(any(everywhere(rules, "rules-to-pipeline", AssignmentRuleSet.class)), Named.as("merge-rules"))
                .merge(any(pipelineRoster), Named.as("merge-roster"))
                .process(new PipelineSupplier(serdes, config, pace), Named.as(PIPELINE))
                .mapValues(value -> (PoolOrder) value, Named.as(TO_POOL));

        KStream<String, PoolOrder> fromAccounts = any(accountOrders)
                .merge(any(pipelineRoster), Named.as("merge-account-roster"))
                .process(new AccountSupplier(serdes, pace), Named.as(ACCOUNT));

        KStream<String, StaffChange> changes = any(read(builder, Topics.STAFF_COMMANDS))
                .merge(any(everywhere(rosters, "roster-to-staff", Roster.class)), Named.as("merge-staff-roster"))
                .process(new StaffSupplier(serdes), Named.as(STAFF));

        any(orders.merge(fromAccounts, Named.as("merge-account-orders"))
                        .repartition(named("pool-orders", PoolOrder.class)))
                .merge(any(everywhere(rosters, "roster-to-pool", Roster.class)), Named.as("merge-pool-roster"))
                .merge(any(everywhere(changes, "staff-to-pool", StaffChange.class)), Named.as("merge-staff"))
                .process(new PoolSupplier(serdes, config, pace), Named.as(POOL));

        Topology topology = builder.build();
        sink(topology, "staff-changes-sink", Topics.STAFF_CHANGES, STAFF);
        sink(topology, DECISIONS_SINK, Topics.LEAD_ASSIGNMENTS, POOL);
        loop(topology, MERGED_SINK, MERGED, MergedLead.class);
        loop(topology, ACCOUNT_SINK, ACCOUNT_ORDERS, AccountOrder.class);
        for (PipelineOutput<?> output : PipelineOutput.ALL) {
            sink(topology, output.sink(), output.topic(), PIPELINE);
        }
        return topology;
    }

    private <V extends SpecificRecord> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic) {
        return builder.stream(
                topic.name(),
                Consumed.with(Serdes.String(), serdes.valueOf(topic)).withName(topic.name() + "-source"));
    }

    private <V extends SpecificRecord> KStream<String, V> looped(KStream<String, ?> any, String name, Class<V> type) {
        return any.flatMapValues(value -> List.<V>of(), Named.as("declare-" + name))
                .repartition(named(name, type));
    }

    private <V extends SpecificRecord> void loop(Topology topology, String sink, String name, Class<V> type) {
        Serde<V> serde = serdes.internal(type);
        topology.addSink(sink, name + "-repartition", Serdes.String().serializer(), serde.serializer(), PIPELINE);
    }

    private <V extends SpecificRecord> KStream<String, V> everywhere(
            KStream<String, V> versions, String name, Class<V> type) {
        return versions.repartition(named(name, type).withStreamPartitioner(new EveryPartition<>()));
    }

    private <V extends SpecificRecord> Repartitioned<String, V> named(String name, Class<V> type) {
        Serde<V> serde = serdes.internal(type);
        return Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(serde)
                .withNumberOfPartitions(config.partitions());
    }

    private <V extends SpecificRecord> void sink(Topology topology, String name, Topic<V> topic, String parent) {
        Serde<V> serde = serdes.valueOf(topic);
        topology.addSink(name, topic.name(), Serdes.String().serializer(), serde.serializer(), parent);
    }

    @SuppressWarnings("unchecked") // a stream is only read from here on, and what is a V is a SpecificRecord
    private static KStream<String, SpecificRecord> any(KStream<String, ? extends SpecificRecord> stream) {
        return (KStream<String, SpecificRecord>) stream;
    }
}
