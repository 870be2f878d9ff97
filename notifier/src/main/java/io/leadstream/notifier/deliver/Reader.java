// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns records of the two topics into notifications. Thread-safe. */
public final class Reader {

    /** The topics that are told from. */
    static final List<String> TOPICS = List.of(Topics.LEAD_ASSIGNMENTS.name(), Topics.ASSIGNMENT_ALERTS.name());

    private final Deserializer<LeadAssignment> assignments;
    private final Deserializer<AssignmentAlert> alerts;

    public Reader(TopicSerdes serdes) {
        this.assignments = serdes.valueOf(Topics.LEAD_ASSIGNMENTS).deserializer();
        this.alerts = serdes.valueOf(Topics.ASSIGNMENT_ALERTS).deserializer();
    }

    /**
     * Decodes a record; null for a tombstone.
     *
     * @throws UnreadableException when the record is at fault
     * @throws RegistryException when the registry is away, so that nothing can be said of the record
     */
    @Nullable
    Notification read(ConsumerRecord<byte[], byte[]> source) throws UnreadableException {
        try {
            if (source.topic().equals(Topics.LEAD_ASSIGNMENTS.name())) {
                LeadAssignment assignment = assignments.deserialize(source.topic(), source.headers(), source.value());
                return assignment == null ? null : of(assignment);
            }
            AssignmentAlert alert = alerts.deserialize(source.topic(), source.headers(), source.value());
            return alert == null ? null : of(alert);
        } catch (SerializationException | AvroRuntimeException | ClassCastException e) {
            if (registryAway(e)) {
                throw new RegistryException("the schema registry is away: " + e.getMessage(), e, true);
            }
            throw new UnreadableException(e);
        }
    }

    /** Serializers that aren't ours tell it by what lies beneath. */
    private static boolean registryAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Notification of(LeadAssignment assignment) {
        return new Notification(
                assignment.getAssignmentId(),
                Kinds.of(assignment.getKind()),
                assignment.getLeadId(),
                Topics.LEAD_ASSIGNMENTS,
                assignment.getDecidedAt(),
                assignment);
    }

    private static Notification of(AssignmentAlert alert) {
        return new Notification(
                alert.getAlertId(),
                Kinds.of(alert.getKind()),
                alert.getLeadId(),
                Topics.ASSIGNMENT_ALERTS,
                alert.getAt(),
                alert);
    }

    /** The bytes are no record of the topic. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
